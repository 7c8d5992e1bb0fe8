"""The night's work: every package of every link, once and only once."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DatabaseOnbereikbaar, Fout, Geweigerd, OpslagOnbruikbaar
from uwlr_service.domain.gkv.nacht import ATTEMPTS, LEASE, Nachttaak, Rij, Uitkomst, Venster
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.schijf import volmelder
from uwlr_service.uitwisseling.gkv.levering import Leveringen

log = logging.getLogger(__name__)

AWAY = "De database was niet bereikbaar."
PAKKETTEN = "de pakketten"
STILGEVALLEN = "De taak is telkens stilgevallen zonder een fout te melden."


class Nacht:
    """Works through a night; any number of workers may do so at once, and each may be killed."""

    def __init__(
        self, database: Database, leveringen: Leveringen, venster: Venster, lease: timedelta = LEASE
    ) -> None:
        self._database = database
        self._leveringen = leveringen
        self._lease = lease
        self._dropped: list[Nachttaak] = []
        """What this worker claimed, and could not say the end of."""
        self.venster = venster

    def tick(self, clock: Callable[[], datetime] = tijd.now) -> int:
        """Make all that there is to make at this moment; returns how many packages were dealt with.

        Outside the window nothing is made. What was begun within it is finished.
        """
        nacht = self.venster.nacht(clock())
        if nacht is None:
            return 0
        return self.work(nacht, clock, lambda: self.venster.nacht(clock()) == nacht)

    def work(self, nacht: date, clock: Callable[[], datetime], proceed: Callable[[], bool]) -> int:
        """Plan a night and make its packages as long as there are any, and ``proceed`` says so."""
        self.plan(nacht, clock())
        done = 0
        while proceed() and self.make(nacht, clock()) is not None:
            done += 1
        if done:
            self._leveringen.purge(clock())
        return done

    def plan(self, nacht: date, moment: datetime) -> int:
        """Write down the packages of a night that are not there yet; returns how many."""
        with self._database.write() as connection:
            taken = NachttaakRepository(connection)
            taken.give_up(nacht, moment, STILGEVALLEN)
            return taken.plan(nacht, moment)

    def due(self, nacht: date, moment: datetime) -> list[Rij]:
        """The packages whose time has come and that no worker has in hand; spread over the window."""
        with self._database.read() as connection:
            return NachttaakRepository(connection).due(nacht, moment, self.venster.reach(nacht, moment))

    def reopen(self, nacht: date) -> int:
        """Let what was refused or failed in a night be tried anew; returns how many packages."""
        with self._database.write() as connection:
            return NachttaakRepository(connection).reopen(nacht)

    def make(self, nacht: date, moment: datetime, rij: Rij | None = None) -> Uitkomst | None:
        """Make the next package of a night, or exactly the one that is named; returns what became of it.

        None when there was nothing to do: it is done, or another worker has it in hand.
        """
        # This need not wait for the disk: a claim that a crash undoes is claimed anew, and the proof of the
        # first one no longer holds.
        with self._database.write(durable=False) as connection:
            taak = NachttaakRepository(connection).claim(nacht, moment, rij, lease=self._lease)
        if taak is None:
            return None
        try:
            return self._make(taak, moment)
        except DatabaseOnbereikbaar:
            self._dropped.append(taak)
            raise

    def give_back(self, moment: datetime) -> None:
        """Let go of what this worker had in hand when the database went away, so that nobody waits for it.

        If its package was published all the same, its row has no proof any more, and stays as it is.
        """
        dropped = list(self._dropped)
        if not dropped:
            return
        with self._database.write() as connection:
            rows = NachttaakRepository(connection)
            for taak in dropped:
                rows.finish(taak, Uitkomst.WACHT, moment, reden=AWAY)
        self._dropped = [taak for taak in self._dropped if taak not in dropped]

    def _make(self, taak: Nachttaak, moment: datetime) -> Uitkomst:
        which = {"koppeling": taak.koppeling, "school": str(taak.school)}
        try:
            self._leveringen.make(taak.koppeling, taak.school, moment=moment, taak=taak)
        except Geweigerd as fout:
            return self._finish(taak, Uitkomst.GEWEIGERD, moment, fout.tekst)
        except OpslagOnbruikbaar as fout:
            volmelder.tell(fout, PAKKETTEN)
            log.exception("storage unusable", extra={**which, "opslag": fout.plaats})
            return self._retry(taak, moment, fout.tekst)
        except Fout as fout:
            return self._retry(taak, moment, fout.tekst)
        except Exception as error:
            volmelder.tell(error, PAKKETTEN)
            log.exception("delivery failed", extra=which)
            return self._retry(taak, moment, "Er is een interne fout opgetreden.")
        return Uitkomst.GEMAAKT

    def purge(self, before: datetime) -> int:
        """Forget the nights before a moment; returns how many packages those had."""
        with self._database.write() as connection:
            return NachttaakRepository(connection).purge(tijd.today(before))

    def _retry(self, taak: Nachttaak, moment: datetime, reden: str) -> Uitkomst:
        if taak.pogingen < ATTEMPTS:
            return self._finish(taak, Uitkomst.WACHT, moment, reden)
        return self._finish(taak, Uitkomst.MISLUKT, moment, reden)

    def _finish(self, taak: Nachttaak, uitkomst: Uitkomst, moment: datetime, reden: str) -> Uitkomst:
        with self._database.write() as connection:
            NachttaakRepository(connection).finish(taak, uitkomst, moment, reden=reden)
        return uitkomst
