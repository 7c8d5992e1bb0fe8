"""The name that somebody signs in with: one for a person, however they type it."""

import unicodedata

from uwlr_service.domain.fouten import WaardeOngeldig

REFUSED = frozenset('<>,;:"()[]\\')
"""Signs that mean something in the heading of a mail (RFC 5322, 3.2.3)."""
LONGEST = 254
"""Signs in a mail address (RFC 5321, 4.5.3.1.3)."""


def fold(text: str) -> str:
    """A name as it is compared and kept: neither capitals nor the way a sign was typed tell people apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text.strip()).casefold())


def is_of_school(inlognaam: str) -> bool:
    """Whether a name is one that an import made: ``naam@school``, with no dot behind its @."""
    _, at, domain = inlognaam.rpartition("@")
    return bool(at) and "." not in domain


def read_mailadres(text: str) -> str:
    """A mail address that somebody signs in with, folded. Raises WaardeOngeldig.

    Accounts from imports are called ``naam@school``; a mail address has a dot behind its @, so the two never
    meet.
    """
    folded = fold(text)
    local, _, domain = folded.partition("@")
    labels = domain.split(".")
    is_host = len(labels) > 1 and all(label.replace("-", "").isalnum() for label in labels)
    has_signs = any(sign.isspace() or not sign.isprintable() or sign in REFUSED for sign in local)
    if not local or not is_host or has_signs or len(folded) > LONGEST:
        raise WaardeOngeldig(f"'{text.strip()}' is geen e-mailadres", "zoiets als j.jansen@school.nl")
    return folded
