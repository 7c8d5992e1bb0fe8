"""The signature under a report (``formats/keurmerk.py``)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarmerk:
    """The signature of a service under a report of something that it watched or ran itself."""

    uitgever: str
    handtekening: str

    def as_record(self) -> dict[str, Any]:
        """What a report says of it."""
        return {"ondertekend": True, "uitgever": self.uitgever, "handtekening": self.handtekening}
