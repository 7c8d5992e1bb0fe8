"""Calls are counted for the partner and for the log: by link, school, operation, outcome and minute."""

import time
from collections.abc import Callable
from wsgiref.types import WSGIApplication

import pytest
from sqlalchemy import delete, func, insert, select

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, toetsafname
from tests.support.messages.soap import PULL, request
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import DatabaseOnbereikbaar, KoppelingOnbekend, NietToegestaan
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel, Logvraag
from uwlr_service.domain.toezicht.verkeer import KEPT, Oproep, Verkeersregel
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.schema.toezicht import logkop, verkeersregel
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

OPDRACHT = Handelende.opdrachtregel("een test")
ELSEWHERE = "99ZZ"


@pytest.fixture
def calls(application: WSGIApplication, uitgifte: Uitgifte, register: Register) -> Uitgifte:
    """Three pulls, a refusal at a school that takes no part, and a message that names a strange pupil."""
    for _ in range(3):
        call(application, request(uitgifte.sleutel), PULL)
    call(application, request(uitgifte.sleutel, brincode=ELSEWHERE), PULL)
    call(application, bericht(uitgifte.sleutel, toetsafname("L99")), BRENG)
    call(application, request("zork"), PULL)
    register.flush()
    return uitgifte


def partner_of(database: Database, uitgifte: Uitgifte) -> int:
    """The company behind a link; made, where a link was made without."""
    code = uitgifte.koppeling.klant.code
    with database.write() as connection:
        klant_id = connection.scalar(select(klant.c.id).where(klant.c.code == code))
        known = connection.scalar(select(product.c.koppelpartner_id).where(product.c.klant_id == klant_id))
        if known is not None:
            return int(known)
        now = tijd.now()
        made = insert(koppelpartner).values(naam="Uitgeverij", aangemaakt=now).returning(koppelpartner.c.id)
        number = int(connection.execute(made).scalar_one())
        values = {"koppelpartner_id": number, "klant_id": klant_id, "naam": "Lezen", "aangemaakt": now}
        connection.execute(insert(product).values(**values))
        return number


def seen(regels: list[Verkeersregel]) -> dict[tuple[str, str, str | None], int]:
    """How often each kind of call came, whatever the minute."""
    counts: dict[tuple[str, str, str | None], int] = {}
    for regel in regels:
        key = regel.operatie, regel.uitkomst, regel.school
        counts[key] = counts.get(key, 0) + regel.aantal
    return counts


def logged(diensten: Diensten) -> list[Getoonderegel]:
    """The lines of the log about calls; imports are exchanges too."""
    regels = diensten.logboek.find(Logvraag(soort=Logsoort.UITWISSELING), door=OPDRACHT)
    return [regel for regel in regels if "uitkomst" in regel.inhoud]


def test_a_partner_sees_calls_and_refusals_but_not_which_schools_there_are(
    calls: Uitgifte, diensten: Diensten
) -> None:
    regels = diensten.verkeer.of_koppeling(calls.koppeling.id, door=OPDRACHT)
    assert seen(regels) == {
        ("leerlinggegevens", "gegevens", str(SCHOOL)): 3,
        ("leerlinggegevens", "Client.AutorisatieOngeldig", None): 1,
        ("leerresultaten", "Client.LeerlingOngeldig", str(SCHOOL)): 1,
    }
    given = [regel for regel in regels if not regel.is_fout]
    assert sum(regel.objecten for regel in given) % 3 == 0
    assert all(regel.objecten > 0 for regel in given)
    faults = diensten.verkeer.of_koppeling(calls.koppeling.id, faults_only=True, door=OPDRACHT)
    assert all(regel.is_fout for regel in faults)
    assert len(faults) == 2
    assert set(diensten.verkeer.outcomes(since=KEPT, door=OPDRACHT)) == {calls.koppeling.id}


def test_a_stranger_leaves_no_line(calls: Uitgifte, diensten: Diensten) -> None:
    assert {regel.inhoud["koppeling"] for regel in logged(diensten)} == {calls.koppeling.id}


def test_the_log_has_a_line_for_each_kind_with_the_allow_list(calls: Uitgifte, diensten: Diensten) -> None:
    regels = {(regel.wat, regel.inhoud["uitkomst"]): regel for regel in logged(diensten)}
    assert len(regels) == 3
    given = regels["leerlinggegevens", "gegevens"]
    assert (given.inhoud["aantal"], given.school, given.actor) == (3, str(SCHOOL), "koppeling-1")
    assert len(given.inhoud["velden"]) == 64
    assert regels["leerlinggegevens", "Client.AutorisatieOngeldig"].inhoud["velden"] is None
    assert {regel.zegel for regel in regels.values()} == {given.zegel}
    assert diensten.logboek.verify(door=OPDRACHT).breuk is None


