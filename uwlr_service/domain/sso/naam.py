"""The name of a client, as people read it when they sign in."""

from uwlr_service.domain.fouten import Geweigerd

LONGEST = 64


def read(text: str) -> str:
    """A name with one space between its words. Raises Geweigerd for signs that nobody can see."""
    naam = " ".join(text.split())
    if not naam or len(naam) > LONGEST or not naam.isprintable():
        raise Geweigerd(f"Een naam heeft 1 tot en met {LONGEST} tekens, die allemaal te zien zijn.")
    return naam
