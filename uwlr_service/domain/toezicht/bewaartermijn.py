"""How long the log keeps what its lines say; their digests stay, so the chain goes on proving."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain.toezicht.logregel import Logsoort

CENTURY = 36_525
"""Days; a longer retention would fall before the calendar begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewaartermijnen:
    """Per kind the days that the content of a line is kept."""

    besluit: int
    toegang: int
    uitwisseling: int
    inzage: int

    def ends(self, now: datetime) -> Mapping[Logsoort, datetime]:
        """Per kind the moment before which lines are forgotten."""
        days = {
            Logsoort.BESLUIT: self.besluit,
            Logsoort.TOEGANG: self.toegang,
            Logsoort.UITWISSELING: self.uitwisseling,
            Logsoort.INZAGE: self.inzage,
        }
        return {soort: now - timedelta(days=min(number, CENTURY)) for soort, number in days.items()}
