"""Passwords: which ones will do, and whether one is right.

Argon2id with 19 MiB and two passes takes some 25 ms of a core. No more than two are worked on at once in a
process, so that guesses leave room for everything else.
"""

import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from uwlr_service.domain.account.woorden import WOORDEN
from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar, WachtwoordZwak

SHORTEST = 12
LONGEST = 256
"""Signs; more would only be work."""
JUDGED = 72
"""Signs that a password is judged by, which zxcvbn takes no more of."""
GOOD = 3
"""The score of zxcvbn from which a password stands a hundred million guesses; it goes to 4."""
AT_ONCE = 2
PATIENCE = 10.0
"""Seconds to wait for a turn."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_gate = threading.BoundedSemaphore(AT_ONCE)
NOBODY = _hasher.hash("nobody has this password")
"""What a password is held against where there is none, so that an unknown name costs the same work."""


def require_good(wachtwoord: str, own: Iterable[str]) -> None:
    """Raise WachtwoordZwak unless a password is long enough and hard to guess.

    ``own`` are words that others know of this person: their name, their address, their school.
    """
    length = len(_normalised(wachtwoord))
    if length < SHORTEST:
        raise WachtwoordZwak(f"Dit wachtwoord is te kort: het heeft {SHORTEST} tekens of meer.")
    if length > LONGEST:
        raise WachtwoordZwak(f"Dit wachtwoord is te lang: het heeft ten hoogste {LONGEST} tekens.")
    known = [*WOORDEN, *_parts(own)]
    if zxcvbn(wachtwoord[:JUDGED], user_inputs=known)["score"] < GOOD:
        raise WachtwoordZwak


def hashed(wachtwoord: str) -> str:
    """What is kept of a password."""
    with _turn():
        return _hasher.hash(_normalised(wachtwoord))


def is_right(wachtwoord: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; the same work where none was."""
    with _turn():
        try:
            _hasher.verify(kept or NOBODY, _normalised(wachtwoord)[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether a password was hashed with less work than is done now."""
    return _hasher.check_needs_rehash(kept)


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


def _parts(own: Iterable[str]) -> list[str]:
    """Words, and each of their parts: of an address what stands before its @, of a name each name."""
    parts = []
    for word in own:
        parts += [word, *word.replace("@", " ").replace(".", " ").replace("-", " ").split()]
    return parts
