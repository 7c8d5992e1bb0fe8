"""Changes of an agreement: a supplier asks for more, and a school takes its consent back."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from uwlr_service.domain.koppeling.besluitvorming.inhoud import (
    Veldgebruik,
    Voorstelinhoud,
    Voorstelveld,
)
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import kiesbaar, velden_of_set
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, versies_of
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.school.school import Schoolcode

DESTROYED_WITHIN = timedelta(days=30)
"""How long a supplier has to destroy the data of a school that took its consent back."""

REMINDED_AFTER = (20, 30, 40)
"""After how many days the supplier is reminded; at the last one the operator hears it too."""


class Besluit(enum.StrEnum):
    """What became of a proposal that is not open any more."""

    GEACCEPTEERD = "geaccepteerd"
    AFGEWEZEN = "afgewezen"
    VERVANGEN = "vervangen"
    """The supplier came with another one before the school decided."""
    VERVALLEN = "vervallen"
    """Nobody decided in time, the supplier took it back, or the school left the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorstel:
    """An agreement that a school has been asked for; until it accepts, nothing changes.

    ``inhoud`` says per field what the supplier needs it for; None for a proposal of before that was asked,
    which has one ``doel``. ``besluit`` is None until the school decides, and ``eerste`` is the name of the
    person who said yes where two have to.
    """

    id: int
    koppeling: int
    school: Schoolcode
    schoolnaam: str
    """The name of the school, or its code where nobody gave it one."""
    gegevensset: str
    velden: Mapping[str, bool]
    doel: str
    gedaan: datetime
    inhoud: Voorstelinhoud | None = None
    eerste: str | None = None
    besluit: Besluit | None = None
    besloten: datetime | None = None
    besloten_door: str | None = None
    reden: str | None = None

    @property
    def stand(self) -> Voorstelstand:
        """Where it stands."""
        if self.besluit is not None:
            return Voorstelstand(self.besluit.value)
        return Voorstelstand.OPEN if self.eerste is None else Voorstelstand.WACHT_OP_TWEEDE

    def gevraagd(self, geldend: Gegevensafspraak | None) -> Voorstelinhoud:
        """What is asked, also of a proposal of before: there the one purpose is that of every field."""
        if self.inhoud is not None:
            return self.inhoud
        wider = Gegevensafspraak(gegevensset=self.gegevensset)
        if geldend is not None:
            wider = replace(geldend, gegevensset=self.gegevensset)
        wanted = fields_of(wider.switch(self.velden))
        velden = []
        for veld in kiesbaar(self.gegevensset):
            gebruik = Veldgebruik.MAG if veld in wanted else Veldgebruik.NEE
            velden.append(Voorstelveld(veld=veld, gebruik=gebruik))
        return Voorstelinhoud(gegevensset=self.gegevensset, doel=self.doel, velden=tuple(velden))


def is_wider(new: str, old: str) -> bool:
    """Whether a set holds all that another one of the same standard does."""
    if versies_of(new) != versies_of(old):
        return False
    return velden_of_set(new).keys() >= velden_of_set(old).keys()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intrekking:
    """A school that took its consent back: whether the supplier heard it, and destroyed the data.

    ``gemeld`` is when the supplier's webhook took the message; None when it did not, or there is none.
    ``is_hervat``: the school came back to the link since, so that the supplier may have its data again.
    """

    id: int
    koppeling: int
    school: Schoolcode
    moment: datetime
    verwijderen_voor: date
    bevestigd: datetime | None = None
    gemeld: datetime | None = None
    is_hervat: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the supplier still has to destroy the data, or to say that it did."""
        return self.bevestigd is None and not self.is_hervat
