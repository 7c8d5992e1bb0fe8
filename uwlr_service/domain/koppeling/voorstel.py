"""Changes of an agreement: a supplier asks for more, and a school takes its consent back."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from uwlr_service.domain.koppeling.gegevensafspraak import ALLE_SETS, Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.school.school import Schoolcode

DESTROYED_WITHIN = timedelta(days=30)
"""How long a supplier has to destroy the data of a school that took its consent back."""


class Besluit(enum.StrEnum):
    """A school's answer to a proposal."""

    GEACCEPTEERD = "geaccepteerd"
    AFGEWEZEN = "afgewezen"
    VERVANGEN = "vervangen"
    """The supplier came with another one before the school decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """A wider agreement that a school has been asked for; until it accepts, nothing changes.

    ``doel`` says what the supplier needs it for, ``besluit`` is None until the school decides.
    """

    id: int
    koppeling: int
    school: Schoolcode
    gegevensset: str
    velden: Mapping[str, bool]
    doel: str
    gedaan: datetime
    besluit: Besluit | None = None
    besloten: datetime | None = None

    def applied(self, afspraak: Gegevensafspraak) -> Gegevensafspraak:
        """The agreement once accepted; a field that the school itself switched off stays off."""
        wider = replace(afspraak, gegevensset=self.gegevensset)
        switched_off = {veld: aan for veld, aan in afspraak.schakelaars.items() if not aan}
        return wider.switch({**self.velden, **switched_off})

    def added(self, afspraak: Gegevensafspraak) -> frozenset[str]:
        """The fields that would go out and do not now."""
        wanted = self.applied(afspraak).veldenlijst(GKV_VERSIE).velden
        return wanted - afspraak.veldenlijst(GKV_VERSIE).velden


def is_wider(new: str, old: str) -> bool:
    """Whether a set of GKV holds all that another one does."""
    wider = ALLE_SETS.get((new, GKV_VERSIE))
    narrower = ALLE_SETS.get((old, GKV_VERSIE))
    if wider is None or narrower is None:
        return False
    return wider.velden.keys() >= narrower.velden.keys()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intrekking:
    """A school that took its consent back: whether the supplier heard it, and destroyed the data.

    ``gemeld`` is when the supplier's webhook took the message; None when it did not, or there is none.
    ``is_hervat``: the school came back to the link since.
    """

    id: int
    koppeling: int
    school: Schoolcode
    moment: datetime
    verwijderen_voor: date
    bevestigd: datetime | None = None
    gemeld: datetime | None = None
    is_hervat: bool = False
