"""Whether what a LAS sent may become the newest state: judged while nobody else can change that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uwlr_service import __version__
from uwlr_service.domain.fouten.inzending import InzendingAangehouden, InzendingOuder, StandVeranderd
from uwlr_service.domain.las.inzending import Invoerplaats, Inzending, Voorwaarden
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.rem import Bezwaar, Optie
from uwlr_service.uitwisseling.las.vrijbrieven import Vrijbrieven, Zaak

TOCH_OUDER = "Stuur het toch met ?ouder=ja."
TOCH = "Klopt dit, stuur dan binnen een uur dezelfde inhoud met ?toestaan= en het token uit dit antwoord."


def stempel(inzending: Inzending) -> str:
    """What stands for the bytes of a file.

    The version is in it: a later one may read something in a file that this one does not.
    """
    return f"{__version__} {inzending.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leeftijden:
    """When a file was made, and when the newest one was on the way to the state that it would follow."""

    gemaakt: datetime | None = None
    bereikt: datetime | None = None


class Beoordeling:
    """Judges one file.

    Afterwards ``vrijbrief`` is what would let it through, if a trial found reasons, and ``is_first`` whether
    there was no state before: another file may have been first since somebody looked.
    """

    def __init__(
        self,
        vrijbrieven: Vrijbrieven,
        las: Las,
        plaats: Invoerplaats,
        inzending: Inzending,
        voorwaarden: Voorwaarden,
    ) -> None:
        self._vrijbrieven = vrijbrieven
        self._las = las
        self._plaats = plaats
        self._inzending = inzending
        self._voorwaarden = voorwaarden
        self.vrijbrief: str | None = None
        self.is_first = False

    def require_stand(self, kenmerk: str | None) -> None:
        """Raise StandVeranderd unless the newest state is the one that the sender named, if any."""
        if not self._voorwaarden.meets(kenmerk):
            raise StandVeranderd(kenmerk)

    def weigh(
        self, kenmerk: str | None, bezwaren: Sequence[Bezwaar], leeftijden: Leeftijden
    ) -> tuple[Bezwaar, ...]:
        """The reasons to wait that are left.

        Raises StandVeranderd; and InzendingOuder or InzendingAangehouden, unless it is a trial.
        """
        self.require_stand(kenmerk)
        self.is_first = kenmerk is None
        by_age = tuple(bezwaar for bezwaar in bezwaren if bezwaar.optie is Optie.OLDER)
        by_brake = tuple(bezwaar for bezwaar in bezwaren if bezwaar.optie is not Optie.OLDER)
        if self._voorwaarden.ouder:
            by_age = ()
        zaak = Zaak(
            las=self._las.id,
            plaats=self._plaats,
            digest=self._inzending.digest,
            kenmerk=kenmerk,
            bezwaren=by_brake,
        )
        if by_brake and self._vrijbrieven.holds(self._voorwaarden.vrijbrief, zaak):
            by_brake = ()
        if by_brake:
            self.vrijbrief = self._vrijbrieven.write(zaak)
        left = (*by_age, *by_brake)
        if left and not self._voorwaarden.proef:
            raise self._held_back(left, leeftijden)
        return left

    def _held_back(self, bezwaren: Sequence[Bezwaar], leeftijden: Leeftijden) -> InzendingAangehouden:
        redenen = "; ".join(bezwaar.tekst for bezwaar in bezwaren)
        begin = f"{self._plaats}: {redenen}. Er is niets gewijzigd."
        is_older = any(bezwaar.optie is Optie.OLDER for bezwaar in bezwaren)
        if is_older and leeftijden.gemaakt is not None and leeftijden.bereikt is not None:
            zinnen = [begin, TOCH_OUDER]
            if self.vrijbrief is not None:
                zinnen.append(TOCH)
            return InzendingOuder(
                " ".join(zinnen), bezwaren, self.vrijbrief, leeftijden.gemaakt, leeftijden.bereikt
            )
        return InzendingAangehouden(f"{begin} {TOCH}", bezwaren, self.vrijbrief)
