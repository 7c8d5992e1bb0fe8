"""What a call over SOAP gets by the state of the school in the link, of the product, and of the key."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.soap.test_pull import BERICHTEN
from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht
from tests.support.messages.soap import request
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of, put_in
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.schema.koppeling import autorisatiesleutel
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.sleutelbeheer import Sleutelbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

S = Deelnamestand
T = Toelatingstand


def put(database: Database, koppeling_id: int, stand: Deelnamestand) -> None:
    """Bring the school into a state, past the rules."""
    with database.write() as connection:
        deelnames = DeelnameRepository(connection)
        deelname = deelnames.get(koppeling_id, SCHOOL)
        assert deelname is not None
        deelnames.change(koppeling_id, deelname.school_id, stand, tijd.now())


def mark(database: Database, soort: Schoolsoort) -> None:
    """Make the school one of a kind, past the rules."""
    with database.write() as connection:
        scholen = SchoolRepository(connection)
        scholen.mark(scholen.ids([SCHOOL])[SCHOOL], soort)


@pytest.fixture
def pull(application, uitgifte: Uitgifte) -> Callable[[], str]:
    """Ask for the pupils; returns the fault code, or nothing."""
    return lambda: call(application, request(uitgifte.sleutel)).faultcode or ""


@pytest.fixture
def push(application, uitgifte: Uitgifte) -> Callable[[], str]:
    """Bring results; returns the fault code, or nothing."""
    return lambda: call(application, bericht(uitgifte.sleutel), BRENG).faultcode or ""


@pytest.mark.parametrize("stand", S)
def test_a_state_lets_out_and_takes_in_what_it_should(
    database: Database, uitgifte: Uitgifte, pull, push, stand: Deelnamestand
) -> None:
    put(database, uitgifte.koppeling.id, stand)
    assert (pull() == "") is (stand is S.ACTIEF)
    assert (push() == "") is (stand in {S.ACTIEF, S.GEPAUZEERD})
    assert {pull(), push()} <= {"", "Client.AutorisatieOngeldig"}


@pytest.mark.parametrize("bericht", BERICHTEN)
@pytest.mark.parametrize("stand", sorted(set(S) - {S.ACTIEF}))
def test_no_operation_tells_anything_of_a_school_that_does_not_take_part(
    application, database: Database, uitgifte: Uitgifte, stand: Deelnamestand, bericht: str
) -> None:
    """Not even that nothing changed, to a partner that holds the newest state."""
    asked = request(uitgifte.sleutel, bericht, extra=BERICHTEN[bericht])
    moment = call(application, asked).aanmaakdatum
    again = request(uitgifte.sleutel, bericht, extra=BERICHTEN[bericht], laatstontvangengegevens=moment)
    assert call(application, again).kind == "geenwijzigingen"
    put(database, uitgifte.koppeling.id, stand)
    absent = call(application, request(uitgifte.sleutel, brincode="99ZZ"))
    for message in (asked, again):
        answer = call(application, message)
        assert (answer.kind, answer.faultstring) == (
            "Client.AutorisatieOngeldig",
            absent.faultstring.replace("99ZZ", "99XX"),
        )


def test_every_refusal_is_the_same_sentence_as_for_a_school_that_is_not_there(
    application, database: Database, uitgifte: Uitgifte
) -> None:
    absent = call(application, request(uitgifte.sleutel, brincode="99ZZ", dependancecode="16"))
    for stand in set(S) - {S.ACTIEF}:
        put(database, uitgifte.koppeling.id, stand)
        answer = call(application, request(uitgifte.sleutel))
        assert answer.faultstring == absent.faultstring.replace("99ZZ", "99XX")
        assert answer.faultcode == absent.faultcode


def test_the_next_call_sees_a_pause_a_return_and_a_withdrawal(
    database: Database, uitgifte: Uitgifte, pull
) -> None:
    number = uitgifte.koppeling.id
    deelnames = Deelnames(database)
    deelnames.pause(number, SCHOOL, door=DOOR)
    assert pull() == "Client.AutorisatieOngeldig"
    deelnames.resume(number, SCHOOL, door=DOOR)
    assert pull() == ""
    Intrekkingen(database).withdraw(number, SCHOOL, door=DOOR)
    assert pull() == "Client.AutorisatieOngeldig"
    deelnames.rejoin(number, SCHOOL, door=DOOR)
    assert pull() == ""


@pytest.mark.parametrize("stand", T)
@pytest.mark.parametrize("soort", Schoolsoort)
def test_a_product_reaches_the_schools_of_its_state(
    database: Database, uitgifte: Uitgifte, pull, push, stand: Toelatingstand, soort: Schoolsoort
) -> None:
    mark(database, soort)
    put_in(database, product_of(database, "U1"), stand)
    expected = "" if stand.opens(soort) else "Client.AutorisatieOngeldig"
    assert (pull(), push()) == (expected, expected)


def test_a_real_school_never_opens_to_a_key_of_the_proeftuin(
    database: Database, uitgifte: Uitgifte, pull, push
) -> None:
    with database.write() as connection:
        connection.execute(update(autorisatiesleutel).values(proeftuin=True))
    assert (pull(), push()) == ("Client.AutorisatieOngeldig",) * 2
    mark(database, Schoolsoort.TEST)
    assert (pull(), push()) == ("", "")


def test_a_key_that_is_made_in_the_proeftuin_stays_one_of_it(
    application, database: Database, uitgifte: Uitgifte, settings
) -> None:
    made = product_of(database, "U1")
    put_in(database, made, T.SANDBOX)
    overlap = timedelta(days=1)
    key = Koppelingbeheer(database, settings.secret).rotate(uitgifte.koppeling.id, overlap, door=DOOR)
    put_in(database, made, T.ACTIEF)
    assert call(application, request(key.sleutel)).faultcode == "Client.AutorisatieOngeldig"
    assert call(application, request(uitgifte.sleutel)).faultcode is None


def test_the_key_of_a_school_opens_that_school_alone_and_ends_alone(
    application, database: Database, beheer: Koppelingbeheer, uitgifte: Uitgifte, settings
) -> None:
    number = uitgifte.koppeling.id
    EdexmlUitwisseling(database).store(schoolgegevens(ANDERE_SCHOOL))
    Deelnames(database).admit(number, ANDERE_SCHOOL, door=DOOR)
    sleutels = Sleutelbeheer(database, settings.secret)
    key = sleutels.make_for_school(number, SCHOOL, door=DOOR).sleutel
    other = {"brincode": ANDERE_SCHOOL.brincode, "dependancecode": ANDERE_SCHOOL.dependancecode}
    assert call(application, request(key)).faultcode is None
    assert call(application, request(key, **other)).faultcode == "Client.AutorisatieOngeldig"
    assert call(application, request(uitgifte.sleutel, **other)).faultcode is None
    (own,) = sleutels.of_school(number, SCHOOL, door=DOOR)
    sleutels.end(number, own.id, door=DOOR)
    assert call(application, request(key)).faultcode == "Client.AutorisatieOngeldig"
    assert call(application, request(uitgifte.sleutel)).faultcode is None
