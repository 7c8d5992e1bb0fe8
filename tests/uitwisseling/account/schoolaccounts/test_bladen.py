"""Sheets: a code that works once, for whoever it was made for, and a password that follows."""

from dataclasses import replace
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from tests.support.people.mensen import WACHTWOORD, Klok, klok
from tests.support.people.schoolaccounts import CLI, read_in, rows, without
from tests.support.portaal import people
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.statements import beside_seals, recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.accountregel import Accountstand
from uwlr_service.domain.account.blad import Blad
from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    AanmeldenMislukt,
    CodeOngeldig,
    Geweigerd,
    NietToegestaan,
    UitnodigingOngeldig,
    VersBewijsNodig,
    WachtwoordZwak,
)
from uwlr_service.domain.lijstvraag import Lijstvraag
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.account import wachtwoorden
from uwlr_service.uitwisseling.account.factoren import Codebewijs
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

__all__ = ["klok"]

VAN_LEERLING = "kikker-maan-42"


def account(database: Database, key: str) -> Any:
    (row,) = [row for row in rows(database) if row.persoon == key]
    return row


def sheet(diensten: Diensten, database: Database, key: str) -> Blad:
    (blad,) = diensten.mensen.bladen.of_account(SCHOOL, account(database, key).id, door=CLI)
    return blad


def take(diensten: Diensten, blad: Blad, code: str | None = None) -> Bezoeker:
    """What the browser of somebody sends who typed what is on a sheet."""
    token = diensten.mensen.bladinname.take(Bezoeker(), blad.inlognaam, code or blad.code)
    return Bezoeker(sessie=token)


def activate_pupil(diensten: Diensten, blad: Blad, wachtwoord: str = VAN_LEERLING) -> str:
    bezoeker = take(diensten, blad)
    kept = diensten.mensen.activering.choose_password(bezoeker, wachtwoord)
    return diensten.mensen.activering.activate_pupil(bezoeker, kept)


def test_a_pupil_chooses_a_password_and_is_in(on: Diensten, database: Database) -> None:
    blad = sheet(on, database, "L2")
    assert (blad.naam, blad.inlognaam, blad.rol) == ("Daan Çelik", "daan.celik@99xx16", Rol.LEERLING)
    sessie = on.sessies.find(activate_pupil(on, blad))
    assert sessie is not None
    assert sessie.handelende is not None
    assert [held.rol for held in sessie.handelende.accounts] == [Rol.LEERLING]
    assert sessie.amr == ("pwd",)
    aangemeld = on.mensen.aanmelding.sign_in(Bezoeker(), "Daan.Celik@99XX16", VAN_LEERLING)
    again = on.sessies.find(aangemeld.sessie)
    assert again is not None
    assert again.handelende is not None
    with pytest.raises(CodeOngeldig):
        take(on, blad)


def test_a_teacher_needs_a_second_factor(on: Diensten, database: Database, klok: Klok) -> None:
    blad = sheet(on, database, "K1")
    bezoeker = take(on, blad)
    activering = on.mensen.activering
    with pytest.raises(WachtwoordZwak):
        activering.choose_password(bezoeker, "zebra-kano7")
    kept = activering.choose_password(bezoeker, WACHTWOORD)
    with pytest.raises(UitnodigingOngeldig):
        activering.activate_pupil(bezoeker, kept)
    vraag = activering.ask_code(bezoeker)
    done = activering.activate(bezoeker, kept, Codebewijs(vraag.geheim, klok_code(vraag.sleutel, klok)))
    sessie = on.sessies.find(done.aangemeld.sessie)
    assert sessie is not None
    assert sessie.handelende is not None
    (held,) = sessie.handelende.accounts
    assert (held.rol, held.groepen) == (Rol.LEERKRACHT, frozenset({"G1", "S1"}))
    half = on.sessies.find(on.mensen.aanmelding.sign_in(Bezoeker(), blad.inlognaam, WACHTWOORD).sessie)
    assert half is not None
    assert half.handelende is None


def klok_code(sleutel: str, klok: Klok) -> str:
    return pyotp.TOTP(sleutel).at(klok())


def test_a_pupil_cannot_go_the_way_of_a_teacher(on: Diensten, database: Database, klok: Klok) -> None:
    bezoeker = take(on, sheet(on, database, "L2"))
    kept = on.mensen.activering.choose_password(bezoeker, VAN_LEERLING)
    vraag = on.mensen.activering.ask_code(bezoeker)
    with pytest.raises(UitnodigingOngeldig):
        on.mensen.activering.activate(
            bezoeker, kept, Codebewijs(vraag.geheim, klok_code(vraag.sleutel, klok))
        )


@pytest.mark.parametrize("weak", ["kort", "negenteke", "daan.celik", "1234567890", "wachtwoord"])
def test_a_password_of_a_pupil_is_not_one_that_anybody_guesses(
    on: Diensten, database: Database, weak: str
) -> None:
    bezoeker = take(on, sheet(on, database, "L2"))
    with pytest.raises(WachtwoordZwak):
        on.mensen.activering.choose_password(bezoeker, weak)


