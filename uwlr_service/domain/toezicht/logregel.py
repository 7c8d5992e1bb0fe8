"""Lines of the log: what was done, by whom, and the digest by which a later change shows."""

import enum
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

SALT_BYTES = 16


class Logsoort(enum.StrEnum):
    """The kinds of lines, each with a retention of its own."""

    BESLUIT = "besluit"
    """Somebody decided or changed something."""
    TOEGANG = "toegang"
    """Somebody signed in, was refused, or proved again who they are."""
    UITWISSELING = "uitwisseling"
    """Data went out or came in, counted."""
    INZAGE = "inzage"
    """Somebody asked, read or removed what is known of a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logregel:
    """A line before it has a number.

    ``wat`` is a word of ours such as ``deelname-actief``; ``herkomst`` and ``actor`` say by which way and by
    whom, ``inlog`` is the number of a person's credentials. ``school``, ``partner`` and ``inlog`` are the
    numbers of rows, so that a school or a person can be shown their own lines. ``inhoud`` holds numbers,
    names of fields, states and reasons: nothing about a pupil or a guardian, no key, no address.
    """

    soort: Logsoort
    wat: str
    moment: datetime
    herkomst: str
    actor: str
    inlog: int | None = None
    school: int | None = None
    partner: int | None = None
    inhoud: Mapping[str, Any]

    def content(self) -> str:
        """All of the line but its moment and kind, as canonical JSON: it is this that the digest covers."""
        return canonical(
            {
                "wat": self.wat,
                "herkomst": self.herkomst,
                "actor": self.actor,
                "inlog": self.inlog,
                "school": self.school,
                "partner": self.partner,
                "inhoud": self.inhoud,
            }
        )


def canonical(content: Mapping[str, Any]) -> str:
    """The one way in which these values are written; only ASCII, and no line breaks."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def new_salt() -> str:
    """Chance that goes into a digest, so that nobody can guess back a short content from it."""
    return secrets.token_hex(SALT_BYTES)


def digest(salt: str, moment: datetime, soort: str, content: str) -> str:
    """What proves a line, also after its content was forgotten."""
    return _sha256(salt, written(moment), soort, content)


def written(moment: datetime) -> str:
    """A moment as digests cover it: in UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
