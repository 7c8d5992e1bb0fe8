"""Sessions: they open for whoever holds their value, for as long as they live, and then no more."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from tests.support.statements import recorded
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie, Rol
from uwlr_service.domain.account.sessie import (
    VAN_ANDEREN,
    VAN_KLAS,
    VAN_OPERATOR,
    Duur,
    Einde,
    Sessie,
    duur_of,
)
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.repository.schema.school import school
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.sessies import LARGEST, Sessies, renew
from uwlr_service.uitwisseling.toezicht.berichten import Berichten, tell
from uwlr_service.uitwisseling.toezicht.post import Postbus

SCHOOL = Schoolcode("99XX", "16")
MINUTE = timedelta(minutes=1)
DUREN = [
    (Rol.OPERATOR, VAN_OPERATOR),
    (Rol.SCHOOLLEZER, VAN_ANDEREN),
    (Rol.LEERKRACHT, VAN_KLAS),
    (Rol.LEERLING, VAN_KLAS),
]


@pytest.fixture
def sessies(database: Database) -> Sessies:
    return Sessies(database)


def person(database: Database, naam: str, *rollen: Rol) -> int:
    """Somebody with accounts; those of a school are at 99XX/16."""
    now = tijd.now()
    with database.write() as connection:
        school_id = connection.execute(select(school.c.id)).scalar()
        if school_id is None:
            values = {"brincode": "99XX", "dependancecode": "16", "naam": "De Proef"}
            school_id = connection.execute(insert(school).values(**values).returning(school.c.id)).scalar()
        inlog = connection.execute(
            insert(tables.inlog)
            .values(inlognaam=f"{naam}@school.example", naam=naam, handvat=naam, aangemaakt=now)
            .returning(tables.inlog.c.id)
        ).scalar_one()
        for rol in rollen:
            at = school_id if rol.is_of_school else None
            connection.execute(
                insert(tables.account).values(inlog_id=inlog, rol=rol.value, school_id=at, van=now - MINUTE)
            )
    return int(inlog)


def sign_in(database: Database, sessies: Sessies, inlog: int) -> tuple[str, Sessie]:
    """A session of somebody who signed in."""
    now = tijd.now()
    with database.write() as connection:
        token = renew(
            SessieRepository(connection),
            None,
            now,
            inlog_id=inlog,
            aangemeld=now,
            bewezen=now,
            amr=("pwd", "otp", "mfa"),
        )
    sessie = sessies.find(token)
    assert sessie is not None
    return token, sessie


def visit(sessies: Sessies) -> tuple[str, Sessie]:
    """A session of somebody who has not signed in."""
    token = bewijzen.new()
    assert sessies.keep(token, {})
    sessie = sessies.find(token)
    assert sessie is not None
    return token, sessie


def move(database: Database, sessie: Sessie, **moments: datetime) -> None:
    """Let moments of a session be others, as if time had passed."""
    with database.write() as connection:
        connection.execute(update(tables.sessie).where(tables.sessie.c.id == sessie.id).values(**moments))


def test_a_session_begins_of_nobody(sessies: Sessies) -> None:
    _, sessie = visit(sessies)
    assert (sessie.handelende, sessie.inlog, dict(sessie.inhoud)) == (None, None, {})


def test_another_value_opens_nothing(sessies: Sessies) -> None:
    token, _ = visit(sessies)
    for wrong in ("", token[:-1], token + "A", "\udc80", "x" * 10_000):
        assert sessies.find(wrong) is None


def test_only_the_hash_of_the_value_is_stored(sessies: Sessies, database: Database) -> None:
    token, _ = visit(sessies)
    with database.read() as connection:
        rows = connection.execute(select(tables.sessie)).all()
    assert len(rows) == 1
    assert token not in str(rows)


def test_a_session_knows_who_acts_and_by_what_proof(sessies: Sessies, database: Database) -> None:
    inlog = person(database, "jet", Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER)
    _, sessie = sign_in(database, sessies, inlog)
    door = sessie.handelende
    assert door is not None
    assert (door.naam, door.inlog, sessie.amr) == ("jet", inlog, ("pwd", "otp", "mfa"))
    assert [account.rol for account in door.accounts] == [Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER]
    assert door.may(Actie.BESLUITEN, school=SCHOOL)
    assert not door.may(Actie.BESLUITEN, school=Schoolcode("99XX", "17"))
    door.require_fresh()


def test_one_statement_opens_a_session_with_all_its_accounts(sessies: Sessies, database: Database) -> None:
    inlog = person(database, "jet", Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER, Rol.PARTNERBEHEERDER)
    token, _ = sign_in(database, sessies, inlog)
    with recorded() as statements:
        assert sessies.find(token) is not None
    assert len(statements) == 1


def test_use_is_written_once_a_minute(sessies: Sessies, database: Database) -> None:
    token, sessie = visit(sessies)
    before = sessie.laatst_gezien - 2 * MINUTE
    move(database, sessie, laatst_gezien=before)
    assert sessies.find(token) is not None
    again = sessies.find(token)
    assert again is not None
    assert again.laatst_gezien > before
    with recorded() as statements:
        sessies.find(token)
    assert [text for text in statements if text.startswith("UPDATE")] == []


@pytest.mark.parametrize(("rol", "duur"), DUREN)
def test_a_session_that_is_not_used_ends(sessies: Sessies, database: Database, rol: Rol, duur: Duur) -> None:
    token, sessie = sign_in(database, sessies, person(database, "jet", rol))
    move(database, sessie, laatst_gezien=tijd.now() - duur.rust + MINUTE)
    assert sessies.find(token) is not None
    move(database, sessie, laatst_gezien=tijd.now() - duur.rust)
    assert sessies.find(token) is None


@pytest.mark.parametrize(("rol", "duur"), DUREN)
def test_a_session_ends_however_much_it_is_used(
    sessies: Sessies, database: Database, rol: Rol, duur: Duur
) -> None:
    token, sessie = sign_in(database, sessies, person(database, "jet", rol))
    move(database, sessie, aangemeld=tijd.now() - duur.geheel + MINUTE)
    assert sessies.find(token) is not None
    move(database, sessie, aangemeld=tijd.now() - duur.geheel)
    assert sessies.find(token) is None


@pytest.mark.parametrize(
    ("rollen", "duur"),
    [
        ((), VAN_ANDEREN),
        ((Rol.OPERATOR, Rol.SCHOOLBEHEERDER), VAN_OPERATOR),
        ((Rol.LEERKRACHT, Rol.SCHOOLBEHEERDER), Duur(VAN_ANDEREN.rust, VAN_KLAS.geheel)),
    ],
)
def test_of_several_roles_the_shortest_time_holds(rollen: tuple[Rol, ...], duur: Duur) -> None:
    assert duur_of(rollen) == duur


def test_a_session_of_nobody_ends_too(sessies: Sessies, database: Database) -> None:
    token, sessie = visit(sessies)
    move(database, sessie, laatst_gezien=tijd.now() - VAN_ANDEREN.rust)
    assert sessies.find(token) is None


def test_what_pages_keep_comes_back(sessies: Sessies) -> None:
    token, first = visit(sessies)
    assert sessies.keep(token, {"keuzes": ["leerling/roepnaam"]})
    sessie = sessies.find(token)
    assert sessie is not None
    assert (sessie.id, dict(sessie.inhoud)) == (first.id, {"keuzes": ["leerling/roepnaam"]})
    with pytest.raises(ValueError, match="at most"):
        sessies.keep(token, {"keuzes": "x" * LARGEST})


def test_a_new_value_ends_the_one_before(sessies: Sessies) -> None:
    old, sessie = visit(sessies)
    sessies.keep(old, {"keuzes": 1})
    new = sessies.renew(old)
    assert sessies.find(old) is None
    again = sessies.find(new)
    assert again is not None
    assert (again.id, dict(again.inhoud)) == (sessie.id, {"keuzes": 1})


def test_what_has_ended_opens_and_keeps_nothing(sessies: Sessies, database: Database) -> None:
    token, _ = visit(sessies)
    sessies.end(token)
    sessies.end(token)
    assert sessies.find(token) is None
    assert not sessies.keep(token, {"keuzes": 1})
    assert sessies.find(token) is None
    idle_token, idle = visit(sessies)
    move(database, idle, laatst_gezien=tijd.now() - VAN_ANDEREN.rust)
    assert not sessies.keep(idle_token, {"keuzes": 1})


def test_people_see_and_end_their_own_sessions_only(sessies: Sessies, database: Database) -> None:
    jet = person(database, "jet", Rol.SCHOOLBEHEERDER)
    first_token, first = sign_in(database, sessies, jet)
    second_token, second = sign_in(database, sessies, jet)
    other_token, other = sign_in(database, sessies, person(database, "piet", Rol.SCHOOLBEHEERDER))
    door = second.handelende
    assert door is not None
    assert [sessie.id for sessie in sessies.of_person(door=door)] == [second.id, first.id]
    with pytest.raises(NietToegestaan):
        sessies.end_own(other.id, door=door)
    sessies.end_own(first.id, door=door)
    assert sessies.find(first_token) is None
    sign_in(database, sessies, jet)
    assert sessies.end_others(second, door=door) == 1
    assert sessies.find(second_token) is not None
    assert sessies.find(other_token) is not None


def test_the_command_line_has_no_sessions(sessies: Sessies) -> None:
    with pytest.raises(NietToegestaan):
        sessies.of_person(door=Handelende.opdrachtregel())


def test_a_person_whose_sessions_all_end_is_out_at_once(sessies: Sessies, database: Database) -> None:
    jet = person(database, "jet", Rol.SCHOOLBEHEERDER)
    token, _ = sign_in(database, sessies, jet)
    with database.write() as connection:
        assert SessieRepository(connection).end_of_inlog(jet, Einde.ROL_GEWIJZIGD, tijd.now()) == 1
    assert sessies.find(token) is None


def test_somebody_who_is_disabled_has_no_session(sessies: Sessies, database: Database) -> None:
    jet = person(database, "jet", Rol.SCHOOLBEHEERDER)
    token, _ = sign_in(database, sessies, jet)
    with database.write() as connection:
        connection.execute(update(tables.inlog).values(uitgeschakeld=tijd.now()))
    assert sessies.find(token) is None


def test_an_account_that_ended_may_nothing(sessies: Sessies, database: Database) -> None:
    jet = person(database, "jet", Rol.SCHOOLBEHEERDER)
    token, _ = sign_in(database, sessies, jet)
    with database.write() as connection:
        connection.execute(update(tables.account).values(tot=tijd.now()))
    sessie = sessies.find(token)
    assert sessie is not None
    assert sessie.handelende is not None
    assert not sessie.handelende.may(Actie.EIGEN_ACCOUNT)


def test_a_session_counts_the_messages_that_wait(database: Database, sessies: Sessies) -> None:
    inlog = person(database, "anna", Rol.SCHOOLBEHEERDER, Rol.OPERATOR)
    other = person(database, "boris", Rol.SCHOOLLEZER)
    token, _ = sign_in(database, sessies, inlog)
    of_other, _ = sign_in(database, sessies, other)
    berichten = Berichten(database, Postbus(database, b"s" * 32, None, None), None)
    with database.write() as connection:
        school_id = connection.execute(select(school.c.id)).scalar_one()
        for aan in (
            Geadresseerde.persoon(inlog),
            Geadresseerde.schoolbeheerders(school_id),
            Geadresseerde.operators(),
            Geadresseerde.schoolbeheerders(school_id + 1),
            Geadresseerde.partnerbeheerders(1),
            Geadresseerde.persoon(inlog + 100),
        ):
            parameters = {"product": "Rooster", "school": "De Wilg"}
            tell(connection, Bericht(soort=Berichtsoort.VOORSTEL_VERVALLEN, aan=aan, parameters=parameters))
    for cookie, waiting in ((token, 3), (of_other, 0)):
        with recorded() as statements:
            sessie = sessies.find(cookie)
        assert sessie is not None
        assert sessie.handelende is not None
        assert sessie.ongelezen == len(berichten.of_person(door=sessie.handelende)) == waiting
        assert len(statements) == 1
    sessie = sessies.find(token)
    assert sessie is not None
    assert sessie.handelende is not None
    berichten.mark_read([1], door=sessie.handelende)
    assert sessies.find(token).ongelezen == 2  # type: ignore[union-attr]
