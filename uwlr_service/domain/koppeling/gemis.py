"""What a person lacks of what a set asks for, and whether they can be served without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling

NAAM = "achternaam of roepnaam"
NAAMVELDEN = ("achternaam", "roepnaam")
STATUS = "leerling/status"
"""Follows from the days at school, so nobody lacks it, and nothing stores it."""


@dataclass(frozen=True, slots=True)
class Gemis:
    """A pupil and a field that they lack; ``weggelaten`` when they cannot be served without it.

    ``afgesproken`` when it is there, and the agreement keeps it back.
    """

    leerling: str
    veld: str
    weggelaten: bool
    afgesproken: bool = False


@dataclass(frozen=True, slots=True)
class Verdenking:
    """By what somebody who may be left out can be told from the others, before all of them are looked at.

    They have no value for one of the ``attributen``, or a key that is longer than ``langste``.
    """

    attributen: frozenset[str]
    langste: int | None


class _Eis(NamedTuple):
    """A field that a pupil should have, and whether the schema demands it."""

    veld: str
    attribuut: str
    verplicht: bool


def attribute_of(veld: str) -> str:
    """The attribute that holds a field: two of the standard's names carry a hyphen."""
    return veld.replace("-", "_")


def gemis_of(leerlingen: Iterable[Leerling], veldenlijst: Veldenlijst) -> Iterator[Gemis]:
    """Everything that these pupils lack, pupil by pupil."""
    eisen = _eisen(veldenlijst)
    for leerling in leerlingen:
        if not veldenlijst.carries(leerling.key):
            veld = f"leerling/key van ten hoogste {veldenlijst.max_key} tekens"
            yield Gemis(leerling.key, veld, weggelaten=True)
        if not is_named(leerling, "leerling", veldenlijst):
            has_name = bool(leerling.achternaam or leerling.roepnaam)
            yield Gemis(leerling.key, f"leerling/{NAAM}", weggelaten=True, afgesproken=has_name)
        for veld, attribuut, verplicht in eisen:
            if getattr(leerling, attribuut) is None:
                # What only the text of the standard asks for is a warning: a pupil who is left out would be
                # deleted at the publisher, with all their work.
                yield Gemis(leerling.key, veld, weggelaten=verplicht)


def suspects(veldenlijsten: Iterable[Veldenlijst]) -> Verdenking | None:
    """Who may be left out of one of these; None where that can be everybody."""
    attributen: set[str] = set()
    langste: int | None = None
    for veldenlijst in veldenlijsten:
        shown = [naam for naam in NAAMVELDEN if f"leerling/{naam}" in veldenlijst.velden]
        if not shown:
            return None
        attributen.add(shown[0])  # whoever has this one can be named
        attributen |= {eis.attribuut for eis in _eisen(veldenlijst) if eis.verplicht}
        if veldenlijst.max_key is not None:
            langste = min(veldenlijst.max_key, langste or veldenlijst.max_key)
    return Verdenking(frozenset(attributen), langste)


def is_named(persoon: Leerling | Leerkracht, element: str, veldenlijst: Veldenlijst) -> bool:
    """Whether a name of this person can be shown; both schemas want achternaam or roepnaam."""
    return bool(
        (persoon.achternaam and f"{element}/achternaam" in veldenlijst.velden)
        or (persoon.roepnaam and f"{element}/roepnaam" in veldenlijst.velden)
    )


def _eisen(veldenlijst: Veldenlijst) -> list[_Eis]:
    gevraagd = veldenlijst.verplicht | veldenlijst.verwacht
    return [
        _Eis(veld, attribute_of(veld.removeprefix("leerling/")), veld in veldenlijst.verplicht)
        for veld in sorted(gevraagd)
        if veld.startswith("leerling/") and veld != STATUS
    ]
