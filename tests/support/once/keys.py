"""Each test of signing in has a database of its own; the keys of the provider are made once for all of them.

Finding the two primes of an RSA key takes a tenth of a second, and proving them again, before the key signs
for the first time, nearly as long: more than all else that such a test does.
"""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.formats.oauth import sleutelpaar

KEPT = 6
"""Keys of each kind: more than a test has at once, for those must differ."""


@contextmanager
def remembered() -> Iterator[None]:
    """Make no more than so many keys of each kind, until the end of the block."""
    made = sleutelpaar.new
    turns: dict[Algoritme, Iterator[dict[str, Any]]] = {}
    lock = threading.Lock()

    def remember(algoritme: Algoritme) -> dict[str, Any]:
        with lock:
            if algoritme not in turns:
                turns[algoritme] = itertools.cycle([made(algoritme) for _ in range(KEPT)])
            return dict(next(turns[algoritme]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sleutelpaar, "new", remember)
        yield