def test_a_code_is_of_one_person_and_of_the_newest_sheet(on: Diensten, database: Database) -> None:
    first = sheet(on, database, "L2")
    newest = sheet(on, database, "L2")
    with pytest.raises(CodeOngeldig):
        take(on, first)
    with pytest.raises(CodeOngeldig):
        take(on, sheet(on, database, "K1"), newest.code)
    assert take(on, newest, newest.code.replace("-", " ").upper()).sessie


def test_a_code_works_for_fourteen_days(on: Diensten, database: Database, klok: Klok) -> None:
    blad = sheet(on, database, "L2")
    klok.pass_by(days=14)
    with pytest.raises(CodeOngeldig):
        take(on, blad)


def test_a_sheet_works_no_more_when_the_account_closes(on: Diensten, database: Database) -> None:
    blad = sheet(on, database, "L2")
    read_in(on, without("L2"))
    with pytest.raises(CodeOngeldig):
        take(on, blad)


def test_nobody_gets_in_with_an_account_that_is_closed(on: Diensten, database: Database) -> None:
    blad = sheet(on, database, "L2")
    sessie = activate_pupil(on, blad)
    read_in(on, without("L2"))
    assert on.sessies.find(sessie) is None
    with pytest.raises(AanmeldenMislukt):
        on.mensen.aanmelding.sign_in(Bezoeker(), blad.inlognaam, VAN_LEERLING)
    read_in(on, schoolgegevens())
    assert on.mensen.aanmelding.sign_in(Bezoeker(), blad.inlognaam, VAN_LEERLING)


def test_who_guesses_waits(on: Diensten, database: Database, klok: Klok) -> None:
    blad = sheet(on, database, "L2")
    for _ in range(3):
        with pytest.raises(CodeOngeldig):
            take(on, blad, "aaaaa-aaaaa")
    with pytest.raises(CodeOngeldig):
        take(on, blad)
    klok.pass_by(seconds=2)
    assert take(on, blad).sessie


def test_wrong_and_unknown_take_the_same_work(on: Diensten, database: Database) -> None:
    blad = sheet(on, database, "L2")
    told = []
    for naam in (blad.inlognaam, "niemand@99xx16"):
        with recorded() as statements, pytest.raises(CodeOngeldig) as error:
            on.mensen.bladinname.take(Bezoeker(adres="203.0.113.7"), naam, "aaaaa-aaaaa")
        told.append((error.value.tekst, len(beside_seals(statements))))
    assert told[0] == told[1]


def test_no_name_of_a_pupil_is_in_the_log(on: Diensten, database: Database, klok: Klok) -> None:
    blad = sheet(on, database, "L2")
    activate_pupil(on, blad)
    for _ in range(4):
        with pytest.raises(AanmeldenMislukt):
            on.mensen.aanmelding.sign_in(Bezoeker(), blad.inlognaam, "heel iets anders")
    with database.read() as connection:
        lines = connection.execute(select(logregel)).all()
    assert lines
    assert [line for line in lines if "Daan" in str(line) or "elik" in str(line)] == []


def test_a_class_gets_sheets_for_whoever_does_not_sign_in_yet(on: Diensten, database: Database) -> None:
    bladen = on.mensen.bladen.of_groep(SCHOOL, "G2", door=CLI)
    assert [blad.naam for blad in bladen] == ["Daan Çelik"]
    activate_pupil(on, bladen[0])
    with pytest.raises(Geweigerd):
        on.mensen.bladen.of_groep(SCHOOL, "G2", door=CLI)
    # The pupil of group 4 signs in on the screen of the class; her teacher gets a sheet.
    assert [blad.naam for blad in on.mensen.bladen.of_groep(SCHOOL, "G1", door=CLI)] == ["Kim Bos"]


def test_what_there_is_no_sheet_for(on: Diensten, database: Database) -> None:
    young = account(database, "L1").id
    with pytest.raises(Geweigerd, match="scherm van de klas"):
        on.mensen.bladen.of_account(SCHOOL, young, door=CLI)
    teacher = account(database, "K1")
    people.add_account(database, teacher.inlog_id, Rol.OPERATOR)
    with pytest.raises(Geweigerd, match="geen blad"):
        on.mensen.bladen.of_account(SCHOOL, teacher.id, door=CLI)
    on.inlogaccounts.turn_off(SCHOOL, door=CLI)
    with pytest.raises(Geweigerd, match="geen blad"):
        on.mensen.bladen.of_account(SCHOOL, account(database, "L2").id, door=CLI)


def beheerder(database: Database, school: Any = SCHOOL) -> Handelende:
    inlog_id = people.add_person(database, Rol.SCHOOLBEHEERDER, school=school)
    with database.read() as connection:
        accounts = AccountRepository(connection).of_inlog(inlog_id, tijd.now())
    return Handelende(
        herkomst=Herkomst.PORTAAL, naam="Jet", inlog=inlog_id, accounts=accounts, bewezen=tijd.now()
    )


