"""How far the judging of a client at a proeftuin is: the step at hand, and what is still to be done in it."""

from dataclasses import dataclass, replace
from datetime import datetime

from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Richting, Waarneming
from uwlr_service.domain.proeftuin.zending import NOTHING, Gereed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done to the next calls of a client, in this order; the calls of one direction only.

    ``pakket`` is the number of the package of GKV that it is about: others come in between, as at night.
    """

    ingrepen: tuple[Ingreep, ...] = ()
    bij: Richting = Richting.HALEN
    pakket: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keurstand:
    """``stap`` is the step at hand, None once all are over; ``gedaan`` are those that were taken.

    ``zonder`` are the steps in which there was nothing to see: the proeftuin was further already.
    """

    suite: str
    versie: str
    begonnen: datetime
    stap: str | None
    gedaan: tuple[str, ...] = ()
    zonder: tuple[str, ...] = ()
    plan: Plan = Plan()

    def at(self, stap: str | None, plan: Plan, gereed: Gereed = NOTHING) -> "Keurstand":
        """The same at a step for which this was made ready; at none it is over."""
        zonder = self.zonder
        if stap is not None and not gereed.toont:
            zonder = (*zonder, stap)
        return replace(self, stap=stap, plan=replace(plan, pakket=gereed.pakket), zonder=zonder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keurzicht:
    """The judging as whoever leads it sees it; ``stand`` is None before it began.

    ``waarnemingen`` are the calls that were seen, the oldest first.
    """

    proeftuin: Proeftuin
    product: Product
    bedrijf: str
    """What the company of the product is called."""
    stand: Keurstand | None
    waarnemingen: tuple[Waarneming, ...]
