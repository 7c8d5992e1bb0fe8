"""The night's work: every package of every link, once and only once, and a report in the morning."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Fout, Geweigerd
from uwlr_service.domain.nacht import ATTEMPTS, Nachttaak, Uitkomst, Venster
from uwlr_service.repository.database import Database
from uwlr_service.repository.nachttaken import NachttaakRepository
from uwlr_service.uitwisseling.levering import Leveringen

log = logging.getLogger(__name__)


class Nacht:
    """Works through a night; any number of workers may do so at once, and each may be killed."""

    def __init__(self, database: Database, leveringen: Leveringen, venster: Venster) -> None:
        self._database, self._leveringen, self._venster = database, leveringen, venster

    def tick(self, clock: Callable[[], datetime] = tijd.now) -> int:
        """Do what there is to do at this moment; returns how many packages were dealt with.

        Outside the window nothing is made. What was begun within it is finished.
        """
        nacht = self._venster.nacht(clock())
        if nacht is None:
            return 0
        self.plan(nacht, clock())
        done = 0
        while self._venster.nacht(clock()) == nacht and self.do_next(nacht, clock()):
            done += 1
        if done:
            self._leveringen.purge(clock())
        return done

    def plan(self, nacht: date, moment: datetime) -> int:
        """Write down the packages of a night that are not there yet; returns how many."""
        with self._database.write() as connection:
            return NachttaakRepository(connection).plan(nacht, moment)

    def do_next(self, nacht: date, moment: datetime) -> bool:
        """Make one package of a night; False when none is left."""
        with self._database.write() as connection:
            taak = NachttaakRepository(connection).claim(nacht, moment)
        if taak is None:
            return False
        try:
            self._leveringen.make(taak.koppeling, taak.school, moment=moment, taak=taak)
        except Geweigerd as fout:
            self._finish(taak, Uitkomst.GEWEIGERD, moment, fout.tekst)
        except Fout as fout:
            self._retry(taak, moment, fout.tekst)
        except Exception:
            log.exception("levering mislukt", extra={"koppeling": taak.koppeling, "school": str(taak.school)})
            self._retry(taak, moment, "Er is een interne fout opgetreden; zie het logboek.")
        return True

    def report(self, nacht: date) -> list[Nachttaak]:
        """What was made in a night, what not, and why."""
        with self._database.read() as connection:
            return NachttaakRepository(connection).of_night(nacht)

    def _retry(self, taak: Nachttaak, moment: datetime, reden: str) -> None:
        again = taak.pogingen < ATTEMPTS
        self._finish(taak, Uitkomst.WACHT if again else Uitkomst.MISLUKT, moment, reden)

    def _finish(self, taak: Nachttaak, uitkomst: Uitkomst, moment: datetime, reden: str) -> None:
        with self._database.write() as connection:
            NachttaakRepository(connection).finish(taak, uitkomst, moment, reden=reden)
