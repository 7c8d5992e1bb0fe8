"""A pupil who is forgotten: what stays is a hash of the key, and how much was removed."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.school.school import Schoolcode


def hash_of(secret: bytes, school: Schoolcode, key: str) -> str:
    """The keyed hash of a pupil or guardian of a school: HMAC-SHA-256, in hexadecimal.

    Without the secret nobody can tell from it who it was; with it the school can be shown that somebody who
    asks was forgotten.
    """
    return hmac.new(secret, f"inzage\0{school}\0{key}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergeten:
    """That a pupil was forgotten; ``tellingen`` says by table how many rows went or were changed.

    ``teruggekomen`` is when a later file brought the pupil back.
    """

    hash: str
    moment: datetime
    door: str
    tellingen: Mapping[str, int]
    teruggekomen: datetime | None = None