def test_only_an_administrator_of_the_school_makes_them(on: Diensten, database: Database) -> None:
    read_in(on, schoolgegevens(ANDERE_SCHOOL))
    pupil = account(database, "L2").id
    bladen = on.mensen.bladen
    own = beheerder(database)
    elsewhere = beheerder(database, ANDERE_SCHOOL)
    assert len(bladen.of_account(SCHOOL, pupil, door=own)) == 1
    with pytest.raises(NietToegestaan):
        bladen.of_account(SCHOOL, pupil, door=elsewhere)
    with pytest.raises(NietToegestaan):
        bladen.of_account(ANDERE_SCHOOL, pupil, door=elsewhere)
    with pytest.raises(NietToegestaan):
        bladen.end_sessions(ANDERE_SCHOOL, pupil, door=elsewhere)
    for refused in (bladen.accounts, bladen.groepen):
        with pytest.raises(NietToegestaan):
            refused(SCHOOL, door=elsewhere)
    stale = replace(own, bewezen=None)
    for work in (bladen.of_account, bladen.end_sessions):
        with pytest.raises(VersBewijsNodig):
            work(SCHOOL, pupil, door=stale)
    with pytest.raises(VersBewijsNodig):
        bladen.of_groep(SCHOOL, "G2", door=stale)


def test_the_list_says_how_far_everybody_is(on: Diensten, database: Database) -> None:
    activate_pupil(on, sheet(on, database, "L2"))
    sheet(on, database, "K1")
    read_in(on, without("L3"))
    regels = on.mensen.bladen.accounts(SCHOOL, door=CLI)
    assert [(regel.naam, regel.stand.value, regel.groepen) for regel in regels] == [
        ("Daan Çelik", "actief", ("G2",)),
        ("Jan Visser", "nieuw", ()),
        ("Kim Bos", "nieuw", ("G1", "S1")),
        ("Sanne van den Jansen", "nieuw", ("G1",)),
        ("Zoë O'Brien", "gesloten", ()),
    ]
    assert [regel.naam for regel in regels if regel.blad_tot is not None] == ["Kim Bos"]
    assert [regel.naam for regel in regels if regel.is_young] == ["Sanne van den Jansen"]
    found = on.mensen.bladen.accounts(SCHOOL, Lijstvraag("jan", 0, 10), door=CLI)
    assert [regel.naam for regel in found] == ["Jan Visser", "Sanne van den Jansen"]
    of_groep = on.mensen.bladen.accounts(SCHOOL, groep="G1", door=CLI)
    assert [regel.naam for regel in of_groep] == ["Kim Bos", "Sanne van den Jansen"]
    assert regels[0].stand is Accountstand.ACTIEF


def test_sessions_end_and_everything_else_stays(on: Diensten, database: Database) -> None:
    blad = sheet(on, database, "L2")
    sessie = activate_pupil(on, blad)
    assert on.mensen.bladen.end_sessions(SCHOOL, account(database, "L2").id, door=CLI) == 1
    assert on.sessies.find(sessie) is None
    assert on.mensen.aanmelding.sign_in(Bezoeker(), blad.inlognaam, VAN_LEERLING)


def test_a_new_sheet_ends_what_was_before_when_it_is_used(on: Diensten, database: Database) -> None:
    sessie = activate_pupil(on, sheet(on, database, "L2"))
    again = sheet(on, database, "L2")
    assert on.sessies.find(sessie) is not None
    activate_pupil(on, again, "zebra-kano-77")
    assert on.sessies.find(sessie) is None
    with pytest.raises(AanmeldenMislukt):
        on.mensen.aanmelding.sign_in(Bezoeker(), again.inlognaam, VAN_LEERLING)


def test_a_sheet_is_no_invitation_in_any_list(on: Diensten, database: Database) -> None:
    blad = sheet(on, database, "K1")
    assert on.mensen.uitnodigingen.all(door=CLI) == []
    assert on.mensen.uitnodigingen.of_school(SCHOOL, door=CLI) == []
    bezoeker = take(on, blad)
    inlog_id = people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    token = people.go_on(database, bezoeker.sessie, inlog_id)
    door = on.sessies.find(token)
    assert door is not None
    assert door.handelende is not None
    with pytest.raises(UitnodigingOngeldig):
        on.mensen.activering.join(Bezoeker(sessie=token), door=door.handelende)


def test_the_code_of_a_sheet_is_nowhere(on: Diensten, database: Database) -> None:
    blad = sheet(on, database, "L2")
    with database.read() as connection:
        kept = connection.execute(tables.uitnodiging.select()).all()
    assert blad.code not in str(kept)
    assert blad.code.replace("-", "") not in str(kept)
    assert blad.code not in repr(blad)
    assert wachtwoorden.VAN_LEERLINGEN.lengte == 10
