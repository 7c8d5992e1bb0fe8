"""The sign of life that a worker gives, by which an operator sees that one runs, and of which version."""

from dataclasses import dataclass
from datetime import datetime, timedelta

EVERY = timedelta(minutes=1)
"""How often a worker gives one."""
SILENT = timedelta(minutes=5)
"""A worker that gave none for this long does not work: it stopped, or cannot reach the database."""
KEPT = timedelta(days=7)
"""How long it is remembered that a worker was there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levensteken:
    """What a worker says of itself; ``id`` is that of the process, new at every start."""

    id: str
    machine: str
    versie: str
    begonnen: datetime
    gezien: datetime

    def is_silent(self, moment: datetime) -> bool:
        """Whether its last sign is too long ago at a moment."""
        return moment - self.gezien > SILENT
