"""How sure the service is of who somebody is, as partners are told: ``amr`` and ``acr``.

The values of ``amr`` are those of RFC 8176 where it has one, and words of our own for what pupils do.
"""

from collections.abc import Iterable

PLAATJES = ("plaatje",)
"""Three pictures in order, on a device of the class."""
BADGE = ("badge",)
"""A QR code on a device of the school."""
BADGE_MET_PIN = ("badge", "pin")
"""A QR code anywhere else, with the number that belongs to it."""
MEER_STAPPEN = "mfa"
"""Says of itself that two kinds of proof were given (RFC 8176, section 2)."""

ACR_MEER_STAPPEN = "https://refeds.org/profile/mfa"
ACR_EEN_STAP = "https://refeds.org/profile/sfa"
ACR_KLAS = "urn:uwlr-dienst:acr:klas"
"""The pupil is one of this class, and the pictures keep classmates apart: a partner may want more."""


def acr_of(amr: Iterable[str]) -> str:
    """The level that somebody signed in at, from the proofs that were given."""
    given = set(amr)
    if MEER_STAPPEN in given:
        return ACR_MEER_STAPPEN
    if given.intersection(PLAATJES):
        return ACR_KLAS
    return ACR_EEN_STAP
