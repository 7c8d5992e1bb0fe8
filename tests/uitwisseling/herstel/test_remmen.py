"""After a restore the brakes of schools are as they were set last."""

from fractions import Fraction

import pytest
from sqlalchemy import delete, update

from tests.support.databases import backup_of, database_of
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.gkv.rooster import TWENTIETH
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.herstel import besluit, installatie
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

CLI = Handelende.opdrachtregel()
STRICT = Fraction(1, 50)
LOOSE = Fraction(3, 10)


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link of GKV with a school, where there is a journal."""
    diensten.edexml.store(schoolgegevens(SCHOOL))
    diensten.journaal.require_current()
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=CLI
    )
    return uitgifte.koppeling.id


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def test_a_school_has_the_part_that_was_set_last(diensten: Diensten, koppeling: int) -> None:
    put_back = backup_of(diensten)
    for deel in (STRICT, LOOSE):
        diensten.remmen.set(SCHOOL, deel, door=CLI)
    put_back()
    assert outcomes(diensten) == [Uitkomst.GOLD_AL, Uitkomst.HERSTELD]
    assert diensten.remmen.get(SCHOOL) == LOOSE
    assert outcomes(diensten) == []


@pytest.mark.parametrize(("before", "after"), [(TWENTIETH, LOOSE), (LOOSE, TWENTIETH)])
def test_a_school_in_a_link_has_it_too(
    diensten: Diensten, koppeling: int, before: Fraction, after: Fraction
) -> None:
    diensten.roosterremmen.set(koppeling, SCHOOL, before, door=CLI)
    put_back = backup_of(diensten)
    diensten.roosterremmen.set(koppeling, SCHOOL, after, door=CLI)
    put_back()
    assert diensten.roosterremmen.get(koppeling, SCHOOL) == before
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert diensten.roosterremmen.get(koppeling, SCHOOL) == after


def test_what_was_set_after_the_restore_stays(diensten: Diensten, koppeling: int) -> None:
    """Also when the journal is there only now."""
    diensten.remmen.set(SCHOOL, LOOSE, door=CLI)
    diensten.roosterremmen.set(koppeling, SCHOOL, LOOSE, door=CLI)
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=1000))
    diensten.remmen.set(SCHOOL, STRICT, door=CLI)
    diensten.roosterremmen.set(koppeling, SCHOOL, STRICT, door=CLI)
    assert outcomes(diensten) == [Uitkomst.GOLD_AL, Uitkomst.GOLD_AL]
    assert diensten.remmen.get(SCHOOL) == STRICT
    assert diensten.roosterremmen.get(koppeling, SCHOOL) == STRICT


def test_what_was_set_for_another_school_says_nothing(diensten: Diensten, koppeling: int) -> None:
    diensten.edexml.store(schoolgegevens(ANDERE_SCHOOL))
    put_back = backup_of(diensten)
    diensten.remmen.set(SCHOOL, LOOSE, door=CLI)
    diensten.remmen.set(ANDERE_SCHOOL, STRICT, door=CLI)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD, Uitkomst.HERSTELD]
    assert diensten.remmen.get(SCHOOL) == LOOSE
    assert diensten.remmen.get(ANDERE_SCHOOL) == STRICT


def test_a_school_that_was_lost_is_unknown(diensten: Diensten, koppeling: int) -> None:
    put_back = backup_of(diensten)
    other = Schoolcode("99ZZ")
    diensten.edexml.store(schoolgegevens(other))
    diensten.deelnames.admit(koppeling, other, door=CLI)
    diensten.remmen.set(other, STRICT, door=CLI)
    diensten.roosterremmen.set(koppeling, other, STRICT, door=CLI)
    put_back()
    assert set(outcomes(diensten)) == {Uitkomst.ONBEKEND}
