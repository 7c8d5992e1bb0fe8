"""What came of one disturbance on one database: what clients heard, what is stored, how long it took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


class NotPossible(Exception):
    """Why this machine cannot do something; it goes into the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One line of a table in docs/reliability.rst."""

    disturbance: str
    database: str
    blows: int = 0
    sent: int = 0
    """Messages with results."""
    confirmed: int = 0
    lost: int = 0
    """Messages that were confirmed and are not there whole."""
    half: int = 0
    """Messages of which a part is there."""
    doubled: int = 0
    """Results that are there more than once."""
    heard: Mapping[str, int] = field(default_factory=dict)
    """How often clients heard what."""
    recoveries: Sequence[float] = ()
    """Seconds from the end of each blow to the first call that was confirmed."""
    remarks: Sequence[str] = ()
    faults: Sequence[str] = ()
    """What else was not as it must be."""
    skipped: str = ""
    """Why it was not done."""

    @property
    def is_good(self) -> bool:
        """Whether all is as it must be, as far as it was done."""
        return not (self.lost or self.half or self.doubled or self.faults)

    @property
    def recovery(self) -> tuple[str, str]:
        """The median and the longest, for the table."""
        if not self.recoveries:
            return "-", "-"
        return f"{median(self.recoveries):.2f} s", f"{max(self.recoveries):.2f} s"
