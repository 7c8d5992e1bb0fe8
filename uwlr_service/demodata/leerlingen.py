"""The pupils of a school: mostly ordinary ones, with the exceptions that every school has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from uwlr_service.demodata.groepen import Klas
from uwlr_service.demodata.personen import Gezin, Naam, account, make_gezin, make_naam
from uwlr_service.demodata.sleutels import Maker
from uwlr_service.domain.school.codelijsten import HISTORISCH
from uwlr_service.domain.school.groep import SamengesteldeGroep
from uwlr_service.domain.school.leerling import Leerling

FIRST_ACCOUNT_YEAR = 4
FIRST_PLUS_YEAR = 5
LAST_YEAR = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """What a pupil is born with; a twin has the same, except for the names and the sex."""

    gezin: Gezin
    geboortedatum: date
    naam: Naam


def is_every(number: int, period: int, at: int) -> bool:
    """Whether this is the one in every ``period`` for which an exception is made.

    Exceptions are counted and not drawn by lot, so that a school of some size has all of them.
    """
    return number % period == at


def make_leerlingen(
    maker: Maker,
    pupils: int,
    klassen: Sequence[Klas],
    samengesteld: Sequence[SamengesteldeGroep],
    first: int = 0,
) -> tuple[Leerling, ...]:
    """As many pupils as were asked for, numbered from ``first``, the former and future ones included."""
    leerlingen: list[Leerling] = []
    previous: tuple[Kind, Klas, int] | None = None
    for number in range(first, first + pupils):
        klas = klassen[(number - first) * len(klassen) // pupils]
        year = maker.rng.choice(klas.years)
        twin = None
        if previous is not None and is_every(number, 35, 9):
            twin, klas, year = previous
        geslacht = _geslacht(maker, number)
        kind = _kind(maker, year, geslacht, twin)
        previous = kind, klas, year
        leerling = _enrolled(maker, number, geslacht, kind, klas, year)
        leerlingen.append(_except(maker, number, _in_groups(maker, leerling, samengesteld), year))
    return tuple(leerlingen)


def _geslacht(maker: Maker, number: int) -> int:
    if is_every(number, 45, 16):
        return 0
    if is_every(number, 90, 28):
        return 9
    return maker.rng.choice((1, 2))


def _kind(maker: Maker, year: int, geslacht: int, twin: Kind | None) -> Kind:
    if twin is not None:
        naam = make_naam(maker.rng, twin.gezin, geslacht, other_than=twin.naam.roepnaam)
        return replace(twin, naam=naam)
    # A year of pupils is born from October to September; some do a year twice.
    youngest = maker.schooljaar.first_day.year - year - 3 - (maker.rng.random() < 0.05)
    geboortedatum = date(youngest, 9, 30) - timedelta(days=maker.rng.randrange(365))
    gezin = make_gezin(maker.rng)
    return Kind(gezin, geboortedatum, make_naam(maker.rng, gezin, geslacht))


def _enrolled(maker: Maker, number: int, geslacht: int, kind: Kind, klas: Klas, year: int) -> Leerling:
    """A pupil as most are: at school, in a stamgroep, with every name."""
    naam = kind.naam
    first_day = maker.schooljaar.first_day
    eckid = None
    if not is_every(number, 6, 4):
        eckid = maker.eckid("leerling", number)
    start_ondw_jgr3 = None
    if year >= 3:
        start_ondw_jgr3 = first_day.replace(year=first_day.year - (year - 3))
    gebruikersnaam = None
    emailadres = None
    if year >= FIRST_ACCOUNT_YEAR:
        gebruikersnaam = account(naam, number)
        emailadres = f"{gebruikersnaam}@leerling.{maker.domain}"
    bsn_ondwnr_4 = None
    if not is_every(number, 40, 13):
        bsn_ondwnr_4 = f"{maker.rng.randrange(10_000):04}"
    return Leerling(
        key=maker.key("leerling", number),
        eckid=eckid,
        achternaam=naam.achternaam,
        voorvoegsel=naam.voorvoegsel,
        voornamen=naam.voornamen,
        voorletters_1=naam.voorletters,
        roepnaam=naam.roepnaam,
        geboortedatum=kind.geboortedatum,
        geslacht=geslacht,
        start_ondw_jgr3=start_ondw_jgr3,
        jaargroep=str(year),
        groep=klas.groep.key,
        vestiging=klas.vestiging,
        gebruikersnaam=gebruikersnaam,
        emailadres=emailadres,
        bsn_ondwnr_4=bsn_ondwnr_4,
        instroomdatum=min(fourth_birthday(kind.geboortedatum), first_day),
        mutatiedatum=maker.mutatiedatum(),
    )


def fourth_birthday(geboortedatum: date) -> date:
    """The day on which a child may go to school."""
    day = geboortedatum - timedelta(days=geboortedatum.day == 29 and geboortedatum.month == 2)
    return day.replace(year=day.year + 4)


def _in_groups(maker: Maker, leerling: Leerling, samengesteld: Sequence[SamengesteldeGroep]) -> Leerling:
    plus, taal, bouw, lezen = (groep.key for groep in samengesteld)
    chances = {plus: 0.0, taal: 0.05, bouw: 0.03, lezen: 0.0}
    if int(leerling.jaargroep or 0) >= FIRST_PLUS_YEAR:
        chances[plus] = 0.12
        chances[lezen] = 0.1
    keys = tuple(key for key, chance in chances.items() if maker.rng.random() < chance)
    return replace(leerling, samengestelde_groepen=keys)


def _except(maker: Maker, number: int, leerling: Leerling, year: int) -> Leerling:
    """The exception that falls on this pupil, if any."""
    first_day = maker.schooljaar.first_day
    if is_every(number, 50, 22):  # known by one name only
        return replace(leerling, achternaam=None, voorvoegsel=None, voornamen=None, voorletters_1=None)
    if is_every(number, 50, 31):  # not in a group yet
        return replace(leerling, groep=None, samengestelde_groepen=())
    if is_every(number, 60, 26):  # left before the summer
        last_day = first_day - timedelta(days=maker.rng.randrange(10, 60))
        history = str(year)
        if year == LAST_YEAR or number % 2:
            history = HISTORISCH
        left = replace(leerling, groep=None, samengestelde_groepen=(), jaargroep=history)
        return replace(left, uitstroomdatum=last_day, instroomdatum=min(last_day, _instroom(leerling)))
    if is_every(number, 60, 18):  # moves to this town after the school year, or in the last weeks of it
        arrival = first_day.replace(year=first_day.year + 1) - timedelta(days=maker.rng.choice((0, 0, 45)))
        return replace(leerling, instroomdatum=arrival, groep=None, samengestelde_groepen=())
    return leerling


def _instroom(leerling: Leerling) -> date:
    return leerling.instroomdatum or date.max
