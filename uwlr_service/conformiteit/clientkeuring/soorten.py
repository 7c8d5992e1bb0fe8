"""The kinds of client that are judged step by step at a proeftuin, by the name of their suite."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from uwlr_service.conformiteit.gkvpartner.beeld import gkvbeelden
from uwlr_service.conformiteit.suitebestand import SUITES
from uwlr_service.conformiteit.uitgever.beeld import beelden
from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek
from uwlr_service.conformiteit.uitgever.oordeel import Kijk
from uwlr_service.domain.fouten import Geweigerd


@dataclass(frozen=True, slots=True, kw_only=True)
class Keursoort:
    """By which script it is judged, and how its calls are set beside each other.

    ``eigen`` is a script that is not ours.
    """

    suite: str
    kijk: Kijk
    eigen: Draaiboek | None = None

    @property
    def draaiboek(self) -> Draaiboek:
        """The script, which is read once."""
        return self.eigen or _draaiboek(self.suite)


KEURSOORTEN: Mapping[str, Keursoort] = MappingProxyType(
    {
        soort.suite: soort
        for soort in (
            Keursoort(suite="uitgever", kijk=beelden),
            Keursoort(suite="gkv-partner", kijk=gkvbeelden),
        )
    }
)


def own(folder: Path, like: Keursoort) -> Keursoort:
    """A kind of somebody's own, whose calls are set beside each other as those of another kind.

    Raises SuiteOngeldig, and Geweigerd for the name of one of ours: how far a judging is, is kept by name.
    """
    draaiboek = read_draaiboek(folder)
    naam = draaiboek.suite.naam
    if (SUITES / naam).exists():
        raise Geweigerd(f"De naam '{naam}' hebben wij zelf. Geef uw suite een andere naam.")
    return Keursoort(suite=naam, kijk=like.kijk, eigen=draaiboek)


@cache
def _draaiboek(suite: str) -> Draaiboek:
    return read_draaiboek(SUITES / suite)
