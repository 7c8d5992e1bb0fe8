"""A school inside a URL, where its code cannot have a slash: ``99XX-16``."""

import base64
import re

from uwlr_service.domain.school.school import Schoolcode

BRIN = re.compile(r"[0-9]{2}[A-Z]{2}-[0-9]{2}", re.ASCII)
PREFIX = "schoolkey-"
NUL = "\0"
"""In no key, and no question to PostgreSQL can hold it."""


def write(school: Schoolcode) -> str:
    """The part of a path; a schoolkey may hold any character, so it is written in base64url."""
    if school.brincode is not None:
        return f"{school.brincode}-{school.dependancecode}"
    return PREFIX + base64.urlsafe_b64encode(str(school.schoolkey).encode()).decode().rstrip("=")


def read(text: str) -> Schoolcode | None:
    """The school that a path names; None when it names none.

    A school has exactly one path: another way to write the same base64url names nothing.
    """
    if BRIN.fullmatch(text):
        return Schoolcode(text[:4], text[5:])
    if not text.startswith(PREFIX):
        return None
    encoded = text.removeprefix(PREFIX)
    try:
        key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    except ValueError:
        return None
    if not key or NUL in key:
        return None
    school = Schoolcode(schoolkey=key)
    if write(school) != text:
        return None
    return school
