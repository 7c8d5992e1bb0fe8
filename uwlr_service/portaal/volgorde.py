"""The order in which people read fields: pupils and teachers first, and each kind as its texts have it."""

from collections.abc import Iterable

from uwlr_service.domain.koppeling.teksten import SETVOLGORDE, Teksten, set_of
from uwlr_service.domain.koppeling.teksten.veldteksten import EVERY_ELEMENT

FIRST = ("leerling", "leerkracht")


def in_reading_order(velden: Iterable[str], texts: Teksten) -> list[str]:
    """Fields by their kind of object, and within that in the order of the texts."""
    kinds = {element: place for place, element in enumerate((*FIRST, *texts.elementen))}
    kinds |= {element: place for place, element in enumerate(FIRST)}
    places = {veld: place for place, veld in enumerate(texts.velden)}

    def place_of(veld: str) -> tuple[int, int, str]:
        element, _, naam = veld.partition("/")
        shared = places.get(f"{EVERY_ELEMENT}/{naam}", len(places))
        return kinds.get(element, len(kinds)), places.get(veld, shared), veld

    return sorted(velden, key=place_of)


def by_set(velden: Iterable[str], texts: Teksten) -> dict[str, list[str]]:
    """Fields by the name that people read of the set they lie in; the sets in their own order."""
    ordered = in_reading_order(velden, texts)
    sets = {naam: [veld for veld in ordered if set_of(veld) == naam] for naam in SETVOLGORDE}
    return {texts.of_set(naam).naam: mine for naam, mine in sets.items() if mine}
