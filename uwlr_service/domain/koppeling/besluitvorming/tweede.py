"""The first of two persons who have to say yes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie


@dataclass(frozen=True, slots=True, kw_only=True)
class EersteJa:
    """What the first person chose: the second says yes to exactly this, or nobody did.

    ``digest`` is that of what was shown; ``inlog`` the number of the person's credentials, if they have any.
    """

    digest: str
    velden: Mapping[str, bool]
    selectie: Leerlingselectie
    door: str
    inlog: int | None
    bestuur: str | None
    moment: datetime

    def is_by(self, door: Handelende) -> bool:
        """Whether somebody is the first person."""
        return door.is_same(self.door, self.inlog)
