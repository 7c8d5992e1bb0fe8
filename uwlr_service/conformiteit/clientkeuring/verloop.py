"""How far the judging of a client is: the step at hand, what was seen in it, and what is still expected."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from uwlr_service.conformiteit.clientkeuring.soorten import Keursoort
from uwlr_service.conformiteit.doorloop import Uitkomst
from uwlr_service.conformiteit.rapport import Rapport
from uwlr_service.conformiteit.uitgever.draaiboek import Stap
from uwlr_service.conformiteit.uitgever.oordeel import judged, report
from uwlr_service.domain.proeftuin.keurstand import Keurstand, Keurzicht
from uwlr_service.domain.proeftuin.waarneming import Waarneming


class Stapstand(enum.StrEnum):
    """How a step stands."""

    GEDAAN = "gedaan"
    NU = "nu"
    OVERGESLAGEN = "overgeslagen"
    STRAKS = "straks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Staprij:
    """A step as whoever leads the judging sees it; ``nummer`` counts from one.

    ``uitkomsten`` are those of its cases by what was seen until now, as if each step that they are about were
    over: none of a step that is still to come.
    """

    nummer: int
    stap: Stap
    doe: str
    stand: Stapstand
    gezien: tuple[Waarneming, ...]
    uitkomsten: tuple[Uitkomst, ...]


@dataclass(frozen=True)
class Verloop:
    """A judging that began, by the script of its kind."""

    soort: Keursoort
    zicht: Keurzicht
    stand: Keurstand

    @property
    def stap(self) -> Stap | None:
        """The step at hand; None once all are over, and if the script no longer has it."""
        return self.soort.draaiboek.stap(self.stand.stap)

    @property
    def is_klaar(self) -> bool:
        """Whether all steps are over."""
        return self.stand.stap is None

    @property
    def is_volledig(self) -> bool:
        """Whether each step was taken, and none passed over."""
        return len(self.stand.gedaan) == len(self.soort.draaiboek.stappen)

    @cached_property
    def nu(self) -> Staprij | None:
        """The step at hand."""
        return next((rij for rij in self.rijen if rij.stand is Stapstand.NU), None)

    @cached_property
    def rijen(self) -> tuple[Staprij, ...]:
        """Every step in its order."""
        return tuple(self._rijen())

    def rapport(self) -> Rapport:
        """The judgment of what was seen until now."""
        return report(
            self.soort.draaiboek,
            self.stand,
            self.zicht.waarnemingen,
            doel=f"{self.zicht.product.naam} van {self.zicht.bedrijf}, /proeftuin/{self.zicht.proeftuin.id}/",
            kijk=self.soort.kijk,
        )

    def _rijen(self) -> Iterator[Staprij]:
        draaiboek = self.soort.draaiboek
        uitkomsten = self._uitkomsten()
        is_before = True
        for nummer, stap in enumerate(draaiboek.stappen, 1):
            is_before = is_before and stap.id != self.stand.stap
            stand = self._stand(stap, is_before=is_before)
            gevallen = draaiboek.gevallen_of(stap.id) if stand in (Stapstand.GEDAAN, Stapstand.NU) else []
            yield Staprij(
                nummer=nummer,
                stap=stap,
                doe=self._doe(stap),
                stand=stand,
                gezien=tuple(each for each in self.zicht.waarnemingen if each.stap == stap.id),
                uitkomsten=tuple(uitkomsten[geval.id] for geval in gevallen),
            )

    def _doe(self, stap: Stap) -> str:
        proeftuin = self.zicht.proeftuin
        doe = stap.doe.replace("{brin}", proeftuin.brincode)
        return doe.replace("{proeftuin}", str(proeftuin.id))

    def _stand(self, stap: Stap, *, is_before: bool) -> Stapstand:
        if stap.id == self.stand.stap:
            return Stapstand.NU
        if stap.id in self.stand.gedaan:
            return Stapstand.GEDAAN
        return Stapstand.OVERGESLAGEN if is_before else Stapstand.STRAKS

    def _uitkomsten(self) -> Mapping[str, Uitkomst]:
        gedaan = {*self.stand.gedaan, self.stand.stap or ""}
        outcomes = judged(
            self.soort.draaiboek,
            self.zicht.waarnemingen,
            gedaan,
            self.soort.kijk,
            zonder=self.stand.zonder,
        )
        return {uitkomst.geval.id: uitkomst for uitkomst in outcomes}
