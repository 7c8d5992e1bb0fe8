"""What a partner got, by object: a pupil, a test, an absence, with each value once and its time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from uwlr_service.domain.inzage.overzicht import Veldinzage, Veldwaarde, Verstrekt

OF_PERSON = frozenset({"leerling", "leerlingdetail"})
"""The kinds of which a pupil has one object; GeneriekeService mixes their fields."""
KEY = "key"
TECHNICAL = (KEY, "mutatiedatum")
"""The fields that say least to people come last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectinzage:
    """An object with every value that its fields had; ``key`` is empty for the pupil.

    Something of it went out from ``eerste`` to ``laatste``.
    """

    entiteit: str
    key: str
    velden: tuple[Veldinzage, ...]
    eerste: datetime
    laatste: datetime

    def is_of_other_time(self, inzage: Veldinzage) -> bool:
        """Whether a value went out in another time than the object as a whole."""
        return (inzage.eerste, inzage.laatste) != (self.eerste, self.laatste)


@dataclass(frozen=True, slots=True)
class Soortinzage:
    """The objects of one kind."""

    entiteit: str
    objecten: Sequence[Objectinzage]

    @property
    def is_of_person(self) -> bool:
        """Whether it is one object, which is the pupil."""
        return self.entiteit in OF_PERSON

    @property
    def velden(self) -> list[str]:
        """Every field that one of them has, in the order in which people read them."""
        velden: dict[str, None] = {}
        for objekt in self.objecten:
            velden |= dict.fromkeys(inzage.veld for inzage in objekt.velden)
        return sorted(velden, key=_is_technical)


def soorten_of(verstrekt: Iterable[Verstrekt]) -> list[Soortinzage]:
    """All objects by kind, in the order in which they first went out."""
    spans: dict[tuple[str, str], dict[Veldwaarde, Veldinzage]] = {}
    for regel in verstrekt:
        for name, veldwaarde in _named(regel.velden):
            values = spans.setdefault(name, {})
            values[veldwaarde] = _spanning(values.get(veldwaarde), veldwaarde, regel)
    soorten: dict[str, list[Objectinzage]] = {}
    for (entiteit, key), values in spans.items():
        velden = sorted(values.values(), key=lambda inzage: _is_technical(inzage.veld))
        objekt = Objectinzage(
            entiteit=entiteit,
            key=key,
            velden=tuple(velden),
            eerste=min(inzage.eerste for inzage in velden),
            laatste=max(inzage.laatste for inzage in velden),
        )
        soorten.setdefault(entiteit, []).append(objekt)
    return [Soortinzage(entiteit, objecten) for entiteit, objecten in soorten.items()]


def _named(velden: Iterable[Veldwaarde]) -> Iterator[tuple[tuple[str, str], Veldwaarde]]:
    """Each value with the object that it belongs to: its kind and key. The key of an object comes first."""
    current = ""
    previous = ""
    for veldwaarde in velden:
        entiteit, _, naam = veldwaarde.veld.partition("/")
        if naam == KEY:
            current = veldwaarde.waarde
        elif entiteit != previous:
            current = ""
        previous = entiteit
        yield (entiteit, "" if entiteit in OF_PERSON else current), veldwaarde


def _spanning(known: Veldinzage | None, veldwaarde: Veldwaarde, regel: Verstrekt) -> Veldinzage:
    if known is None:
        return Veldinzage(
            veld=veldwaarde.veld,
            waarde=veldwaarde.waarde,
            delen=veldwaarde.delen,
            eerste=regel.eerste,
            laatste=regel.laatste,
        )
    return replace(known, eerste=min(known.eerste, regel.eerste), laatste=max(known.laatste, regel.laatste))


def _is_technical(veld: str) -> bool:
    return veld.partition("/")[2] in TECHNICAL
