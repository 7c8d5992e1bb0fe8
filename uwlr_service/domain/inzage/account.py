"""The account that a pupil signs in with, as the school tells whoever asks about it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Toepassinginzage:
    """An application that knows a pupil by a number of its own, and how often they signed in there.

    The moments are None where nothing is kept of that any more. ``velden`` are those that it could ask about
    the pupil each time, by the agreement of then and by what it asked.
    """

    naam: str
    sub: str
    keren: int
    eerste: datetime | None
    laatste: datetime | None
    velden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accountinzage:
    """An account: how its owner signs in, since when, until when, and the sessions that are kept."""

    inlognaam: str
    naam: str
    van: datetime
    tot: datetime | None
    sessies: int
    toepassingen: tuple[Toepassinginzage, ...] = ()
