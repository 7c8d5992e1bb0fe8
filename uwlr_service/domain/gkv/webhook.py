"""What a partner is told at its webhook (docs/gkv-api.rst); thin, and nothing about anybody."""

import enum
from dataclasses import dataclass
from datetime import date

from uwlr_service.domain.school.school import Schoolcode


class Webhookuitkomst(enum.StrEnum):
    """What became of a message to a webhook."""

    BEZORGD = "bezorgd"
    UITGESTELD = "uitgesteld"
    """It will be tried again."""
    OPGEGEVEN = "opgegeven"
    UITGEZET = "uitgezet"
    """The webhook was turned off before the partner heard it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeveringKlaar:
    """A delivery can be collected."""

    koppeling: int
    school: Schoolcode
    levering: str
    volgnummer: int


@dataclass(frozen=True, slots=True)
class Verwijderverzoek:
    """A school took back its consent: what the partner holds of it has to be gone by a date."""

    koppeling: int
    school: Schoolcode
    verwijderen_voor: date


Webhookinhoud = LeveringKlaar | Verwijderverzoek
