"""Finished answers, kept within a bound of bytes; the least recently used one goes first.

An entry is keyed by everything that it was made from, so it can be forgotten but never be wrong.
"""

import gzip
import threading
from collections.abc import Hashable, Mapping
from contextlib import suppress

from cachetools import LRUCache

GZIP_LEVEL = 4
"""Within a twentieth of the size of level 6, in less time."""
GZIP_SHARE = 4
"""A compressed answer is at most about a quarter of the plain one."""


class Gegevensantwoord:
    """The body element of an answer with data, and its finished forms."""

    __slots__ = ("_zipped", "aantallen", "body", "gegevensset")

    def __init__(self, body: bytes, gegevensset: str, aantallen: Mapping[str, int]) -> None:
        self.body = body
        self.gegevensset = gegevensset
        self.aantallen = aantallen
        self._zipped: dict[bytes, bytes] = {}

    @property
    def size(self) -> int:
        """What it takes in memory, in bytes, once it has been compressed."""
        return len(self.body) + len(self.body) // GZIP_SHARE

    def gzipped(self, opening: bytes, closing: bytes) -> bytes:
        """The answer in its envelope, compressed; made once per envelope."""
        zipped = self._zipped.get(opening)
        if zipped is None:
            zipped = gzip.compress(opening + self.body + closing, GZIP_LEVEL, mtime=0)
            self._zipped[opening] = zipped
        return zipped


ENTRY_OVERHEAD = 512
"""What a key and its place in the cache take, in bytes."""


def _size(antwoord: Gegevensantwoord | None) -> int:
    return ENTRY_OVERHEAD + (antwoord.size if antwoord else 0)


class Antwoordcache:
    """A bounded store of answers, safe to use from several threads."""

    def __init__(self, max_bytes: int) -> None:
        self._entries: LRUCache[Hashable, Gegevensantwoord | None] = LRUCache(max_bytes, getsizeof=_size)
        self._lock = threading.Lock()  # a look-up changes the order of use

    def get(self, key: Hashable) -> tuple[bool, Gegevensantwoord | None]:
        """Whether there is an entry, and the entry; None stands for an answer without data."""
        with self._lock:
            try:
                return True, self._entries[key]
            except KeyError:
                return False, None

    def put(self, key: Hashable, antwoord: Gegevensantwoord | None) -> None:
        """Keep an answer, unless it alone is larger than the bound."""
        with self._lock, suppress(ValueError):  # too large
            self._entries[key] = antwoord
