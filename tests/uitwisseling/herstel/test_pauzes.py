"""A pause, and the end of a school's own key, hold again in a database that was put back to before them."""

import pytest
from sqlalchemy import delete, update

from tests.support.databases import backup_of, database_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.herstel import besluit, installatie
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link of GKV with two schools."""
    for school in (SCHOOL, ANDERE_SCHOOL):
        diensten.edexml.store(schoolgegevens(school))
    diensten.journaal.require_current()
    return diensten.koppelingbeheer.add(
        klantnaam="Ouders",
        klantcode="O1",
        scholen=[SCHOOL, ANDERE_SCHOOL],
        gegevensset="gkv-basis",
        door=DOOR,
    ).koppeling.id


def forget_decisions(diensten: Diensten, after: int = 0) -> None:
    """Let the database know of no decision after this one, although what they changed is still so."""
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit).where(besluit.c.nummer > after))
        connection.execute(update(installatie).values(besluitnummer=after))


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def stand(diensten: Diensten, koppeling: int) -> Deelnamestand:
    """How the small school stands in a link."""
    deelnames = diensten.deelnames.of_koppeling(koppeling, door=DOOR)
    return next(deelname.stand for deelname in deelnames if deelname.school == SCHOOL)


def test_a_pause_holds_again_and_one_that_ended_does_not(diensten: Diensten, koppeling: int) -> None:
    restore = backup_of(diensten)
    diensten.deelnames.pause(koppeling, SCHOOL, door=DOOR)
    restore()
    assert stand(diensten, koppeling) is Deelnamestand.ACTIEF
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert stand(diensten, koppeling) is Deelnamestand.GEPAUZEERD
    restore = backup_of(diensten)
    diensten.deelnames.resume(koppeling, SCHOOL, door=DOOR)
    diensten.deelnames.pause(koppeling, SCHOOL, door=DOOR)
    diensten.deelnames.resume(koppeling, SCHOOL, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD] * 3
    assert stand(diensten, koppeling) is Deelnamestand.ACTIEF


def test_a_pause_that_the_school_decided_otherwise_about_since_stays_so(
    diensten: Diensten, koppeling: int
) -> None:
    diensten.deelnames.pause(koppeling, SCHOOL, door=DOOR)
    diensten.deelnames.resume(koppeling, SCHOOL, door=DOOR)
    forget_decisions(diensten)
    assert outcomes(diensten) == [Uitkomst.NIETS_TE_DOEN, Uitkomst.GOLD_AL]
    assert stand(diensten, koppeling) is Deelnamestand.ACTIEF


def test_a_pause_of_a_school_that_left_or_that_was_lost_does_nothing(
    diensten: Diensten, koppeling: int
) -> None:
    restore = backup_of(diensten)
    other = Schoolcode("99ZZ")
    diensten.edexml.store(schoolgegevens(other))
    diensten.deelnames.admit(koppeling, other, door=DOOR)
    diensten.deelnames.pause(koppeling, other, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.ONBEKEND]
    diensten.deelnames.pause(koppeling, SCHOOL, door=DOOR)
    diensten.intrekkingen.withdraw(koppeling, SCHOOL, door=DOOR)
    forget_decisions(diensten)
    assert Uitkomst.HERSTELD not in outcomes(diensten)
    assert stand(diensten, koppeling) is Deelnamestand.INGETROKKEN


def test_the_key_of_a_school_that_was_ended_opens_nothing_again(diensten: Diensten, koppeling: int) -> None:
    diensten.sleutelbeheer.make_for_school(koppeling, SCHOOL, door=DOOR)
    restore = backup_of(diensten)
    (own,) = diensten.sleutelbeheer.of_school(koppeling, SCHOOL, door=DOOR)
    diensten.sleutelbeheer.end(koppeling, own.id, door=DOOR)
    restore()
    (own,) = diensten.sleutelbeheer.of_school(koppeling, SCHOOL, door=DOOR)
    assert own.is_valid(tijd.now())
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    (own,) = diensten.sleutelbeheer.of_school(koppeling, SCHOOL, door=DOOR)
    (first,) = diensten.sleutelbeheer.of_partner(koppeling, door=DOOR)
    assert not own.is_valid(tijd.now())
    assert first.is_valid(tijd.now())
