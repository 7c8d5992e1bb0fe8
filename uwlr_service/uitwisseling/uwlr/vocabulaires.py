"""Finding the vocabulary that a field names: read in, shipped, or fetched where the operator allows it."""

import logging
import threading
import time
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

import requests

from uwlr_service.domain.fouten import DocumentOngeldig, Fout
from uwlr_service.domain.uwlr.vocabulaire import Gebruik, Opgeslagen, Vocabulaire
from uwlr_service.formats import vdex
from uwlr_service.repository.database import Database
from uwlr_service.repository.uwlr.vocabulaires import VocabulaireRepository

log = logging.getLogger(__name__)

SHIPPED = "meegeleverd"
REMEMBERED = 30.0
"""Seconds that a lookup is good for: an import is noticed soon, and not every message asks the database."""
RETRY = 600.0
"""Seconds before an address that failed is tried again."""
TIMEOUT = 5.0
LARGEST = 5 * 1024 * 1024
CHUNK = 65536
MOST_REMEMBERED = 1000


class Vocabulaires:
    """The vocabularies of a service; ``hosts`` are those that it may fetch from, over https."""

    def __init__(self, database: Database, hosts: Collection[str] = ()) -> None:
        self._database, self._hosts = database, frozenset(hosts)
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Vocabulaire | None]] = {}
        self._failed: dict[str, float] = {}

    def read_in(self, data: bytes, herkomst: str) -> Vocabulaire:
        """Keep the vocabulary of a VDEX file; DocumentOngeldig with every fault of it."""
        found = vdex.read(data)
        with self._database.write() as connection:
            VocabulaireRepository(connection).put(found, herkomst)
        return found

    def all(self) -> list[Opgeslagen]:
        """What was read in, and what ships with the service and was not read in over it."""
        with self._database.read() as connection:
            stored = VocabulaireRepository(connection).all()
        present = {one.vocabulaire.identifier for one in stored}
        own = [Opgeslagen(one, SHIPPED) for key, one in vdex.shipped().items() if key not in present]
        return [*stored, *own]

    def find_all(self, uses: Iterable[Gebruik]) -> dict[str, Vocabulaire]:
        """Those of the named vocabularies that are known; a location is the last resort."""
        found = ((uri, self.find(uri, locatie)) for uri, locatie in uses)
        return {uri: vocabulaire for uri, vocabulaire in found if vocabulaire is not None}

    def find(self, uri: str, locatie: str | None = None) -> Vocabulaire | None:
        """The vocabulary with this URI; None when it is not known, which is no error."""
        now = time.monotonic()
        with self._lock:
            moment, known = self._known.get(uri, (0.0, None))
        if uri in self._known and now - moment < REMEMBERED and (known is not None or locatie is None):
            return known
        with self._database.read() as connection:
            known = VocabulaireRepository(connection).get(uri)
        known = known or vdex.shipped().get(uri)
        if known is None and locatie is not None and self._may_fetch(locatie, now):
            known = self._fetch(uri, locatie, now)
        with self._lock:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[uri] = (now, known)
        return known

    def _may_fetch(self, locatie: str, now: float) -> bool:
        try:
            parts = urlsplit(locatie)
            host = parts.hostname if parts.port in (None, 443) else parts.netloc
        except ValueError:
            return False
        allowed = parts.scheme == "https" and host in self._hosts and parts.username is None
        return allowed and now - self._failed.get(locatie, -RETRY) >= RETRY

    def _fetch(self, uri: str, locatie: str, now: float) -> Vocabulaire | None:
        try:
            found = vdex.read(_download(locatie))
            if found.identifier != uri:
                raise DocumentOngeldig("Daar ligt een ander vocabulaire.")
            with self._database.write() as connection:
                VocabulaireRepository(connection).put(found, locatie)
        except (Fout, requests.RequestException, OSError) as error:
            log.warning("a vocabulary could not be fetched from an allowed host: %s", type(error).__name__)
            with self._lock:
                self._failed[locatie] = now
            return None
        return found


def _download(locatie: str) -> bytes:
    with (
        requests.Session() as session,
        session.get(locatie, timeout=TIMEOUT, stream=True, allow_redirects=False) as response,
    ):
        response.raise_for_status()
        if response.is_redirect:
            raise DocumentOngeldig("Het adres verwijst door, en dat wordt niet gevolgd.")
        data = b""
        for chunk in response.iter_content(CHUNK):
            data += chunk
            if len(data) > LARGEST:
                raise DocumentOngeldig("Het vocabulaire is te groot.")
    return data
