"""What the pull API of GKV lists, read from its JSON: nothing in it is believed to be of the right kind."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from uwlr_service.client.tokensessie import read_number, read_text
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode

LONGEST_PATH = 200
"""Characters of a school as the name of a folder, which a file system takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanbod:
    """A delivery as the service lists it; ``beschikbaar`` until its package is no longer kept."""

    id: str
    school: Schoolcode
    volgnummer: int
    bytes: int
    sha256: str
    beschikbaar: bool


@dataclass(frozen=True, slots=True)
class Schoolaanbod:
    """A school that may be read; the numbers are None before the first delivery."""

    school: Schoolcode
    laatste: int | None
    basis: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verwijderverzoek:
    """A school whose data have to be destroyed before a day; ``is_bevestigd`` once the service knows it."""

    id: int
    school: Schoolcode
    verwijderen_voor: date
    is_bevestigd: bool


def _volgnummer(value: object) -> int | None:
    if value is None:
        return None
    return read_number(value)


def _school(document: Mapping[str, Any]) -> Schoolcode:
    school = Schoolcode.parse(read_text(document["school"]))
    if len(schoolpad.write(school)) > LONGEST_PATH:
        raise ValueError("a school with a code that is too long")
    return school


def read_schoolaanbod(document: Mapping[str, Any]) -> Schoolaanbod:
    """A school of the list. Raises KeyError, TypeError or ValueError."""
    return Schoolaanbod(
        school=_school(document),
        laatste=_volgnummer(document["laatste_volgnummer"]),
        basis=_volgnummer(document["laatste_basisvolgnummer"]),
    )


def read_aanbod(document: Mapping[str, Any], school: Schoolcode) -> Aanbod:
    """A delivery of the list. Raises KeyError, TypeError or ValueError."""
    # The id becomes a file name, so nothing but a UUID is accepted.
    return Aanbod(
        id=str(uuid.UUID(read_text(document["id"]))),
        school=school,
        volgnummer=read_number(document["volgnummer"]),
        bytes=read_number(document["bytes"]),
        sha256=read_text(document["sha256"]),
        beschikbaar=document["pakket"] is not None,
    )


def read_verwijderverzoek(document: Mapping[str, Any]) -> Verwijderverzoek:
    """A request of the list. Raises KeyError, TypeError or ValueError."""
    return Verwijderverzoek(
        id=read_number(document["id"]),
        school=_school(document),
        verwijderen_voor=date.fromisoformat(read_text(document["verwijderen_voor"])),
        is_bevestigd=document["bevestigd"] is not None,
    )
