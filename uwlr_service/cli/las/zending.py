"""Files on their way to the service: those that changed, some schools at a time."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

from uwlr_service.cli.las import antwoorden
from uwlr_service.cli.las.bestanden import Bestand, by_school, content_of, unreadable
from uwlr_service.cli.las.stand import Stand
from uwlr_service.cli.las.uitkomst import Uitkomst, Uitslag
from uwlr_service.client.fouten import LasGeweigerd, Onbereikbaar
from uwlr_service.client.las import LasClient, Toestemming
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.bestandskop import Bestandsoort

PLACED = "geplaatst"
NOT_TRIED = "Niet geprobeerd: de dienst was er ook voor andere scholen niet."
NOT_THIS_CALLER = (401, 403)
"""The statuses that every other file would meet as well."""
STORED_EVERY = 1.0
"""Seconds between two times that the state is written; what is sent again because of that changes nothing."""
GIVEN_UP = 10
"""Schools in a row that did not reach the service, after which the others are not tried."""


class Zending:
    """One run: what changed since the state was written goes to the service, and the state remembers it.

    ``parallel`` is how many schools at a time. Only the thread that runs it touches the state.
    """

    def __init__(
        self, clients: Callable[[], LasClient], stand: Stand, toestemming: Toestemming, parallel: int
    ) -> None:
        self._clients = clients
        self._stand = stand
        self._toestemming = toestemming
        self._parallel = parallel
        self._own = threading.local()
        self._opened: list[LasClient] = []
        self._stopped = threading.Event()
        self._stored = time.monotonic()

    def run(self, bestanden: Iterable[Bestand], *, everything: bool = False) -> Iterator[Uitslag]:
        """Send the files that changed, or all; what came of each, as it becomes known.

        Raises LasGeweigerd if the service refuses this caller, and OSError if the state cannot be written.
        """
        changed = []
        for bestand in bestanden:
            if everything or not self._is_known(bestand):
                changed.append(bestand)
            else:
                yield Uitslag(path=bestand.path, bestand=bestand, uitkomst=Uitkomst.BEKEND)
        if changed:
            yield from self._run(changed)

    def _is_known(self, bestand: Bestand) -> bool:
        """Whether the service has just this, as far as is known here."""
        placed: Mapping[str, str] = self._stand.inhoud.get(PLACED, {})
        return placed.get(bestand.plaats) == bestand.sha256

    def _run(self, bestanden: Iterable[Bestand]) -> Iterator[Uitslag]:
        missed = 0
        with ThreadPoolExecutor(self._parallel, thread_name_prefix="las-push") as executor:
            running = [executor.submit(self._school, together) for together in by_school(bestanden)]
            try:
                for future in as_completed(running):
                    for uitslag in future.result():
                        self._remember(uitslag)
                        missed = missed + 1 if uitslag.uitkomst is Uitkomst.ONBEREIKBAAR else 0
                        yield uitslag
                    if missed >= GIVEN_UP:
                        self._stopped.set()
            finally:
                self._stopped.set()
                for client in self._opened:
                    client.close()
                self._stand.store()

    def _remember(self, uitslag: Uitslag) -> None:
        if uitslag.uitkomst is not Uitkomst.GEPLAATST or uitslag.bestand is None or self._toestemming.proef:
            return
        self._stand.inhoud.setdefault(PLACED, {})[uitslag.bestand.plaats] = uitslag.bestand.sha256
        if time.monotonic() - self._stored >= STORED_EVERY:
            self._stand.store()
            self._stored = time.monotonic()

    def _school(self, bestanden: Sequence[Bestand]) -> list[Uitslag]:
        """Send the files of a school one after the other: a dossier is judged by the pupils before it."""
        return [self._send(bestand) for bestand in bestanden]

    def _send(self, bestand: Bestand) -> Uitslag:
        if self._stopped.is_set():
            return Uitslag(
                path=bestand.path, bestand=bestand, uitkomst=Uitkomst.ONBEREIKBAAR, tekst=NOT_TRIED
            )
        try:
            antwoord = self._put(bestand)
        except LasGeweigerd as fout:
            if fout.status in NOT_THIS_CALLER:
                raise
            return antwoorden.refused(bestand, fout)
        except Onbereikbaar as fout:
            return Uitslag(
                path=bestand.path, bestand=bestand, uitkomst=Uitkomst.ONBEREIKBAAR, tekst=fout.tekst
            )
        except (DocumentOngeldig, OSError) as error:
            return unreadable(bestand.path, error, bestand)
        return antwoorden.taken(bestand, antwoord)

    def _put(self, bestand: Bestand) -> Mapping[str, Any]:
        content = content_of(bestand)
        client = self._client()
        put = client.put_dossier if bestand.kop.soort is Bestandsoort.DOSSIER else client.put_gegevens
        # A dossier is the same one under each year.
        jaar = bestand.kop.schooljaar or Schooljaar.current()
        return put(bestand.kop.school, jaar, content, self._toestemming)

    def _client(self) -> LasClient:
        """The client of this thread."""
        client: LasClient | None = getattr(self._own, "client", None)
        if client is None:
            client = self._clients()
            self._own.client = client
            self._opened.append(client)
        return client
