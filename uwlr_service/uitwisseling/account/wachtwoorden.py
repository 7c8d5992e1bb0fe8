"""Passwords: which ones will do, and whether one is right.

Argon2id with 19 MiB and two passes takes some 15 ms of a core. No more than two are worked on at once in a
process, so that guesses leave room for everything else.
"""

import string
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from zxcvbn import zxcvbn

from uwlr_service.domain.account.woorden import WOORDEN
from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar, WachtwoordZwak


@dataclass(frozen=True, slots=True)
class Eis:
    """How many signs a password has, the guesses that it stands by the estimate of zxcvbn, and what is left.

    ``rest`` are the letters and figures that must be left without the words that everybody knows, and years.
    """

    lengte: int
    guesses: int
    rest: int


VAN_VOLWASSENEN = Eis(lengte=12, guesses=10**10, rest=5)
"""The highest score of zxcvbn, with a second factor beside it."""
VAN_LEERLINGEN = Eis(lengte=10, guesses=10**6, rest=2)
"""For children from some eight years on. What slows guessing down lets nobody try a million."""
LONGEST = 256
"""Signs; more would only be work."""
JUDGED = 72
"""Signs that a password is judged by, which zxcvbn takes no more of."""
SHORTEST_WORD = 3
YEARS = tuple(map(str, range(1940, 2040)))
AT_ONCE = 2
PATIENCE = 10.0
"""Seconds to wait for a turn."""

KIB = 19 * 1024
PASSES = 2
WORK = f"$argon2id$v=19$m={KIB},t={PASSES},p=1$"
"""How a hash of so much work begins; libsodium divides it over one lane."""

_gate = threading.BoundedSemaphore(AT_ONCE)
NOBODY = f"{WORK}ayp9zbp8nDiytbqFjWXRew$CQGDSk4mm864OOKII5KhQS2JqDl322SNPcAgIDOpLng"
"""What a password is held against where there is none, so that an unknown name costs the same work."""


def require_good(wachtwoord: str, own: Iterable[str], eis: Eis = VAN_VOLWASSENEN) -> None:
    """Raise WachtwoordZwak unless a password is long enough and hard to guess.

    ``own`` are words that others know of this person: their name, their address, their school.
    """
    length = len(_normalised(wachtwoord))
    if length < eis.lengte:
        raise WachtwoordZwak(f"Dit wachtwoord is te kort: het heeft {eis.lengte} tekens of meer.")
    if length > LONGEST:
        raise WachtwoordZwak(f"Dit wachtwoord is te lang: het heeft ten hoogste {LONGEST} tekens.")
    known = [*WOORDEN, *_parts(own)]
    guesses = int(zxcvbn(wachtwoord[:JUDGED], user_inputs=known)["guesses"])
    if guesses < eis.guesses or _left_over(wachtwoord, known) < eis.rest:
        raise WachtwoordZwak


def hashed(wachtwoord: str) -> str:
    """What is kept of a password."""
    with _turn():
        kept = argon2id.str(_as_bytes(wachtwoord), opslimit=PASSES, memlimit=KIB * 1024)
    return kept.rstrip(b"\0").decode()


def is_right(wachtwoord: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; the same work where none was."""
    with _turn():
        try:
            argon2id.verify((kept or NOBODY).encode(), _as_bytes(wachtwoord[: LONGEST + 1]))
        except CryptoError:
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a password was hashed with less work than is done now."""
    return not kept.startswith(WORK)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for a turn. Raises TijdelijkNietBeschikbaar when it does not come."""
    if not _gate.acquire(timeout=PATIENCE):
        raise TijdelijkNietBeschikbaar
    try:
        yield
    finally:
        _gate.release()


def _normalised(wachtwoord: str) -> str:
    """A password as it is hashed: keyboards write one sign in several ways (NIST SP 800-63B-4, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", wachtwoord)


def _as_bytes(wachtwoord: str) -> bytes:
    return _normalised(wachtwoord).encode(errors="surrogatepass")


def _parts(own: Iterable[str]) -> list[str]:
    """Words, and each of their parts: of an address what stands before its @, of a name each name."""
    parts = []
    for word in own:
        parts += [word, *word.replace("@", " ").replace(".", " ").replace("-", " ").split()]
    return parts


def _left_over(wachtwoord: str, known: Iterable[str]) -> int:
    """How much of a password is its own: zxcvbn takes any row of three known words for a good one."""
    words = {word.casefold() for word in known if len(word) >= SHORTEST_WORD}
    left = _normalised(wachtwoord).casefold()
    for word in sorted([*words, *YEARS], key=len, reverse=True):
        left = left.replace(word, " ")
    return sum(not sign.isspace() and sign not in string.punctuation for sign in left)
