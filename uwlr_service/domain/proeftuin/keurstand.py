"""How far the judging of a client at a proeftuin is: the step at hand, and what is still to be done in it."""

from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Richting, Waarneming


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done to the next calls of a client, in this order; the calls of one direction only."""

    ingrepen: tuple[Ingreep, ...] = ()
    bij: Richting = Richting.HALEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Keurstand:
    """``stap`` is the step at hand, None once all are over; ``gedaan`` are those that were taken."""

    suite: str
    versie: str
    begonnen: datetime
    stap: str | None
    gedaan: tuple[str, ...] = ()
    plan: Plan = Plan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keurzicht:
    """The judging as whoever leads it sees it; ``stand`` is None before it began.

    ``waarnemingen`` are the calls that were seen, the oldest first.
    """

    proeftuin: Proeftuin
    product: Product
    stand: Keurstand | None
    waarnemingen: tuple[Waarneming, ...]
