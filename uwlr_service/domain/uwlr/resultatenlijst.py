"""Results as a school sees them: each version, where it came from, and how its score is judged."""

import enum
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from uwlr_service.domain.uwlr.toets import Norm, Toets
from uwlr_service.domain.uwlr.verwerking import Afname, Vastgelegd

MOST_DUBBEL = 20
"""Keys that are named of the results about one afname; more than two are rare."""


class Stand(enum.StrEnum):
    """The state of a version of a result."""

    GELDEND = "geldend"
    GEWIJZIGD = "gewijzigd"
    """The same key came again with something else."""
    VERVANGEN = "vervangen"
    """Another key took its place."""
    INGEHAALD = "ingehaald"
    """When it came, a newer one was there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultatenfilter:
    """Which results of a school are wanted; None does not narrow.

    ``leerlingen`` are LAS keys; ``vanaf`` and ``totenmet`` bound the afnamedatum, both included.
    """

    leerlingen: frozenset[str] | None = None
    toetscode: str | None = None
    schooljaar: str | None = None
    klantcode: str | None = None
    vanaf: date | None = None
    totenmet: date | None = None
    history: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One version of a result; ``toets`` is the definition that came with it.

    ``ontvangen`` is when its message came, ``einde`` when it stopped being valid. ``vervangt`` are the
    versions that it took the place of, ``dubbel_met`` the keys that say something about the same afname: the
    first MOST_DUBBEL of them.
    """

    resultaat: Vastgelegd
    toets: Toets
    klantnaam: str
    klantcode: str
    schooljaar: str
    ontvangen: datetime
    revisie: int
    einde_revisie: int | None = None
    einde: datetime | None = None
    vervangen_door: str | None = None
    vervangt: tuple["Regel", ...] = ()
    dubbel_met: tuple[str, ...] = ()

    @property
    def stand(self) -> Stand:
        """Its state now."""
        if self.einde_revisie is None:
            return Stand.GELDEND
        # A version that ends in the revision in which it came was never in force.
        if self.einde_revisie == self.revisie:
            return Stand.INGEHAALD
        if self.vervangen_door is not None:
            return Stand.VERVANGEN
        return Stand.GEWIJZIGD

    @property
    def norm(self) -> Norm | None:
        """The norm that its score falls in, by the definition of its own time."""
        uitslag = self.resultaat.uitslag
        normering = self.toets.normering_of(self.resultaat.afname.toetsonderdeelcode)
        if not isinstance(uitslag, int) or normering is None:
            return None
        return normering.norm_of(uitslag)


def connect(regels: Iterable[Regel]) -> list[Regel]:
    """The same versions, each with what it replaced and what may be a double of it."""
    ordered = sorted(regels, key=_order)
    ended: dict[tuple[str, str, int | None], list[Regel]] = defaultdict(list)
    in_force: dict[tuple[str, Afname], list[str]] = defaultdict(list)
    for regel in ordered:
        if regel.stand in (Stand.GEWIJZIGD, Stand.VERVANGEN):
            successor = regel.vervangen_door or regel.resultaat.key
            ended[regel.klantcode, successor, regel.einde_revisie].append(regel)
        elif regel.stand is Stand.GELDEND:
            in_force[regel.klantcode, regel.resultaat.afname].append(regel.resultaat.key)
    return [_connected(regel, ended, in_force) for regel in ordered]


def _connected(
    regel: Regel,
    ended: dict[tuple[str, str, int | None], list[Regel]],
    in_force: dict[tuple[str, Afname], list[str]],
) -> Regel:
    key = regel.resultaat.key
    vervangt: tuple[Regel, ...] = ()
    same: tuple[str, ...] = ()
    if regel.stand is not Stand.INGEHAALD:
        vervangt = tuple(ended.get((regel.klantcode, key, regel.revisie), ()))
    if regel.stand is Stand.GELDEND:
        keys = in_force[regel.klantcode, regel.resultaat.afname]
        # A publisher can send thousands of results of one afname, which are all doubles of each other.
        same = tuple(other for other in keys[: MOST_DUBBEL + 1] if other != key)[:MOST_DUBBEL]
    if not vervangt and not same:
        return regel
    return replace(regel, vervangt=vervangt, dubbel_met=same)


def _order(regel: Regel) -> tuple[str, date, str, str, str, str, int]:
    afname = regel.resultaat.afname
    return (
        afname.leerling,
        afname.afnamedatum,
        afname.toetscode,
        afname.toetsonderdeelcode or "",
        regel.klantcode,
        regel.resultaat.key,
        regel.revisie,
    )
