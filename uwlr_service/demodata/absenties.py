"""The absences of made-up pupils: some of them around the days on which the clock is changed."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from uwlr_service.demodata.dossiermaker import Dossiermaker, janee, moment
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.domain.school.leerling import Leerling

REDENEN = (("ZK", True), ("DO", True), ("VL", True), ("TL", False), ("OA", False), ("TG", True))
BEGIN = time(0)
END = time(23, 59, 59)


def make_absenties(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """A few a year of most pupils; whole days run to the last second, and the last one is not over."""
    for number, leerling in maker.numbered():
        if is_every(number, 7, 4):
            continue
        for jaar, _ in maker.history(leerling):
            for at in range(maker.rng.randrange(1, 4)):
                yield _absentie(maker, leerling, f"{number}-{jaar[:4]}-{at}", maker.school_day(jaar))
        if is_every(number, 30, 8):  # ill from the Friday before the clock went back until the Monday after
            sunday = _last_sunday(maker.first_day.year, 10)
            friday = sunday - timedelta(days=2)
            monday = sunday + timedelta(days=1)
            yield _whole_days(maker, leerling, f"{number}-w", friday, monday)
        if is_every(number, 30, 9):
            yield _whole_days(maker, leerling, f"{number}-nu", maker.first_day + timedelta(days=40), None)


def _absentie(maker: Dossiermaker, leerling: Leerling, number: str, day: date) -> Dossierobject:
    reden, geoorloofd = maker.rng.choice(REDENEN)
    dagdeel: str | None = "ochtend"
    end = time(12)
    if reden in ("TL", "TG"):  # late
        dagdeel = None
        end = time(8, 45)
    return maker.make(
        "absentie",
        number,
        at_leerling=leerling.key,
        absentiereden=f"absentiereden/{reden}",
        begindatumtijd=moment(day, time(8, 30)),
        einddatumtijd=moment(day, end),
        heledag="false",
        dagdeel=dagdeel,
        geoorloofd=janee(geoorloofd),
        afgehandeld="true",
        mutatiedatum=maker.mutatiedatum(day),
    )


def _whole_days(
    maker: Dossiermaker, leerling: Leerling, number: str, first: date, last: date | None
) -> Dossierobject:
    einddatumtijd = None
    if last is not None:
        einddatumtijd = moment(last, END)
    return maker.make(
        "absentie",
        number,
        at_leerling=leerling.key,
        absentiereden="absentiereden/ZK",
        begindatumtijd=moment(first, BEGIN),
        einddatumtijd=einddatumtijd,
        heledag="true",
        geoorloofd="true",
        afgehandeld=janee(last is not None),
        mutatiedatum=maker.mutatiedatum(first),
    )


def _last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def make_verzuimmeldingen(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """A few reports of truancy."""
    for number, leerling in maker.numbered():
        if is_every(number, 40, 21):
            day = maker.first_day - timedelta(days=100)
            yield maker.make(
                "verzuimmelding",
                number,
                at_leerling=leerling.key,
                soort=maker.rng.choice(("V3", "L", "LRV", "O")),
                begindatum=day.isoformat(),
                einddatum=(day + timedelta(days=5)).isoformat(),
                status="W",
                mutatiedatum=maker.mutatiedatum(day),
            )
