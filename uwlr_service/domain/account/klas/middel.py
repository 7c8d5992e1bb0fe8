"""What a pupil signs in by, and what a school prints of it."""

import enum
from dataclasses import dataclass, field

from uwlr_service.domain.account.klas.plaatjes import Plaatje


class Middelsoort(enum.StrEnum):
    """What is made for a pupil."""

    PLAATJES = "plaatjes"
    BADGE = "badge"
    """A QR code, with a pin for devices that are not of the school."""
    WACHTWOORD = "wachtwoord"
    """A password of one's own, which is kept where those of everybody are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kaart:
    """What a pupil gets on paper. It is shown once: only hashes of it are kept."""

    account: int
    plaatjes: tuple[Plaatje, ...] = field(default=(), repr=False)
    badge: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)
    wachtwoord: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A badge that works: whose it is, and the argon2 hash of its pin."""

    id: int
    account: int
    inlog: int
    school_id: int
    pin: str = field(repr=False)
