"""What a LAS sends of a school: the bytes, and what has to hold before they become the newest state."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

ANY = "*"
"""Stands for whatever mark the newest state has (RFC 9110, section 13.1.1)."""


class Invoersoort(enum.StrEnum):
    """What is sent."""

    GEGEVENS = "gegevens"
    """A school year as EDEXML."""
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inzending:
    """A file that came in whole; ``digest`` is the SHA-256 of its bytes as they are unpacked."""

    source: BinaryIO
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorwaarden:
    """What the sender says beside the file.

    ``kenmerken`` are the marks that the newest state must have one of, and ``is_new`` that there must be
    none yet. ``ouder`` lets an older file through, and ``vrijbrief`` one that was held back before. With
    ``proef`` nothing is stored.
    """

    kenmerken: frozenset[str] | None = None
    is_new: bool = False
    ouder: bool = False
    vrijbrief: str | None = None
    proef: bool = False

    def meets(self, kenmerk: str | None) -> bool:
        """Whether the newest state is the one that the sender thinks it is; None where there is none yet."""
        if self.is_new and kenmerk is not None:
            return False
        if self.kenmerken is None:
            return True
        return kenmerk is not None and (ANY in self.kenmerken or kenmerk in self.kenmerken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoerplaats:
    """Where a file is for. A dossier is of all school years, and is kept under each of them."""

    soort: Invoersoort
    school: Schoolcode
    schooljaar: Schooljaar

    def __str__(self) -> str:
        if self.soort is Invoersoort.DOSSIER:
            return f"Dossier van school {self.school}"
        return f"School {self.school}, schooljaar {self.schooljaar}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoerstand:
    """The newest state: since when it holds, when its file last came, and what of that was set aside.

    ``kenmerk`` is another one for each other state. ``stempel`` stands for the bytes of its file.
    """

    kenmerk: str
    revisie: int
    moment: datetime
    peildatum: date | None = None
    aanmaakdatum: datetime | None = None
    ontvangen: datetime | None = None
    stempel: str | None = None
    opmerkingen: Mapping[str, Any] | None = None
