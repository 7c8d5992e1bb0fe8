"""Accounts of leerkrachten and leerlingen: a school turns them on or off, and imports follow."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.people.schoolaccounts import CLI, KEPT, is_open, read_in, rows, without
from tests.support.portaal import people
from tests.support.schools.builders import (
    ALL_ALLOWED,
    ANDERE_SCHOOL,
    JAAR,
    SCHOOL,
    leerling,
    schoolgegevens,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.account.importaccount import Gevolgd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import GebruikerOnbekend, NietToegestaan, VersBewijsNodig
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository

NEXT_YEAR = Schooljaar(f"{int(JAAR[:4]) + 1}-{int(JAAR[:4]) + 2}")


def test_a_school_has_none_until_it_turns_them_on(diensten: Diensten, database: Database) -> None:
    read_in(diensten, schoolgegevens())
    assert rows(database) == []
    assert diensten.inlogaccounts.since(SCHOOL, door=CLI) is None
    done = diensten.inlogaccounts.turn_on(SCHOOL, door=CLI)
    assert done == Gevolgd(accounts_gemaakt=5)
    assert diensten.inlogaccounts.since(SCHOOL, door=CLI) is not None
    assert [(row.inlognaam, row.rol, row.persoon, row.groepen) for row in rows(database)] == [
        ("kim.bos@99xx16", "leerkracht", "K1", ("G1", "S1")),
        ("jan.visser@99xx16", "leerkracht", "K2", ()),
        ("sanne.van.den.jansen@99xx16", "leerling", "L1", ()),
        ("daan.celik@99xx16", "leerling", "L2", ()),
        ("zoe.o.brien@99xx16", "leerling", "L3", ()),
    ]
    assert {(row.email, row.wachtwoord) for row in rows(database)} == {(None, None)}


def test_only_this_school_year_and_this_school_count(on: Diensten, database: Database) -> None:
    before = rows(database)
    read_in(on, schoolgegevens(jaar=NEXT_YEAR, leerlingen=(leerling("L9"),)))
    read_in(on, schoolgegevens(ANDERE_SCHOOL))
    assert rows(database) == before


def test_imports_close_and_open_again(on: Diensten, database: Database) -> None:
    first = rows(database)
    read_in(on, without("L2"))
    assert is_open(database) == {"K1": True, "K2": True, "L1": True, "L2": False, "L3": True}
    on.edexml.undo(SCHOOL, JAAR, KEPT, door=CLI)
    assert rows(database) == first


def test_a_trial_changes_nothing(on: Diensten, database: Database) -> None:
    before = rows(database)
    document = io.BytesIO(b"".join(edexml.write(without("L2"))))
    on.edexml.read_in(document, ALL_ALLOWED, door=CLI, proef=True)
    assert rows(database) == before


def test_somebody_whose_last_day_was_is_gone(on: Diensten, database: Database) -> None:
    gone = leerling("L2", uitstroomdatum=tijd.today() - timedelta(days=1))
    read_in(on, replace(schoolgegevens(), leerlingen=(gone,)))
    assert is_open(database) == {"K1": True, "K2": True, "L1": False, "L2": False, "L3": False}


def test_a_key_that_is_replaced_keeps_the_account(on: Diensten, database: Database) -> None:
    before = {row.persoon: row.id for row in rows(database)}
    whole = schoolgegevens()
    renamed = tuple(replace(each, key="N1") if each.key == "L1" else each for each in whole.leerlingen)
    read_in(on, replace(whole, leerlingen=renamed))
    after = {row.persoon: row.id for row in rows(database)}
    assert after["N1"] == before["L1"]
    assert "L1" not in after


def test_turning_off_closes_and_turning_on_gives_everybody_their_own_back(
    on: Diensten, database: Database
) -> None:
    first = rows(database)
    assert on.inlogaccounts.turn_off(SCHOOL, door=CLI) == 5
    assert not any(is_open(database).values())
    read_in(on, without("L3"))
    assert not any(is_open(database).values())
    on.inlogaccounts.turn_on(SCHOOL, door=CLI)
    assert [(row.id, row.inlog_id) for row in rows(database)] == [(row.id, row.inlog_id) for row in first]
    assert is_open(database)["L3"] is False


def test_a_school_without_data_of_this_year_gets_them_with_its_first_import(
    diensten: Diensten, database: Database
) -> None:
    with database.write() as connection:
        SchoolRepository(connection).ensure(SCHOOL)
    assert diensten.inlogaccounts.turn_on(SCHOOL, door=CLI) == Gevolgd()
    read_in(diensten, schoolgegevens())
    assert len(rows(database)) == 5


def test_equal_names_get_numbers_and_keep_them(on: Diensten, database: Database) -> None:
    twins = (leerling("L1"), leerling("L4"), leerling("L5"))
    read_in(on, replace(schoolgegevens(), leerlingen=twins))
    named = {row.persoon: row.inlognaam for row in rows(database)}
    assert named["L4"] == "sanne.jansen@99xx16"
    assert named["L5"] == "sanne.jansen2@99xx16"
    assert named["L1"] == "sanne.van.den.jansen@99xx16"
    assert {row.naam for row in rows(database) if row.persoon == "L1"} == {"Sanne Jansen"}


def at_school(rol: Rol, school: Schoolcode, database: Database) -> Handelende:
    """Somebody of a school who signed in just now."""
    inlog_id = people.add_person(database, rol, school=school)
    with database.read() as connection:
        accounts = AccountRepository(connection).of_inlog(inlog_id, tijd.now())
    return Handelende(
        herkomst=Herkomst.PORTAAL, naam="Jet", inlog=inlog_id, accounts=accounts, bewezen=tijd.now()
    )


@pytest.mark.parametrize("rol", [Rol.SCHOOLLEZER, Rol.LEERKRACHT, Rol.LEERLING])
def test_only_an_administrator_of_the_school_decides(
    diensten: Diensten, stored: Schoolgegevens, database: Database, rol: Rol
) -> None:
    read_in(diensten, schoolgegevens(ANDERE_SCHOOL))
    for door in (at_school(rol, SCHOOL, database), at_school(Rol.SCHOOLBEHEERDER, ANDERE_SCHOOL, database)):
        for work in (
            diensten.inlogaccounts.since,
            diensten.inlogaccounts.turn_on,
            diensten.inlogaccounts.turn_off,
        ):
            with pytest.raises(NietToegestaan):
                work(SCHOOL, door=door)


def test_it_asks_for_a_fresh_proof(diensten: Diensten, stored: Schoolgegevens, database: Database) -> None:
    door = at_school(Rol.SCHOOLBEHEERDER, SCHOOL, database)
    diensten.inlogaccounts.turn_on(SCHOOL, door=door)
    stale = replace(door, bewezen=tijd.now() - timedelta(minutes=11))
    for work in (diensten.inlogaccounts.turn_on, diensten.inlogaccounts.turn_off):
        with pytest.raises(VersBewijsNodig):
            work(SCHOOL, door=stale)


def test_nobody_else_sees_or_manages_them(on: Diensten, database: Database) -> None:
    pupil = next(row for row in rows(database) if row.persoon == "L1")
    gebruikers = on.mensen.gebruikers
    assert gebruikers.all(door=CLI) == []
    assert gebruikers.of_school(SCHOOL, door=CLI) == []
    with pytest.raises(GebruikerOnbekend):
        gebruikers.get(pupil.inlog_id, door=CLI)
    with pytest.raises(GebruikerOnbekend):
        gebruikers.disable_number(pupil.inlog_id, door=CLI)
    with pytest.raises(GebruikerOnbekend):
        on.sessies.end_of(pupil.inlog_id, door=CLI)
    with pytest.raises(NietToegestaan):
        gebruikers.end_account(pupil.id, door=CLI)
    with pytest.raises(NietToegestaan):
        on.mensen.uitnodigingen.recover(pupil.inlog_id, door=CLI)
