"""What a partner did with a delivery: collected, and processed or rejected it (docs/gkv-api.rst)."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.domain.school.school import Schoolcode


class Ontvangst(enum.StrEnum):
    """How a delivery ended up at the partner."""

    VERWERKT = "verwerkt"
    AFGEKEURD = "afgekeurd"


@dataclass(frozen=True, slots=True)
class Ontvangstbevestiging:
    """The last word of a partner about a delivery; ``fouten`` hold codes and places, never free text."""

    moment: datetime
    status: Ontvangst
    fouten: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ophaling:
    """When a package was collected, and how much of it went out in all."""

    eerste: datetime
    laatste: datetime
    aantal: int
    bytes: int


DORMANT = timedelta(days=7)
"""How long nothing was collected when a link counts as dormant, unless an operator says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slapend:
    """A link and school whose deliveries nobody collects (docs/gkv-api.rst)."""

    koppeling: int
    klantnaam: str
    school: Schoolcode
    eerste_levering: datetime
    laatst_opgehaald: datetime | None
    niet_opgehaald: int
    """How many deliveries were made since the last one that was collected."""
