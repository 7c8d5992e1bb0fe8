"""The kinds of client that are judged step by step at a proeftuin, by the name of their suite."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from uwlr_service.conformiteit.gkvpartner.beeld import gkvbeelden
from uwlr_service.conformiteit.suitebestand import SUITES
from uwlr_service.conformiteit.uitgever.beeld import beelden
from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek
from uwlr_service.conformiteit.uitgever.oordeel import Kijk


@dataclass(frozen=True, slots=True, kw_only=True)
class Keursoort:
    """By which script it is judged, and how its calls are set beside each other."""

    suite: str
    kijk: Kijk

    @property
    def draaiboek(self) -> Draaiboek:
        """The script, which is read once."""
        return _draaiboek(self.suite)


KEURSOORTEN: Mapping[str, Keursoort] = MappingProxyType(
    {
        soort.suite: soort
        for soort in (
            Keursoort(suite="uitgever", kijk=beelden),
            Keursoort(suite="gkv-partner", kijk=gkvbeelden),
        )
    }
)


@cache
def _draaiboek(suite: str) -> Draaiboek:
    return read_draaiboek(SUITES / suite)
