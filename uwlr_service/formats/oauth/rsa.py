"""The sizes of RSA keys that are taken: too small proves nothing, too large makes every check slow."""

from uwlr_service.domain.fouten import DocumentOngeldig

FEWEST_BITS = 2048
MOST_BITS = 8192
"""Verifying takes a time that is the square of this; twice as many take OpenSSL milliseconds."""
LEAST_EXPONENT = 65537
MOST_EXPONENT_BITS = 32


def require_usable(modulus: int, exponent: int) -> None:
    """Raise DocumentOngeldig for the numbers of a public key that is not to be used (FIPS 186-5, 5.1)."""
    if not FEWEST_BITS <= modulus.bit_length() <= MOST_BITS:
        raise DocumentOngeldig(f"Een RSA-sleutel telt {FEWEST_BITS} tot {MOST_BITS} bits.")
    is_odd = exponent % 2 == 1
    if not is_odd or exponent < LEAST_EXPONENT or exponent.bit_length() > MOST_EXPONENT_BITS:
        raise DocumentOngeldig(
            f"De exponent van een RSA-sleutel is oneven, ten minste {LEAST_EXPONENT}"
            f" en ten hoogste {MOST_EXPONENT_BITS} bits lang."
        )
