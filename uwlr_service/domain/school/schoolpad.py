"""A school inside a URL, where its code may hold no slash: ``99XX-16``."""

import base64
import re

from uwlr_service.domain.school.school import Schoolcode

BRIN = re.compile(r"[0-9]{2}[A-Z]{2}-[0-9]{2}", re.ASCII)
PREFIX = "schoolkey-"


def write(school: Schoolcode) -> str:
    """The part of a path; a schoolkey may hold any sign, so it goes as base64url."""
    if school.brincode is not None:
        return f"{school.brincode}-{school.dependancecode}"
    return PREFIX + base64.urlsafe_b64encode(str(school.schoolkey).encode()).decode().rstrip("=")


def read(text: str) -> Schoolcode | None:
    """The school that a path names; None when it names none, or not in the one way that we write it."""
    if BRIN.fullmatch(text):
        return Schoolcode(text[:4], text[5:])
    if not text.startswith(PREFIX):
        return None
    encoded = text.removeprefix(PREFIX)
    try:
        key = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    except ValueError:
        return None
    school = Schoolcode(schoolkey=key) if key else None
    return school if school is not None and write(school) == text else None
