"""Results as people of a school read them: by group and by pupil, with names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from uwlr_service.domain.uwlr.resultatenlijst import Regel

WHOLE = 100
"""A bar that is full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groepsregel:
    """A group, with how many of its pupils have results, and when the newest of those came."""

    nummer: int
    naam: str
    leerlingen: int
    met_resultaat: int
    resultaten: int
    nieuwste: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leerlingresultaat:
    """A version of a result with the pupil that it is about."""

    nummer: int
    naam: str
    regel: Regel

    @property
    def balk(self) -> int | None:
        """How far the score is between the lowest and the highest norm, from 0 to 100; None without norms."""
        uitslag = self.regel.resultaat.uitslag
        normering = self.regel.toets.normering_of(self.regel.resultaat.afname.toetsonderdeelcode)
        if not isinstance(uitslag, int) or normering is None or not normering.normen:
            return None
        lowest = min(norm.beginnormwaarde for norm in normering.normen)
        highest = max(norm.eindnormwaarde for norm in normering.normen)
        if highest == lowest:
            return WHOLE
        return round(WHOLE * min(max(uitslag - lowest, 0), highest - lowest) / (highest - lowest))

    @property
    def niveau(self) -> str | None:
        """The level in words: what the definition of the test calls this score."""
        norm = self.regel.norm
        return None if norm is None else norm.omschrijving or norm.term

    @property
    def kleur(self) -> str | None:
        """The colour of the level as the web writes it; None where the definition gives none."""
        norm = self.regel.norm
        if norm is None or norm.normkleur is None:
            return None
        kleur = norm.normkleur
        return f"#{kleur.rood:02x}{kleur.groen:02x}{kleur.blauw:02x}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultatenblad:
    """The results of a group or a pupil; ``toetsen`` are the codes and names to choose from."""

    nummer: int
    naam: str
    groep: str = ""
    resultaten: Sequence[Leerlingresultaat] = ()
    toetsen: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bladkeuze:
    """Which results of a group or pupil are shown; None does not narrow."""

    toetscode: str | None = None
    vanaf: date | None = None
    totenmet: date | None = None
