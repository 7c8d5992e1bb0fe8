"""What was seen of a partner of GKV, with what a call says only beside the calls before it."""

from collections.abc import Iterator, Sequence

from uwlr_service.conformiteit.uitgever.beeld import Beeld, Herhaling, Sinds, Sleutelgebruik, Tussenpoos
from uwlr_service.domain.proeftuin.waarneming import GIVEN, Waarneming

LIJST = "leveringen"
PAKKET = "pakket"
BEVESTIGING = "ontvangstbevestiging"
VERWERKT = "verwerkt"


def gkvbeelden(waarnemingen: Sequence[Waarneming]) -> Iterator[Beeld]:
    """Every call in its order.

    ``sinds`` says of a list behind which number it was asked for: ``geen`` while the partner has nothing,
    ``gelijk`` behind what it processed last (or one before, to compare that), ``later`` beyond all that it
    collected, and ``eerder`` before it. ``herhaling`` says of a package whether it was collected before,
    ``nieuw`` or ``zelfde``; and of a confirmation whether its package was, ``gelezen`` or ``ongelezen``.
    """
    verloop = _Verloop()
    for waarneming in waarnemingen:
        yield verloop.follow(waarneming)


class _Verloop:
    """What has to be remembered from call to call."""

    def __init__(self) -> None:
        self._verwerkt = 0
        """The number of the delivery that was processed last, as the partner says."""
        self._gelezen: set[int] = set()
        self._eerder: dict[str | None, set[str]] = {}
        self._tussenpoos = Tussenpoos()

    def follow(self, waarneming: Waarneming) -> Beeld:
        """The next call."""
        eerder = self._eerder.setdefault(waarneming.stap, set())
        number = int(waarneming.plek or 0)
        ervoor = self._tussenpoos.before(waarneming)
        beeld = Beeld(
            waarneming=waarneming,
            sinds=self._sinds(waarneming, number),
            sleutel=Sleutelgebruik.ONBEKEND if waarneming.sleutel is None else Sleutelgebruik.EERSTE,
            herhaling=self._herhaling(waarneming, number),
            actie=None,
            eerder=frozenset(eerder),
            ervoor=ervoor.gekregen,
            seconds=ervoor.seconds,
        )
        if waarneming.sleutel is not None:
            eerder |= {str(waarneming.bericht), *waarneming.gekregen}
            self._keep(waarneming, number)
        return beeld

    def _sinds(self, waarneming: Waarneming, number: int) -> Sinds:
        if waarneming.bericht != LIJST or not self._verwerkt:
            return Sinds.GEEN
        if number > max(self._verwerkt, *self._gelezen, 0):
            return Sinds.LATER
        return Sinds.GELIJK if number >= self._verwerkt - 1 else Sinds.EERDER

    def _herhaling(self, waarneming: Waarneming, number: int) -> Herhaling | None:
        is_read = number in self._gelezen
        if waarneming.bericht == PAKKET:
            return Herhaling.ZELFDE if is_read else Herhaling.NIEUW
        if waarneming.bericht == BEVESTIGING:
            return Herhaling.GELEZEN if is_read else Herhaling.ONGELEZEN
        return None

    def _keep(self, waarneming: Waarneming, number: int) -> None:
        is_lost = waarneming.ingreep is not None and waarneming.ingreep.is_lost
        if waarneming.bericht == PAKKET and waarneming.uitkomst in GIVEN and not is_lost:
            self._gelezen.add(number)
        if waarneming.bericht == BEVESTIGING and waarneming.uitkomst == VERWERKT:
            self._verwerkt = number
