"""What became of the packages of a night, for whoever looks on: operator, school, partner or Prometheus."""

from collections.abc import Mapping
from datetime import date, datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.nacht import Uitkomst
from uwlr_service.domain.nachtverslag import Nachtverslag
from uwlr_service.repository.database import Database
from uwlr_service.repository.nachttaken import NachttaakRepository


class Nachtverslagen:
    """Reads the ledger of the nights."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def report(self, nacht: date, moment: datetime | None = None) -> Nachtverslag:
        """What was made in a night, what not, and why, as it stands now."""
        with self._database.read() as connection:
            taken = NachttaakRepository(connection).of_night(nacht)
        return Nachtverslag(nacht, moment or tijd.now(), tuple(taken))

    def totals(self, nacht: date) -> Mapping[Uitkomst, int]:
        """How many packages of a night there are of each outcome; every outcome is in it."""
        with self._database.read() as connection:
            return NachttaakRepository(connection).totals(nacht)
