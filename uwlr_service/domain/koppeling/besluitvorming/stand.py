"""The states of a proposal as data: what can happen in each, and who may cause it."""

import enum

from uwlr_service.domain.account.overgang import row
from uwlr_service.domain.account.rollen import Actie


class Voorstelstand(enum.StrEnum):
    """Where a proposal to one school stands."""

    OPEN = "open"
    WACHT_OP_TWEEDE = "wacht_op_tweede"
    """Somebody of the school said yes to extra protected data, and somebody else has to say so too."""
    GEACCEPTEERD = "geaccepteerd"
    AFGEWEZEN = "afgewezen"
    VERVANGEN = "vervangen"
    """The partner came with another one before the school decided."""
    VERVALLEN = "vervallen"
    """Nobody decided in time, the partner took it back, or the school left the link."""

    @property
    def is_undecided(self) -> bool:
        """Whether the school can still decide."""
        return self in (Voorstelstand.OPEN, Voorstelstand.WACHT_OP_TWEEDE)


class Voorstelgebeurtenis(enum.StrEnum):
    """What can happen to a proposal."""

    PROPOSE = "voorstellen"
    ACCEPT = "accepteren"
    FIRST_YES = "eerste-ja"
    """The first of two persons says yes."""
    SECOND_YES = "tweede-ja"
    RECONSIDER = "terugnemen-ja"
    """The school takes the first yes back, to choose anew."""
    SECOND_TOO_LATE = "tweede-te-laat"
    DECLINE = "afwijzen"
    REPLACE = "vervangen"
    TAKE_BACK = "terugnemen"
    """The partner takes the proposal back."""
    EXPIRE = "verlopen"
    LEAVE = "vertrekken"
    """The school leaves the link that it is asked more for."""


_S = Voorstelstand
_G = Voorstelgebeurtenis

VOORSTELOVERGANGEN = (
    row(None, _G.PROPOSE, _S.OPEN, Actie.VOORSTELLEN),
    row(_S.OPEN, _G.ACCEPT, _S.GEACCEPTEERD, Actie.BESLUITEN),
    row(_S.OPEN, _G.FIRST_YES, _S.WACHT_OP_TWEEDE, Actie.BESLUITEN),
    row(_S.OPEN, _G.DECLINE, _S.AFGEWEZEN, Actie.BESLUITEN),
    row(_S.OPEN, _G.REPLACE, _S.VERVANGEN, Actie.VOORSTELLEN),
    row(_S.OPEN, _G.TAKE_BACK, _S.VERVALLEN, Actie.VOORSTELLEN),
    row(_S.OPEN, _G.EXPIRE, _S.VERVALLEN, None),
    row(_S.OPEN, _G.LEAVE, _S.VERVALLEN, Actie.BESLUITEN),
    # A choice without extra protected data needs no second person any more.
    row(_S.WACHT_OP_TWEEDE, _G.ACCEPT, _S.GEACCEPTEERD, Actie.BESLUITEN),
    row(_S.WACHT_OP_TWEEDE, _G.SECOND_YES, _S.GEACCEPTEERD, Actie.BESLUITEN),
    row(_S.WACHT_OP_TWEEDE, _G.RECONSIDER, _S.OPEN, Actie.BESLUITEN),
    row(_S.WACHT_OP_TWEEDE, _G.SECOND_TOO_LATE, _S.OPEN, None),
    row(_S.WACHT_OP_TWEEDE, _G.DECLINE, _S.AFGEWEZEN, Actie.BESLUITEN),
    row(_S.WACHT_OP_TWEEDE, _G.REPLACE, _S.VERVANGEN, Actie.VOORSTELLEN),
    row(_S.WACHT_OP_TWEEDE, _G.TAKE_BACK, _S.VERVALLEN, Actie.VOORSTELLEN),
    row(_S.WACHT_OP_TWEEDE, _G.EXPIRE, _S.VERVALLEN, None),
    row(_S.WACHT_OP_TWEEDE, _G.LEAVE, _S.VERVALLEN, Actie.BESLUITEN),
)
"""The whole table; docs/portaal.rst shows it to people."""
