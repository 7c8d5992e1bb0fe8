"""A school that said no is not put before the same proposal by a restore from backup."""

import pytest
from sqlalchemy import delete, update

from tests.support.databases import backup_of, database_of
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.voorstellen import decline, extend, made
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud, Voorstelveld
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.repository.schema.herstel import besluit, installatie
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

DOOR = Handelende.opdrachtregel("beheerder")
MORE = {"leerling/emailadres": True}


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link of GKV with one school; another one is known."""
    for school in (SCHOOL, ANDERE_SCHOOL):
        diensten.edexml.store(schoolgegevens(school))
    diensten.journaal.require_current()
    return diensten.koppelingbeheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    ).koppeling.id


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def test_a_no_to_more_holds_again(diensten: Diensten, koppeling: int) -> None:
    database = database_of(diensten)
    extend(database, koppeling, "Berichten", velden=MORE)
    restore = backup_of(diensten)
    decline(database, koppeling, SCHOOL)
    restore()
    assert [voorstel.stand for voorstel in made(database, koppeling)] == [Voorstelstand.OPEN]
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert [voorstel.stand for voorstel in made(database, koppeling)] == [Voorstelstand.AFGEWEZEN]
    (deelname,) = diensten.deelnames.of_koppeling(koppeling, door=DOOR)
    assert deelname.stand is Deelnamestand.ACTIEF


def test_a_first_no_holds_again(diensten: Diensten, koppeling: int) -> None:
    database = database_of(diensten)
    veld = Voorstelveld(veld="leerling/roepnaam")
    inhoud = Voorstelinhoud(gegevensset="gkv-basis", doel="Ouderapp", velden=(veld,))
    diensten.voorstellen.propose(koppeling, inhoud, [ANDERE_SCHOOL], door=DOOR)
    restore = backup_of(diensten)
    decline(database, koppeling, ANDERE_SCHOOL)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    standen = {
        deelname.school: deelname.stand for deelname in diensten.deelnames.of_koppeling(koppeling, door=DOOR)
    }
    assert standen == {SCHOOL: Deelnamestand.ACTIEF, ANDERE_SCHOOL: Deelnamestand.AFGEWEZEN}


def test_a_no_that_holds_already_or_to_what_was_lost_changes_nothing(
    diensten: Diensten, koppeling: int
) -> None:
    database = database_of(diensten)
    restore = backup_of(diensten)
    extend(database, koppeling, "Berichten", velden=MORE)
    decline(database, koppeling, SCHOOL)
    with database.write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=0))
    assert outcomes(diensten)[-1] is Uitkomst.GOLD_AL
    restore()
    assert Uitkomst.ONBEKEND in outcomes(diensten)
    assert made(database, koppeling) == []


def test_a_first_yes_that_was_taken_back_counts_no_more(diensten: Diensten, koppeling: int) -> None:
    database = database_of(diensten)
    extend(database, koppeling, "Afwezigheid", gegevensset=GKV_UITGEBREID, velden={"set/absenties": True})
    besluiten = diensten.besluitvorming
    shown = besluiten.open_at(koppeling, SCHOOL, door=DOOR)
    number = shown.voorstel.id
    velden = besluiten.whole(number, door=DOOR)
    assert besluiten.accept(number, shown.getoond.digest, velden=velden, door=DOOR).waits
    restore = backup_of(diensten)
    besluiten.reconsider(number, door=DOOR)
    restore()
    assert [voorstel.stand for voorstel in made(database, koppeling)] == [Voorstelstand.WACHT_OP_TWEEDE]
    outcomes(diensten)
    assert [voorstel.stand for voorstel in made(database, koppeling)] == [Voorstelstand.OPEN]
