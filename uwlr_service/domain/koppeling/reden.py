"""The words of people beside a decision: why, for whom it is about, and for the log."""

from uwlr_service.domain import tekst
from uwlr_service.domain.fouten import Geweigerd

REDEN_LENGTH = 1000


def read_reden(text: str, asked: str) -> str:
    """A text as it is kept. Raises Geweigerd, with what is asked, for none, and for one that is too long."""
    kept = tekst.trim(tekst.clean(text))
    if not kept:
        raise Geweigerd(asked)
    if len(kept) > REDEN_LENGTH:
        raise Geweigerd(f"Gebruik ten hoogste {REDEN_LENGTH} tekens.")
    return kept
