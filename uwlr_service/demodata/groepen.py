"""The groups of a school, over which it divides its years, and its locations and mixed groups."""

from dataclasses import dataclass
from itertools import pairwise

from uwlr_service.demodata.sleutels import Maker
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging

GROUP_SIZE = 24
KLEUTERS = (1, 2)
YEARS = range(3, 9)
COMBINATION = "C"
SMALLEST_WITH_LOCATIONS = 30
SAMENGESTELD = (
    ("Plusgroep", "Meer uitdaging, jaargroep 5 tot en met 8"),
    ("NT2", "Nederlands als tweede taal"),
    ("Bouwteam", None),
    ("Leesclub dinsdag", None),
)


@dataclass(frozen=True, slots=True)
class Klas:
    """A stamgroep with the years it teaches and where it is housed."""

    groep: Groep
    years: tuple[int, ...]
    vestiging: str | None


def divide(pupils: int) -> list[tuple[int, ...]]:
    """The years that each group teaches: kleuters together, then single years or combinations."""
    total = max(1, round(pupils / GROUP_SIZE))
    if total == 1:
        return [(*KLEUTERS, *YEARS)]
    kleuters = max(1, round(total * len(KLEUTERS) / 8))
    upper = _divide_upper(total - kleuters)
    return [*([KLEUTERS] * kleuters), *upper]


def _divide_upper(groups: int) -> list[tuple[int, ...]]:
    """The years from 3 on: parallel groups where there are enough of them, or else combinations."""
    if groups < len(YEARS):
        bounds = [len(YEARS) * at // groups for at in range(groups + 1)]
        return [tuple(YEARS[first:behind]) for first, behind in pairwise(bounds)]
    each, more = divmod(groups, len(YEARS))
    divided: list[tuple[int, ...]] = []
    for at, year in enumerate(YEARS):
        divided += [(year,)] * (each + (at < more))
    return divided


def make_vestigingen(maker: Maker, pupils: int) -> tuple[Vestiging, ...]:
    """Two locations for some schools; most have none of their own."""
    if maker.index % 3 or pupils < SMALLEST_WITH_LOCATIONS:
        return ()
    return tuple(
        Vestiging(key=maker.key("vestiging", at), naam=naam, mutatiedatum=maker.mutatiedatum())
        for at, naam in enumerate(("Hoofdgebouw Dorpsstraat", "Dependance 't Hofje"))
    )


def make_klassen(maker: Maker, pupils: int, vestigingen: tuple[Vestiging, ...]) -> list[Klas]:
    """The stamgroepen, from the youngest to the oldest."""
    divided = divide(pupils)
    klassen = []
    for at, years in enumerate(divided):
        naam = f"Groep {_span(years)}"
        if divided.count(years) > 1:
            parallel = divided[:at].count(years)
            naam += chr(ord("A") + parallel)
        jaargroep = str(years[0])
        omschrijving = None
        if len(years) > 1:
            jaargroep = COMBINATION
            omschrijving = "Combinatiegroep"
        groep = Groep(
            key=maker.key("groep", at),
            naam=naam,
            jaargroep=jaargroep,
            omschrijving=omschrijving,
            mutatiedatum=maker.mutatiedatum(),
        )
        housed = None
        if vestigingen:
            housed = vestigingen[at * len(vestigingen) // len(divided)].key
        klassen.append(Klas(groep, years, housed))
    return klassen


def _span(years: tuple[int, ...]) -> str:
    if len(years) > 2:
        return f"{years[0]}-{years[-1]}"
    return "/".join(map(str, years))


def make_samengestelde_groepen(maker: Maker) -> tuple[SamengesteldeGroep, ...]:
    """Groups across the stamgroepen."""
    return tuple(
        SamengesteldeGroep(
            key=maker.key("samengestelde_groep", at),
            naam=naam,
            omschrijving=omschrijving,
            toevoegingen=(),
            mutatiedatum=maker.mutatiedatum(),
        )
        for at, (naam, omschrijving) in enumerate(SAMENGESTELD)
    )
