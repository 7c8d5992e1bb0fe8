"""What people are told: shown to whom it is for and to nobody else, marked as read, and mailed once."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from tests.support.schools.builders import SCHOOL
from tests.support.servers.mail import mailserver
from tests.support.statements import recorded
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.post import Afzender, Mailserver
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.uitwisseling.toezicht.berichten import Berichten, tell
from uwlr_service.uitwisseling.toezicht.post import Postbus

PORTAAL = "https://portaal.example.nl/portaal"
ELSEWHERE = Schoolcode("99ZZ")
SCHOOL_ID = 1


def person(inlog_id: int, *accounts: Account) -> Handelende:
    """Somebody who signed in."""
    return Handelende(herkomst=Herkomst.PORTAAL, naam="Jo", inlog=inlog_id, accounts=accounts)


BEHEERDER = person(1, Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL))
COLLEGA = person(2, Account(id=2, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL))
LEZER = person(3, Account(id=3, rol=Rol.SCHOOLLEZER, school=SCHOOL))
ELDERS = person(4, Account(id=4, rol=Rol.SCHOOLBEHEERDER, school=ELSEWHERE))
PARTNER = person(5, Account(id=5, rol=Rol.PARTNERBEHEERDER, koppelpartner=7))
ANDERE_PARTNER = person(6, Account(id=6, rol=Rol.PARTNERBEHEERDER, koppelpartner=8))
OPERATOR = person(7, Account(id=7, rol=Rol.OPERATOR))
EVERYBODY = (BEHEERDER, COLLEGA, LEZER, ELDERS, PARTNER, ANDERE_PARTNER, OPERATOR)


def message(aan: Geadresseerde, product: str = "Rooster") -> Bericht:
    """Something that anybody can be told."""
    return Bericht(
        soort=Berichtsoort.VOORSTEL_VERVALLEN,
        aan=aan,
        parameters={"product": product, "school": "De Wilg"},
        pad="/berichten",
    )


@pytest.fixture
def postbus(database: Database) -> Postbus:
    """A service without mail."""
    return Postbus(database, b"secret" * 6, None, None)


@pytest.fixture
def berichten(database: Database, postbus: Postbus) -> Berichten:
    """The messages of a service without mail."""
    return Berichten(database, postbus, PORTAAL)


def unread(berichten: Berichten, wie: Handelende) -> int:
    """How many messages somebody has still to read."""
    return sum(not verteld.gelezen for verteld in berichten.of_person(door=wie))


def told(database: Database, *berichten: Bericht) -> None:
    """Tell people something."""
    with database.write() as connection:
        tell(connection, *berichten)


@pytest.mark.parametrize(
    ("aan", "hears"),
    [
        (Geadresseerde.schoolbeheerders(SCHOOL_ID), {1, 2}),
        (Geadresseerde.partnerbeheerders(7), {5}),
        (Geadresseerde.operators(), {7}),
        (Geadresseerde.persoon(3), {3}),
        (Geadresseerde(rol="schoolbeheerder"), set()),
    ],
)
def test_a_message_is_seen_by_those_it_is_for(
    database: Database, berichten: Berichten, stored: object, aan: Geadresseerde, hears: set[int]
) -> None:
    told(database, message(aan))
    seen = {wie.inlog for wie in EVERYBODY if berichten.of_person(door=wie)}
    assert seen == hears
    assert {wie.inlog for wie in EVERYBODY if unread(berichten, wie)} == hears


@pytest.mark.parametrize("wie", [Handelende.opdrachtregel(), Handelende.klok(), Handelende.api("x")])
def test_what_is_not_a_person_is_told_nothing(
    database: Database, berichten: Berichten, stored: object, wie: Handelende
) -> None:
    told(database, message(Geadresseerde.schoolbeheerders(SCHOOL_ID)), message(Geadresseerde.operators()))
    assert berichten.of_person(door=wie) == []
    assert unread(berichten, wie) == 0
    berichten.mark_read(door=wie)
    berichten.choose_mail(post=True, door=wie)
    assert not berichten.wants_mail(door=wie)


def test_reading_is_of_one_person_and_unread_comes_first(
    database: Database, berichten: Berichten, stored: object
) -> None:
    aan = Geadresseerde.schoolbeheerders(SCHOOL_ID)
    told(database, *(message(aan, name) for name in ("a", "b", "c")))
    newest, *others = berichten.of_person(door=BEHEERDER)
    assert newest.bericht.titel(Taal.NL) == "Voorstel van c aan De Wilg geldt niet meer"
    berichten.mark_read([newest.id], door=BEHEERDER)
    berichten.mark_read([newest.id], door=BEHEERDER)
    shown = berichten.of_person(door=BEHEERDER)
    assert [verteld.gelezen for verteld in shown] == [False, False, True]
    assert [verteld.id for verteld in shown] == [*(verteld.id for verteld in others), newest.id]
    assert (unread(berichten, BEHEERDER), unread(berichten, COLLEGA)) == (2, 3)
    berichten.mark_read(door=BEHEERDER)
    assert (unread(berichten, BEHEERDER), unread(berichten, COLLEGA)) == (0, 3)


def test_nobody_marks_what_is_for_another(database: Database, berichten: Berichten, stored: object) -> None:
    told(database, message(Geadresseerde.schoolbeheerders(SCHOOL_ID)))
    berichten.mark_read([1], door=ELDERS)
    berichten.mark_read(door=ELDERS)
    assert unread(berichten, BEHEERDER) == 1


def test_many_messages_take_one_statement(database: Database, berichten: Berichten, stored: object) -> None:
    told(database, *(message(Geadresseerde.schoolbeheerders(SCHOOL_ID)) for _ in range(30)))
    with recorded() as statements:
        assert unread(berichten, BEHEERDER) == 30
    assert len(statements) == 1


def test_a_message_that_lacks_something_is_not_told(database: Database) -> None:
    incomplete = Bericht(soort=Berichtsoort.NACHT_MISLUKT, aan=Geadresseerde.operators())
    with pytest.raises(ValueError, match="nacht-mislukt"):
        told(database, incomplete)


def sign_up(database: Database, inlog_id: int, rol: Rol, **values: object) -> None:
    """Somebody with a mail address and an account."""
    now = tijd.now()
    ended = values.pop("uitgeschakeld", None)
    email = values.pop("email", f"{inlog_id}@example.nl")
    with database.write() as connection:
        connection.execute(
            insert(inlog).values(
                id=inlog_id,
                inlognaam=f"{inlog_id}@example.nl",
                naam=f"Persoon {inlog_id}",
                email=email,
                handvat=str(inlog_id) * 64,
                aangemaakt=now,
                uitgeschakeld=ended,
            )
        )
        of_now = {"van": now - timedelta(days=1), **values}
        connection.execute(insert(account).values(inlog_id=inlog_id, rol=rol.value, **of_now))


def test_mail_goes_once_to_those_who_want_it(database: Database, stored: object) -> None:
    now = tijd.now()
    at_school = {"school_id": SCHOOL_ID}
    sign_up(database, 1, Rol.SCHOOLBEHEERDER, **at_school)
    sign_up(database, 2, Rol.SCHOOLBEHEERDER, **at_school)
    sign_up(database, 3, Rol.SCHOOLLEZER, **at_school)
    sign_up(database, 4, Rol.SCHOOLBEHEERDER, **at_school, uitgeschakeld=now)
    sign_up(database, 5, Rol.SCHOOLBEHEERDER, **at_school, tot=now - timedelta(hours=1))
    sign_up(database, 6, Rol.SCHOOLBEHEERDER, **at_school, email=None)
    sign_up(database, 7, Rol.OPERATOR)
    with mailserver() as server:
        afzender = Afzender(server=Mailserver.parse(f"smtp://{server.host}"), van="x@example.nl")
        postbus = Postbus(database, b"secret" * 6, None, afzender)
        berichten = Berichten(database, postbus, PORTAAL)
        assert berichten.wants_mail(door=COLLEGA)
        berichten.choose_mail(post=False, door=COLLEGA)
        assert not berichten.wants_mail(door=COLLEGA)
        told(database, message(Geadresseerde.schoolbeheerders(SCHOOL_ID)))
        assert berichten.post() == 1
        assert berichten.post() == 0
        assert postbus.deliver() == 1
        assert server.recipients == ["1@example.nl"]
        text = server.letters[0].get_content()
        assert server.letters[0]["Subject"] == "Voorstel van Rooster aan De Wilg geldt niet meer"
        assert f"{PORTAAL}/berichten" in text
        _, english = text.split("In English: ")
        assert english.startswith("The proposal of Rooster to De Wilg no longer holds")
        server.recipients.clear()
        berichten.choose_mail(post=True, door=COLLEGA)
        told(
            database,
            message(Geadresseerde.schoolbeheerders(SCHOOL_ID)),
            message(Geadresseerde.operators()),
            message(Geadresseerde.persoon(3)),
        )
        berichten.post()
        postbus.deliver()
        assert sorted(server.recipients) == [f"{number}@example.nl" for number in (1, 2, 3, 7)]


def test_what_was_told_without_mail_is_not_mailed_later(
    database: Database, berichten: Berichten, stored: object
) -> None:
    sign_up(database, 7, Rol.OPERATOR)
    told(database, message(Geadresseerde.operators()))
    assert berichten.post() == 1
    with mailserver() as server:
        afzender = Afzender(server=Mailserver.parse(f"smtp://{server.host}"), van="x@example.nl")
        postbus = Postbus(database, b"secret" * 6, None, afzender)
        assert Berichten(database, postbus, None).post() == 0
        assert postbus.deliver() == 0


def test_old_messages_are_forgotten_with_who_read_them(database: Database, berichten: Berichten) -> None:
    told(database, message(Geadresseerde.operators()))
    berichten.mark_read(door=OPERATOR)
    assert berichten.purge(tijd.now() + timedelta(days=399)) == 0
    assert berichten.purge(tijd.now() + timedelta(days=401)) == 1
    assert berichten.of_person(door=OPERATOR) == []