def test_another_agreement_is_another_allow_list(
    calls: Uitgifte, application: WSGIApplication, register: Register, diensten: Diensten
) -> None:
    diensten.koppelingbeheer.change_afspraak(
        calls.koppeling.id, velden={"leerling/geslacht": False}, door=OPDRACHT
    )
    call(application, request(calls.sleutel), PULL)
    register.flush()
    lists = {regel.inhoud["velden"] for regel in logged(diensten) if regel.inhoud["velden"]}
    assert len(lists) == 2


def test_the_first_answer_waits_for_no_seal(
    application: WSGIApplication, uitgifte: Uitgifte, register: Register, diensten: Diensten
) -> None:
    with recorded() as statements:
        call(application, request(uitgifte.sleutel), PULL)
    assert not [statement for statement in statements if "log" in statement or "verkeersregel" in statement]
    assert logged(diensten) == []


def test_two_workers_add_up_within_a_minute(
    calls: Uitgifte, application: WSGIApplication, register: Register, database: Database, diensten: Diensten
) -> None:
    before = seen(diensten.verkeer.of_koppeling(calls.koppeling.id, door=OPDRACHT))
    for _ in range(10):
        for _ in range(5):
            call(application, request(calls.sleutel, brincode=ELSEWHERE), PULL)
        register.flush()
    after = seen(diensten.verkeer.of_koppeling(calls.koppeling.id, door=OPDRACHT))
    refused = ("leerlinggegevens", "Client.AutorisatieOngeldig", None)
    assert after == before | {refused: before[refused] + 50}
    with database.read() as connection:
        rows = connection.scalar(select(func.count()).select_from(verkeersregel))
    assert rows is not None
    assert rows <= 3 + 2  # the clock may have come to another minute, or two


def test_what_could_not_be_written_is_counted_later(
    application: WSGIApplication,
    uitgifte: Uitgifte,
    register: Register,
    diensten: Diensten,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call(application, request(uitgifte.sleutel), PULL)

    def away(_: Database) -> object:
        raise DatabaseOnbereikbaar

    with monkeypatch.context() as patched:
        patched.setattr(Database, "write", away)
        with pytest.raises(DatabaseOnbereikbaar):
            register.flush()
    call(application, request(uitgifte.sleutel), PULL)
    register.flush()
    regels = diensten.verkeer.of_koppeling(uitgifte.koppeling.id, door=OPDRACHT)
    assert seen(regels) == {("leerlinggegevens", "gegevens", str(SCHOOL)): 2}


def test_only_the_partner_itself_and_operators_see_its_calls(
    calls: Uitgifte, diensten: Diensten, database: Database
) -> None:
    own = partner_of(database, calls)

    def person(rol: Rol, partner: int | None = None) -> Handelende:
        account = Account(id=1, rol=rol, koppelpartner=partner)
        return Handelende(herkomst=Herkomst.PORTAAL, naam="Jo", inlog=1, accounts=(account,))

    verkeer = diensten.verkeer
    assert verkeer.of_koppeling(calls.koppeling.id, door=person(Rol.PARTNERBEHEERDER, own))
    assert verkeer.of_koppeling(calls.koppeling.id, door=person(Rol.OPERATOR))
    for rol, partner in ((Rol.PARTNERBEHEERDER, 999), (Rol.SCHOOLBEHEERDER, None)):
        with pytest.raises(NietToegestaan):
            verkeer.of_koppeling(calls.koppeling.id, door=person(rol, partner))
    with pytest.raises(NietToegestaan):
        verkeer.of_koppeling(999, door=person(Rol.PARTNERBEHEERDER, own))
    with pytest.raises(KoppelingOnbekend):
        verkeer.of_koppeling(999, door=person(Rol.OPERATOR))


def test_a_log_that_is_not_whole_keeps_nothing_else_from_being_written(
    uitgifte: Uitgifte, database: Database, diensten: Diensten
) -> None:
    with database.write() as connection:
        head = connection.execute(select(logkop)).one()
        connection.execute(delete(logkop))
    register = Register(database, flush_seconds=0.02)
    oproep = Oproep(uitgifte.koppeling.id, str(SCHOOL), "leerlinggegevens", "geenwijzigingen")
    register.count(oproep, 0.001, 0)
    assert waited(lambda: not register._verkeer._counted or register._is_failing)
    register.use(1)
    assert waited(lambda: diensten.koppelingbeheer.get(uitgifte.koppeling.id).sleutels[0].laatst_gebruikt)
    with database.write() as connection:
        connection.execute(insert(logkop).values(**head._mapping))
    register.close()
    (regel,) = diensten.verkeer.of_koppeling(uitgifte.koppeling.id, door=OPDRACHT)
    assert (regel.uitkomst, regel.aantal) == ("geenwijzigingen", 1)


def waited(condition: Callable[[], object], seconds: float = 10) -> bool:
    """Whether something becomes so in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True
