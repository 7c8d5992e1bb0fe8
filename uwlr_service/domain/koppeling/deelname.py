"""One school in one link: its states, what leads from one to the other, and what each lets through."""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from uwlr_service.domain.account.overgang import row
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.school.school import Schoolcode

REFUSAL_HOLDS = timedelta(days=30)
"""How long a koppelpartner leaves a school alone that declined."""


class Deelnamestand(enum.StrEnum):
    """The states of a school in a link."""

    VOORGESTELD = "voorgesteld"
    ACTIEF = "actief"
    GEPAUZEERD = "gepauzeerd"
    """Nothing leaves; results are still taken."""
    INGETROKKEN = "ingetrokken"
    """The school took its consent back, and the partner has still to destroy what it holds."""
    AFGEROND = "afgerond"
    """The partner destroyed what it held."""
    AFGEWEZEN = "afgewezen"
    VERVALLEN = "vervallen"
    """Nobody decided in time, or the partner took its proposal back."""

    @property
    def takes_part(self) -> bool:
        """Whether the school is in the link, with an agreement in force."""
        return self in TAKES_PART


TAKES_PART = frozenset({Deelnamestand.ACTIEF, Deelnamestand.GEPAUZEERD})
LEFT = frozenset({Deelnamestand.INGETROKKEN, Deelnamestand.AFGEROND})


class Deelnamegebeurtenis(enum.StrEnum):
    """What happens to a school in a link."""

    PROPOSE = "voorstellen"
    ACCEPT = "accepteren"
    """A first proposal, or one for more."""
    DECLINE = "afwijzen"
    TAKE_BACK = "terugnemen"
    EXPIRE = "vervallen"
    ADMIT = "toelaten"
    """In the name of the school, without a proposal; or a test school."""
    NARROW = "versmallen"
    PAUSE = "pauzeren"
    LAPSE = "slapen"
    """Nobody used it for long, and the school did not say that it still wants it."""
    CONFIRM = "bevestigen"
    """The school still wants what nobody used for long."""
    RESUME = "hervatten"
    WITHDRAW = "intrekken"
    DESTROY = "vernietigen"
    REJOIN = "terugkeren"


_S = Deelnamestand
_G = Deelnamegebeurtenis


OVERGANGEN = (
    row(None, _G.PROPOSE, _S.VOORGESTELD, Actie.VOORSTELLEN),
    row(None, _G.ADMIT, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.VOORGESTELD, _G.ACCEPT, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.VOORGESTELD, _G.DECLINE, _S.AFGEWEZEN, Actie.BESLUITEN),
    row(_S.VOORGESTELD, _G.TAKE_BACK, _S.VERVALLEN, Actie.VOORSTELLEN),
    row(_S.VOORGESTELD, _G.EXPIRE, _S.VERVALLEN, None),
    row(_S.VOORGESTELD, _G.ADMIT, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.ACTIEF, _G.ACCEPT, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.ACTIEF, _G.NARROW, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.ACTIEF, _G.CONFIRM, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.ACTIEF, _G.PAUSE, _S.GEPAUZEERD, Actie.BESLUITEN),
    row(_S.ACTIEF, _G.LAPSE, _S.GEPAUZEERD, None),
    row(_S.ACTIEF, _G.WITHDRAW, _S.INGETROKKEN, Actie.BESLUITEN),
    row(_S.GEPAUZEERD, _G.NARROW, _S.GEPAUZEERD, Actie.BESLUITEN),
    row(_S.GEPAUZEERD, _G.RESUME, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.GEPAUZEERD, _G.WITHDRAW, _S.INGETROKKEN, Actie.BESLUITEN),
    row(_S.INGETROKKEN, _G.DESTROY, _S.AFGEROND, Actie.VERWIJDERING),
    row(_S.INGETROKKEN, _G.REJOIN, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.INGETROKKEN, _G.ADMIT, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.AFGEROND, _G.REJOIN, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.AFGEROND, _G.ADMIT, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.AFGEROND, _G.PROPOSE, _S.VOORGESTELD, Actie.VOORSTELLEN),
    row(_S.AFGEWEZEN, _G.PROPOSE, _S.VOORGESTELD, Actie.VOORSTELLEN),
    row(_S.AFGEWEZEN, _G.ADMIT, _S.ACTIEF, Actie.BESLUITEN),
    row(_S.VERVALLEN, _G.PROPOSE, _S.VOORGESTELD, Actie.VOORSTELLEN),
    row(_S.VERVALLEN, _G.ADMIT, _S.ACTIEF, Actie.BESLUITEN),
)
"""The states of a Deelname; what is not here cannot happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deelname:
    """A school in a link; ``school_id`` is the number of its row, and ``naam`` its name or else its code.

    ``sinds`` is when it came into this state, ``periode`` how many times the school has been in the link.
    ``afspraak`` is the one in force, or the last one that was; None until the school accepts.
    ``overeenkomst`` names the agreement that the board signed.
    """

    koppeling: int
    school: Schoolcode
    school_id: int
    naam: str
    stand: Deelnamestand
    sinds: datetime
    periode: int
    afspraak: Gegevensafspraak | None
    besloten_door: str | None = None
    overeenkomst: str | None = None
    navraag: datetime | None = None
    """When the school was asked whether it still wants what nobody uses."""
    roosterdeel: Fraction | None = None
    """The part of its pupils that OneRoster and SDS may leave out; None is what holds for all."""
