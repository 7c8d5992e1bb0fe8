"""A made-up school a year later: the same people, a group further."""

import pytest

from tests.support.messages.edexml import errors
from uwlr_service import demodata
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml

YEARS = [Schooljaar(f"{year}-{year + 1}") for year in range(2026, 2032)]


def school(year: Schooljaar, pupils: int = 240) -> Schoolgegevens:
    """The first school of a seed in a year."""
    return next(demodata.schools(1, pupils, 1, year))


@pytest.mark.parametrize("year", YEARS[1:])
def test_everybody_moves_up_and_the_oldest_leave(year: Schooljaar) -> None:
    before = school(YEARS[YEARS.index(year) - 1])
    after = school(year)
    former = {leerling.key: leerling for leerling in before.leerlingen}
    stayed = [leerling for leerling in after.leerlingen if leerling.key in former]
    assert len(stayed) > 180
    for leerling in stayed:
        was = former[leerling.key]
        assert int(leerling.jaargroep or 0) == int(was.jaargroep or 0) + 1
        assert (leerling.achternaam, leerling.geboortedatum) == (was.achternaam, was.geboortedatum)
    gone = set(former) - {leerling.key for leerling in after.leerlingen}
    assert all(former[key].jaargroep in ("8", "H") or former[key].uitstroomdatum for key in gone)
    new = [leerling for leerling in after.leerlingen if leerling.key not in former]
    assert {leerling.jaargroep for leerling in new} <= {"1", "H"}
    assert after.groepen == before.groepen
    assert after.leerkrachten == before.leerkrachten


@pytest.mark.parametrize("pupils", [1, 7, 30, 240])
@pytest.mark.parametrize("year", YEARS)
def test_it_may_be_stored_in_every_year(year: Schooljaar, pupils: int) -> None:
    gegevens = school(year, pupils)
    assert regels.violations(gegevens) == []
    assert len(gegevens.leerlingen) == pupils
    assert gegevens.school.schooljaar == year
    assert errors(b"".join(edexml.write(gegevens)), "2.1") == []


def test_a_year_before_the_first_is_made_as_it_was() -> None:
    assert len(school(Schooljaar("2024-2025")).leerlingen) == 240
