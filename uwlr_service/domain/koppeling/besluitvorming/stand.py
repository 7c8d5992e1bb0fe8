"""The states of a proposal as data: what can happen in each, and who may cause it."""

import enum
from collections.abc import Iterator
from typing import TypeAlias

from uwlr_service.domain.account.overgang import Overgang
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

    VOORSTELLEN = "voorstellen"
    ACCEPTEREN = "accepteren"
    EERSTE_JA = "eerste-ja"
    """The first of two persons says yes."""
    TWEEDE_JA = "tweede-ja"
    TERUGNEMEN_JA = "terugnemen-ja"
    """The school takes the first yes back, to choose anew."""
    TWEEDE_TE_LAAT = "tweede-te-laat"
    AFWIJZEN = "afwijzen"
    VERVANGEN = "vervangen"
    TERUGNEMEN = "terugnemen"
    """The partner takes the proposal back."""
    VERLOPEN = "verlopen"
    VERTREKKEN = "vertrekken"
    """The school leaves the link that it is asked more for."""


Rij: TypeAlias = Overgang[Voorstelstand, Voorstelgebeurtenis]


def _undecided(van: Voorstelstand) -> Iterator[Rij]:
    """What can happen as long as the school has not decided."""
    for gebeurtenis, naar, actie in (
        (Voorstelgebeurtenis.AFWIJZEN, Voorstelstand.AFGEWEZEN, Actie.BESLUITEN),
        (Voorstelgebeurtenis.VERVANGEN, Voorstelstand.VERVANGEN, Actie.VOORSTELLEN),
        (Voorstelgebeurtenis.TERUGNEMEN, Voorstelstand.VERVALLEN, Actie.VOORSTELLEN),
        (Voorstelgebeurtenis.VERLOPEN, Voorstelstand.VERVALLEN, None),
        (Voorstelgebeurtenis.VERTREKKEN, Voorstelstand.VERVALLEN, Actie.BESLUITEN),
    ):
        yield Overgang(van=van, gebeurtenis=gebeurtenis, naar=naar, actie=actie)


VOORSTELOVERGANGEN: tuple[Rij, ...] = (
    Overgang(
        van=None,
        gebeurtenis=Voorstelgebeurtenis.VOORSTELLEN,
        naar=Voorstelstand.OPEN,
        actie=Actie.VOORSTELLEN,
    ),
    Overgang(
        van=Voorstelstand.OPEN,
        gebeurtenis=Voorstelgebeurtenis.ACCEPTEREN,
        naar=Voorstelstand.GEACCEPTEERD,
        actie=Actie.BESLUITEN,
    ),
    Overgang(
        van=Voorstelstand.OPEN,
        gebeurtenis=Voorstelgebeurtenis.EERSTE_JA,
        naar=Voorstelstand.WACHT_OP_TWEEDE,
        actie=Actie.BESLUITEN,
    ),
    # A choice without extra protected data needs no second person any more.
    Overgang(
        van=Voorstelstand.WACHT_OP_TWEEDE,
        gebeurtenis=Voorstelgebeurtenis.ACCEPTEREN,
        naar=Voorstelstand.GEACCEPTEERD,
        actie=Actie.BESLUITEN,
    ),
    Overgang(
        van=Voorstelstand.WACHT_OP_TWEEDE,
        gebeurtenis=Voorstelgebeurtenis.TWEEDE_JA,
        naar=Voorstelstand.GEACCEPTEERD,
        actie=Actie.BESLUITEN,
    ),
    Overgang(
        van=Voorstelstand.WACHT_OP_TWEEDE,
        gebeurtenis=Voorstelgebeurtenis.TERUGNEMEN_JA,
        naar=Voorstelstand.OPEN,
        actie=Actie.BESLUITEN,
    ),
    Overgang(
        van=Voorstelstand.WACHT_OP_TWEEDE,
        gebeurtenis=Voorstelgebeurtenis.TWEEDE_TE_LAAT,
        naar=Voorstelstand.OPEN,
        actie=None,
    ),
    *_undecided(Voorstelstand.OPEN),
    *_undecided(Voorstelstand.WACHT_OP_TWEEDE),
)
"""The whole table; docs/portaal.rst shows it to people."""
