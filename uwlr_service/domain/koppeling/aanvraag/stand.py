"""The states of an application, and what leads from one to the next (docs/portaal.rst)."""

import enum
from datetime import timedelta

from uwlr_service.domain.account.overgang import row
from uwlr_service.domain.account.rollen import Actie

CONCEPT_KEPT = timedelta(days=30)
"""How long a draft is kept; then it lapses."""
WARNED_BEFORE = timedelta(days=7)
"""How long before that the applicant hears it."""
REFUSED_KEPT = timedelta(days=365)
"""How long one is kept that was sent and came to nothing, so that both sides can ask after it."""


class Aanvraagstand(enum.StrEnum):
    """Where an application is."""

    CONCEPT = "concept"
    INGEDIEND = "ingediend"
    IN_BEOORDELING = "in_beoordeling"
    AANVULLEN = "aanvullen"
    """The operator asked something, and the applicant has still to answer."""
    TOEGELATEN = "toegelaten"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"


class Aanvraaggebeurtenis(enum.StrEnum):
    """What happens to an application."""

    BEGIN = "beginnen"
    SEND = "indienen"
    TAKE_UP = "oppakken"
    ASK_MORE = "navragen"
    SUPPLEMENT = "aanvullen"
    AGREE_FIRST = "eerste-akkoord"
    """The first of two operators agrees; the second one admits."""
    ADMIT = "toelaten"
    REJECT = "afwijzen"
    WITHDRAW = "intrekken"
    EXPIRE = "verlopen"


_S = Aanvraagstand
_G = Aanvraaggebeurtenis
OPEN = (_S.CONCEPT, _S.INGEDIEND, _S.IN_BEOORDELING, _S.AANVULLEN)
"""The states in which the applicant can still take it back."""
REFUSED = (_S.AFGEWEZEN, _S.INGETROKKEN)
"""The states of one that came to nothing."""

OVERGANGEN = (
    row(None, _G.BEGIN, _S.CONCEPT, Actie.AANVRAGEN),
    row(_S.CONCEPT, _G.SEND, _S.INGEDIEND, Actie.AANVRAGEN),
    row(_S.CONCEPT, _G.EXPIRE, _S.VERLOPEN, None),
    row(_S.INGEDIEND, _G.TAKE_UP, _S.IN_BEOORDELING, Actie.BEOORDELEN),
    row(_S.IN_BEOORDELING, _G.ASK_MORE, _S.AANVULLEN, Actie.BEOORDELEN),
    row(_S.AANVULLEN, _G.SUPPLEMENT, _S.IN_BEOORDELING, Actie.AANVRAGEN),
    row(_S.IN_BEOORDELING, _G.AGREE_FIRST, _S.IN_BEOORDELING, Actie.BEOORDELEN),
    row(_S.IN_BEOORDELING, _G.ADMIT, _S.TOEGELATEN, Actie.BEOORDELEN),
    row(_S.IN_BEOORDELING, _G.REJECT, _S.AFGEWEZEN, Actie.BEOORDELEN),
    *(row(stand, _G.WITHDRAW, _S.INGETROKKEN, Actie.AANVRAGEN) for stand in OPEN),
)
"""The states of an application; what is not here cannot happen.

What asks for ``AANVRAGEN`` is also for the one who made the application, who has no account yet.
"""
