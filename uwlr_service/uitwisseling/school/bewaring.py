"""Forgets what is no longer needed, when its retention ends and not before."""

from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.dossiers import DossierRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.uwlr.resultaten import ResultaatRepository
from uwlr_service.repository.uwlr.volgorde import VolgordeRepository

READABLE = timedelta(days=30)
"""How long a LAS can read results at least, however short the retention of what they replaced."""


class Bewaring:
    """Forgets what may not be kept any longer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def purge(self, before: datetime) -> int:
        """Forget the versions of pupil data that were replaced before a moment; returns how many.

        What holds now always stays, however old it is.
        """
        with self._database.write() as connection:
            gone = SchoolgegevensRepository(connection).purge(before)
            return gone + DossierRepository(connection).purge(before)

    def purge_messages(self, before: datetime) -> int:
        """Forget the text of messages with results that came before a moment; returns how many.

        The results themselves stay, each version of them.
        """
        with self._database.write() as connection:
            return ResultaatRepository(connection).purge(before)

    def purge_order(self, before: datetime) -> int:
        """Take messages that a LAS could read until a moment out of the order; returns how many.

        Where nobody reads the order, nobody else gives the messages their numbers.
        """
        with self._database.write() as connection:
            volgorde = VolgordeRepository(connection)
            volgorde.number(tijd.now())
            return volgorde.purge(before)

    def clear_order(self, before: datetime) -> int:
        """The same, but never of what a LAS could read for less than a month."""
        return self.purge_order(min(before, tijd.now() - READABLE))
