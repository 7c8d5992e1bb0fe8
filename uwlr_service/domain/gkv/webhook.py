"""The messages to a partner's webhook (docs/gkv-api.rst): nothing in them is about a person."""

import enum
from dataclasses import dataclass
from datetime import date

from uwlr_service.domain.school.school import Schoolcode


class Webhookuitkomst(enum.StrEnum):
    """The outcome of a message to a webhook."""

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
    """A school took back its consent: the partner has to destroy its data by a date."""

    koppeling: int
    school: Schoolcode
    verwijderen_voor: date


class Wijziging(enum.StrEnum):
    """What a school decided about a link that it takes part in."""

    GEACCEPTEERD = "geaccepteerd"
    VERSMALD = "versmald"
    GEPAUZEERD = "gepauzeerd"
    HERVAT = "hervat"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeelnameGewijzigd:
    """A school decided something: which version of its agreement holds, and which fields came or went.

    ``andere_leerlingen`` is whether the choice of pupils changed, ``leerlingen_minder`` how many fewer that
    makes today; None where nobody counted.
    """

    koppeling: int
    school: Schoolcode
    wijziging: Wijziging
    afspraakversie: int | None = None
    erbij: tuple[str, ...] = ()
    eraf: tuple[str, ...] = ()
    andere_leerlingen: bool = False
    leerlingen_minder: int | None = None


Webhookinhoud = LeveringKlaar | Verwijderverzoek | DeelnameGewijzigd
