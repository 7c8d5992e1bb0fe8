"""The report of a night: which packages were made, which were not, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from uwlr_service.domain.gkv.nacht import Nachttaak, Uitkomst
from uwlr_service.domain.school.school import Schoolcode

REDENEN = {
    Uitkomst.WACHT: "Niet aan de beurt gekomen voordat het venster sloot.",
    Uitkomst.BEZIG: "De taak is stilgevallen zonder een fout te melden.",
}
"""Why a package was not made, when no reason was recorded."""


@dataclass(frozen=True, slots=True)
class Nachtverslag:
    """The state of the packages of a night at a moment."""

    nacht: date
    moment: datetime
    taken: tuple[Nachttaak, ...]

    @property
    def totalen(self) -> Mapping[Uitkomst, int]:
        """How many packages there are of each outcome; every outcome is in it."""
        counted = Counter(taak.uitkomst for taak in self.taken)
        return {uitkomst: counted[uitkomst] for uitkomst in Uitkomst}

    @property
    def niet_gemaakt(self) -> Iterable[Nachttaak]:
        """The packages that were not made, or not yet."""
        return (taak for taak in self.taken if taak.uitkomst is not Uitkomst.GEMAAKT)

    @property
    def has_failures(self) -> bool:
        """Whether a package was refused or failed."""
        return any(taak.uitkomst in (Uitkomst.GEWEIGERD, Uitkomst.MISLUKT) for taak in self.taken)

    @property
    def is_settled(self) -> bool:
        """Whether no worker is still busy with a package."""
        return not any(taak.is_in_hand(self.moment) for taak in self.taken)

    def reden(self, taak: Nachttaak) -> str | None:
        """Why a package was not made; None when it was made, or while a worker is busy with it."""
        if taak.uitkomst is Uitkomst.GEMAAKT or taak.is_in_hand(self.moment):
            return None
        return taak.reden or REDENEN.get(taak.uitkomst)

    def of(self, koppeling: int | None = None, school: Schoolcode | None = None) -> "Nachtverslag":
        """The part for one partner's link, one school, or both."""
        taken = tuple(
            taak
            for taak in self.taken
            if koppeling in (None, taak.koppeling) and school in (None, taak.school)
        )
        return Nachtverslag(self.nacht, self.moment, taken)
