"""What somebody looks up in the log, and the lines that they see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain.toezicht.logregel import Logsoort

PAGE = 50
"""Lines that are shown at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logvraag:
    """Which lines: of a kind, a school, a partner or a person (by the numbers of their rows), in a period.

    ``voor_regel`` is the number of the line before which the next page begins; the newest lines come first.
    ``regels`` asks for these lines alone, by their numbers.
    """

    soort: Logsoort | None = None
    wat: str | None = None
    school: int | None = None
    partner: int | None = None
    inlog: int | None = None
    van: datetime | None = None
    tot: datetime | None = None
    voor_regel: int | None = None
    regels: frozenset[int] | None = None
    aantal: int = PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Getoonderegel:
    """A line of the log as people see it; ``is_vergeten`` when its retention ended, and the rest is gone.

    ``school`` is the school as it is written, such as ``99XX/16``; ``partner`` the number of a koppelpartner.
    ``herkomst`` is the way by which somebody acted. ``namen`` are the names of today of what the line is
    about, as far as they are known: ``school``, ``partner``, ``product``, ``persoon``, and the
    ``gegevensset`` of a link.
    """

    id: int
    zegel: int
    moment: datetime
    soort: Logsoort
    wat: str | None
    herkomst: str | None
    actor: str | None
    school: str | None
    partner: int | None
    inhoud: Mapping[str, Any]
    namen: Mapping[str, str]
    is_vergeten: bool
