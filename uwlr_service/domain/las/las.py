"""A LAS that calls ``/las/v1``: what it is called, which schools it has, and the scopes of its tokens."""

import enum
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.school.school import Schoolcode

NUMBERS_BEYOND = 1000
"""How far the numbers of LASes go on above the highest one that is known, after a restore: whoever was
registered after the backup has lost theirs, and nobody else gets it."""
CLIENT_ID = re.compile(r"las-([1-9][0-9]{0,8})", re.ASCII)


class Lasscope(enum.StrEnum):
    """What a token opens."""

    GEGEVENS = "las.gegevens"
    """Data of schools come in."""
    RESULTATEN = "las.resultaten"
    """Results go out."""
    KOPPELINGEN = "las.koppelingen"
    """The links of schools are shown, and decided about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Las:
    """A LAS that was registered.

    ``alle_scholen`` is whether it has every school of this service, those that are still to come included.
    """

    id: int
    naam: str
    alle_scholen: bool
    aangemaakt: datetime
    ingetrokken: datetime | None = None
    """When it was revoked; None as long as its keys open something."""

    @property
    def stand(self) -> str:
        """Whether it lives, in a word for people and programs."""
        return "actief" if self.ingetrokken is None else "ingetrokken"


@dataclass(frozen=True, slots=True)
class Lasregistratie:
    """A LAS with the schools that it was given, in the order of their codes; none where it has all."""

    las: Las
    scholen: tuple[Schoolcode, ...]


def client_id(las_id: int) -> str:
    """The name of a LAS at the token endpoint."""
    return f"las-{las_id}"


def las_of(text: str) -> int | None:
    """The LAS behind a client_id; None for a text that is not one."""
    match = CLIENT_ID.fullmatch(text)
    if match is None:
        return None
    return int(match[1])


def granted(asked: Collection[str]) -> tuple[Lasscope, ...] | None:
    """The scopes of a token by those that were asked for; None if there is one that a LAS cannot have.

    A LAS that asks for none gets them all (RFC 6749, section 3.3).
    """
    wanted = tuple(dict.fromkeys(asked)) or tuple(Lasscope)
    if not set(wanted) <= set(Lasscope):
        return None
    return tuple(Lasscope(scope) for scope in wanted)
