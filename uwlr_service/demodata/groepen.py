"""How a school divides its years over groups, and its locations and mixed groups."""

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
    rest = total - kleuters
    if rest >= len(YEARS):
        each, more = divmod(rest, len(YEARS))
        upper: list[tuple[int, ...]] = [
            (year,) for at, year in enumerate(YEARS) for _ in range(each + (at < more))
        ]
    else:
        bounds = [len(YEARS) * at // rest for at in range(rest + 1)]
        upper = [tuple(YEARS[a:b]) for a, b in pairwise(bounds)]
    return [*([KLEUTERS] * kleuters), *upper]


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
        parallel = divided[:at].count(years)
        letter = chr(ord("A") + parallel) if divided.count(years) > 1 else ""
        span = f"{years[0]}-{years[-1]}" if len(years) > 2 else "/".join(map(str, years))
        groep = Groep(
            key=maker.key("groep", at),
            naam=f"Groep {span}{letter}",
            jaargroep=COMBINATION if len(years) > 1 else str(years[0]),
            omschrijving="Combinatiegroep" if len(years) > 1 else None,
            mutatiedatum=maker.mutatiedatum(),
        )
        housed = vestigingen[at * len(vestigingen) // len(divided)].key if vestigingen else None
        klassen.append(Klas(groep, years, housed))
    return klassen


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
