"""Finding the vocabulary that a field names: read in, shipped, or fetched where the operator allows it."""

import logging
import threading
import time
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

import requests

from uwlr_service.domain import tekst
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import DocumentOngeldig, Fout
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.uwlr.vocabulaire import Opgeslagen, Vocabulaire, Vocabulairegebruik
from uwlr_service.formats import vdex
from uwlr_service.formats.limits import VOCABULAIRE
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.session import Session
from uwlr_service.repository.database import Database
from uwlr_service.repository.uwlr.vocabulaires import VocabulaireRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

log = logging.getLogger(__name__)

SHIPPED = "meegeleverd"
REMEMBERED = 30.0
"""Seconds that a lookup is good for: an import is noticed soon, and not every message asks the database."""
RETRY = 600.0
"""Seconds before an address that failed is tried again."""
TIMEOUT = 5.0
"""Seconds that a host may keep us waiting, for all of its answer: the sender of the message waits as long."""
MOST_FETCHED = 3
"""Vocabularies that are fetched for one message; the next message may have the others fetched."""
BOUNDS = Bounds(largest=VOCABULAIRE.bytes, seconds=TIMEOUT, rate=1_000_000)
MOST_REMEMBERED = 1000


class Vocabulaires:
    """The vocabularies of a service; ``hosts`` are those that it may fetch from, over https."""

    def __init__(self, database: Database, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._hosts = frozenset(hosts)
        self._lock = threading.Lock()
        # Times are of the monotonic clock: a clock that is set back must not keep an answer for ever.
        self._known: dict[str, tuple[float, Vocabulaire | None]] = {}
        self._failures = Mislukkingen()

    def read_in(self, data: bytes, herkomst: str, *, door: Handelende) -> Vocabulaire:
        """Keep the vocabulary of a VDEX file. Raises NietToegestaan, or DocumentOngeldig with every fault."""
        door.require(Actie.TOELATEN)
        vocabulaire = vdex.read(data)
        inhoud = {"vocabulaire": tekst.shown(vocabulaire.identifier), "waarden": len(vocabulaire.termen)}
        with self._database.write() as connection:
            VocabulaireRepository(connection).put(vocabulaire, herkomst)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.UITWISSELING, wat="vocabulaire-ingelezen", door=door, inhoud=inhoud
                ),
            )
        return vocabulaire

    def all(self) -> list[Opgeslagen]:
        """The vocabularies that were read in, and those of the service that were not replaced."""
        with self._database.read() as connection:
            stored = VocabulaireRepository(connection).all()
        present = {opgeslagen.vocabulaire.identifier for opgeslagen in stored}
        shipped = [
            Opgeslagen(vocabulaire, SHIPPED)
            for identifier, vocabulaire in vdex.shipped().items()
            if identifier not in present
        ]
        return [*stored, *shipped]

    def find_all(self, uses: Iterable[Vocabulairegebruik]) -> dict[str, Vocabulaire]:
        """Those of the named vocabularies that are known; a location is the last resort."""
        known: dict[str, Vocabulaire] = {}
        tried = 0
        for uri, locatie in sorted(uses, key=str):
            place = locatie
            if place is not None and self._may_fetch(place, time.monotonic()):
                tried += 1
                if tried > MOST_FETCHED:
                    place = None
            vocabulaire = self.find(uri, place)
            if vocabulaire is not None:
                known[uri] = vocabulaire
        return known

    def find(self, uri: str, locatie: str | None = None) -> Vocabulaire | None:
        """The vocabulary with this URI; None when it is not known, which is not an error."""
        now = time.monotonic()
        with self._lock:
            remembered = self._known.get(uri)
        if remembered is not None:
            moment, known = remembered
            # "Not known" is not good enough for a message that says where the vocabulary can be found.
            if now - moment < REMEMBERED and (known is not None or locatie is None):
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
        """Whether a sender may make us call this address."""
        try:
            parts = urlsplit(locatie)
            # An operator allows a host on the port of https; any other port has to be allowed by its number.
            host = parts.hostname if parts.port in (None, 443) else parts.netloc
        except ValueError:
            return False
        allowed = parts.scheme == "https" and host in self._hosts and parts.username is None
        return allowed and not self._failures.holds(locatie, now)

    def _fetch(self, uri: str, locatie: str, now: float) -> Vocabulaire | None:
        try:
            vocabulaire = vdex.read(_download(locatie))
            if vocabulaire.identifier != uri:
                raise DocumentOngeldig("Daar ligt een ander vocabulaire.")
            with self._database.write() as connection:
                VocabulaireRepository(connection).put(vocabulaire, locatie)
        except (Fout, requests.RequestException, OSError) as error:
            log.warning("a vocabulary could not be fetched from an allowed host: %s", type(error).__name__)
            self._failures.add(locatie, now)
            return None
        return vocabulaire


class Mislukkingen:
    """The addresses that failed less than RETRY seconds ago.

    Senders choose the addresses, so their number has a bound: then the oldest failure is forgotten early.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._moments: dict[str, float] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._moments)

    def holds(self, locatie: str, now: float) -> bool:
        """Whether an address failed so short a time ago that it is not tried again."""
        moment = self._moments.get(locatie)
        return moment is not None and now - moment < RETRY

    def add(self, locatie: str, now: float) -> None:
        """Remember a failure, and forget those that are too long ago to matter."""
        with self._lock:
            # Last in the dict is the newest, so all that has to go is at its beginning.
            self._moments.pop(locatie, None)
            self._moments[locatie] = now
            while len(self._moments) > self._most or now - self._oldest() >= RETRY:
                del self._moments[next(iter(self._moments))]

    def _oldest(self) -> float:
        return next(iter(self._moments.values()))


def _download(locatie: str) -> bytes:
    with (
        Session(locatie, BOUNDS) as session,
        session.get(locatie, timeout=TIMEOUT, allow_redirects=False) as response,
    ):
        response.raise_for_status()
        # A redirect could lead to a host that the operator did not allow.
        if response.is_redirect:
            raise DocumentOngeldig("Het adres verwijst door, en dat wordt niet gevolgd.")
        return response.content
