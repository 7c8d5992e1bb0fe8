"""The keys that clients publish at an address of their own (OpenID Connect Core 1.0, section 10.1.1)."""

import logging
import math
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from uwlr_service.domain.fouten import DocumentOngeldig, NietBezorgd
from uwlr_service.formats.oauth import jwks
from uwlr_service.uitwisseling import bezorging

log = logging.getLogger(__name__)

KEPT = 5 * 60.0
"""Seconds that keys are used without asking again."""
AGAIN = 60.0
"""Seconds before they are asked for again, because a key is missing or the last attempt failed."""
PATIENCE = 5.0
MOST = jwks.MAX_BYTES + 16 * 1024
"""Bytes of an answer with its head."""
MOST_KNOWN = 1000
"""Addresses that are remembered; each is one that an operator confirmed."""

Keys = Sequence[Mapping[str, Any]]


class Sleuteladres:
    """One address: its keys, when they came, and when they were last asked for."""

    def __init__(self) -> None:
        # Who comes while somebody asks waits for the answer, instead of being refused or asking as well.
        self.lock = threading.Lock()
        self.keys: Keys = ()
        self.gekomen = -math.inf
        self.gevraagd = -math.inf

    def is_due(self, kid: str | None, now: float) -> bool:
        """Whether it has to be asked, and may be."""
        is_missing = kid is not None and all(key["kid"] != kid for key in self.keys)
        return (is_missing or not self.is_fresh(now)) and now - self.gevraagd >= AGAIN

    def is_fresh(self, now: float) -> bool:
        """Whether the keys came a short time ago."""
        return now - self.gekomen < KEPT


class Sleuteladressen:
    """Fetches keys and keeps them, in this process alone.

    ``hosts`` are those of the own network that may be called; ``clock`` gives seconds that never go back.
    """

    def __init__(self, hosts: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._hosts = hosts
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, Sleuteladres] = {}

    def keys(self, uri: str, kid: str | None) -> Keys:
        """The keys of an address; asked for anew when they are old, or when none goes by a name.

        That is done once a minute at most, whoever sends which names. Keys that are old and could not be
        fetched anew prove nothing.
        """
        with self._lock:
            adres = self._known.setdefault(uri, Sleuteladres())
            while len(self._known) > MOST_KNOWN:
                del self._known[next(iter(self._known))]
        with adres.lock:
            now = self._clock()
            if adres.is_due(kid, now):
                adres.gevraagd = now
                self._fetch(uri, adres, now)
            return adres.keys if adres.is_fresh(now) else ()

    def _fetch(self, uri: str, adres: Sleuteladres, now: float) -> None:
        try:
            adres.keys = jwks.read(bezorging.fetch(uri, MOST, self._hosts, PATIENCE))
        except (NietBezorgd, DocumentOngeldig) as error:
            log.warning("the keys of a client could not be fetched: %s", type(error).__name__)
        else:
            adres.gekomen = now
