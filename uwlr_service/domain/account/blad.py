"""Sheets by which people of a school make their accounts their own, with a code that works once."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from uwlr_service.domain.account.rollen import Rol

GELDIG = timedelta(days=14)
"""How long the code of a sheet works."""
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without the signs that look like another one; capitals are read as small letters."""
SIGNS = 10
"""Signs of a code: 49 bits, and whoever guesses is slowed down as at any sign-in."""
PART = 5
MOST = 100
"""Sheets that are made at once: those of a class, with its teachers."""
YOUNGEST = frozenset({"0", "1", "2", "3", "4"})
"""The jaargroepen whose pupils have no password: they sign in on the screen of their class, or by a badge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blad:
    """One sheet, which is shown once."""

    naam: str
    inlognaam: str
    rol: Rol
    code: str = field(repr=False)
    verloopt: datetime


def new_code() -> str:
    """A code as it stands on a sheet, in parts that can be read aloud."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    return "-".join(signs[start : start + PART] for start in range(0, SIGNS, PART))


def plain(code: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(sign for sign in code.casefold() if sign in ALPHABET)
