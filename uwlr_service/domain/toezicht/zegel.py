"""Seals: each covers the lines of one transaction and the seal before it, so together they are a chain."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.toezicht.logregel import written

FIRST = "0" * 64
"""Stands for the seal before the first one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zegel:
    """A seal; ``vorige`` is the hash of the one before it, ``aantal`` how many lines it covers."""

    nummer: int
    moment: datetime
    vorige: str
    aantal: int
    hash: str


def seal(nummer: int, moment: datetime, vorige: str, digests: Sequence[str]) -> Zegel:
    """The seal over lines with these digests, in this order."""
    covered = [str(nummer), written(moment), vorige, str(len(digests)), *digests]
    hashed = hashlib.sha256("\n".join(covered).encode()).hexdigest()
    return Zegel(nummer=nummer, moment=moment, vorige=vorige, aantal=len(digests), hash=hashed)
