"""The signature under a report (``formats/keurmerk.py``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uwlr_service.domain.account.handelende import Handelende

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten


@dataclass(frozen=True, slots=True, kw_only=True)
class Waarmerk:
    """The signature of a service under a report of something that it watched or ran itself."""

    uitgever: str
    handtekening: str

    @classmethod
    def under(
        cls, inhoud: Mapping[str, Any], product: int, diensten: "Diensten", *, door: Handelende
    ) -> "Waarmerk":
        """Ours, under what was seen of a product. Whoever calls this vouches that this service saw it, by
        cases of ours. Raises as ``Keurmerken.sign``."""
        keurmerken = diensten.keurmerken
        handtekening = keurmerken.sign(inhoud, product, door=door)
        return cls(uitgever=keurmerken.uitgever, handtekening=handtekening)

    def as_record(self) -> dict[str, Any]:
        """What a report says of it."""
        return {"ondertekend": True, "uitgever": self.uitgever, "handtekening": self.handtekening}
