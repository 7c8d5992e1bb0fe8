"""Whole schools from a seed: the same seed gives the same schools, on every machine and every day."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from uwlr_service.demodata.doorstroom import next_year
from uwlr_service.demodata.groepen import make_klassen, make_samengestelde_groepen, make_vestigingen
from uwlr_service.demodata.leerkrachten import make_leerkrachten
from uwlr_service.demodata.leerlingen import make_leerlingen
from uwlr_service.demodata.sleutels import BRINS_PER_NUMBER, Maker
from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import School
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

MOST_SCHOOLS = 10 * BRINS_PER_NUMBER
"""From 99AA to 99ZZ, then 98AA and on to 90ZZ."""
FIRST = Schooljaar("2026-2027")
"""The year in which the schools are made up; in later ones their pupils move on."""


def schools(
    count: int, pupils: int, seed: int, schooljaar: Schooljaar | None = None
) -> Iterator[Schoolgegevens]:
    """A number of schools with a number of pupils each; only the default school year depends on the day.

    A school stays the same when more of them are made, and in the next year everybody is a group further.
    Raises ValueError for impossible numbers.
    """
    if not 0 <= count <= MOST_SCHOOLS:
        raise ValueError(f"het aantal scholen is 0 tot en met {MOST_SCHOOLS}")
    if pupils < 1:
        raise ValueError("een school heeft ten minste 1 leerling")
    year = schooljaar or Schooljaar.current()
    return (school(index, pupils, seed, year) for index in range(count))


def school(index: int, pupils: int, seed: int, schooljaar: Schooljaar) -> Schoolgegevens:
    """One of those schools, by its number from 0 on.

    In a year later than the first it is the one of the year before, with everybody moved on.
    """
    made = min(schooljaar, FIRST)
    gegevens = _make(_maker(seed, index, Schooljaar(made)), pupils)
    for year in range(FIRST.first_day.year + 1, schooljaar.first_day.year + 1):
        maker = _maker(seed, index, Schooljaar(f"{year}-{year + 1}"), f"/{year}")
        klassen = make_klassen(maker, pupils, gegevens.vestigingen)
        gegevens = next_year(gegevens, maker, klassen, pupils * (year - FIRST.first_day.year))
    return gegevens


def _maker(seed: int, index: int, schooljaar: Schooljaar, later: str = "") -> Maker:
    # A seed of text is hashed by random itself, the same way everywhere.
    rng = Random(f"{seed}/{index}{later}")  # noqa: S311
    return Maker(seed=seed, index=index, schooljaar=schooljaar, rng=rng)


def _make(maker: Maker, pupils: int) -> Schoolgegevens:
    vestigingen = make_vestigingen(maker, pupils)
    klassen = make_klassen(maker, pupils, vestigingen)
    samengesteld = make_samengestelde_groepen(maker)
    peildatum = maker.schooljaar.first_day - timedelta(days=1)
    return Schoolgegevens(
        school=School(
            code=maker.code,
            schooljaar=maker.schooljaar,
            schoolkey=maker.key("school", 0),
            peildatum=peildatum,
            aanmaakdatum=tijd.midnight(maker.schooljaar.first_day),
            auteur="Demogenerator",
            commentaar="Verzonnen gegevens: geen van deze personen bestaat.",
        ),
        vestigingen=vestigingen,
        groepen=tuple(klas.groep for klas in klassen),
        samengestelde_groepen=samengesteld,
        leerlingen=make_leerlingen(maker, pupils, klassen, samengesteld),
        leerkrachten=make_leerkrachten(maker, klassen, samengesteld),
    )
