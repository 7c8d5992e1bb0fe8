"""The same school a year later: everybody a group further, the oldest gone, new children in group 1."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from uwlr_service.demodata.groepen import Klas
from uwlr_service.demodata.leerlingen import LAST_YEAR, make_leerlingen
from uwlr_service.demodata.sleutels import Maker
from uwlr_service.domain import tijd
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

FIRST_YEAR = 1
OF_ROOM_3 = 3
"""From this year on a pupil has a start_ondw_jgr3."""


def next_year(gegevens: Schoolgegevens, maker: Maker, klassen: Sequence[Klas], first: int) -> Schoolgegevens:
    """The school in the year of ``maker``, with as many pupils; ``first`` is the number of the first new one.

    Groups, locations and teachers stay.
    """
    moved = list(_moved(gegevens.leerlingen, maker, klassen))
    youngest = [replace(klas, years=(FIRST_YEAR,)) for klas in klassen if FIRST_YEAR in klas.years]
    missing = len(gegevens.leerlingen) - len(moved)
    new = make_leerlingen(maker, missing, youngest, gegevens.samengestelde_groepen, first)
    school = replace(
        gegevens.school,
        schooljaar=maker.schooljaar,
        peildatum=maker.schooljaar.first_day - timedelta(days=1),
        aanmaakdatum=tijd.midnight(maker.schooljaar.first_day),
    )
    return replace(gegevens, school=school, leerlingen=(*new, *moved))


def _moved(leerlingen: Sequence[Leerling], maker: Maker, klassen: Sequence[Klas]) -> Iterator[Leerling]:
    """Those who are still at school, a year further; who was in no group yet is in one now."""
    for at, leerling in enumerate(leerlingen):
        if leerling.uitstroomdatum is not None or not (leerling.jaargroep or "").isdecimal():
            continue
        year = int(leerling.jaargroep or 0) + 1
        if year > LAST_YEAR:
            continue
        parallel = [klas for klas in klassen if year in klas.years]
        klas = parallel[at % len(parallel)]
        start = leerling.start_ondw_jgr3
        if year == OF_ROOM_3:
            start = maker.schooljaar.first_day
        yield replace(
            leerling,
            jaargroep=str(year),
            groep=klas.groep.key,
            vestiging=klas.vestiging,
            start_ondw_jgr3=start,
            mutatiedatum=maker.mutatiedatum(),
        )
