"""What the database says of the installation, for whoever looks it over; nothing is written."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.repository.database import Database, newest_migration
from uwlr_service.repository.herstel.server import Databaseserver, describe
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.toezicht.keten import KetenRepository
from uwlr_service.repository.toezicht.logboek import LogRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Serverstand:
    """The server of the database, and how far its clock is ahead of ours.

    ``onzekerheid`` is how long the question took: the difference cannot be told more precisely than that.
    Both are None for SQLite.
    """

    server: Databaseserver
    migratie: str
    voor: timedelta | None
    onzekerheid: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logstand:
    """The last seal of the log, and the line that waits longest for the next."""

    laatste_zegel: datetime | None
    oudste_wachtende: datetime | None


class Toestand:
    """The state of the installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def server(self) -> Serverstand:
        """What the server of the database says of itself. Raises DatabaseOnbereikbaar."""
        with self._database.read() as connection:
            describe(connection)  # the first question on a connection takes longer than the next
            before = tijd.now()
            server = describe(connection)
            after = tijd.now()
        took = after - before
        return Serverstand(
            server=server,
            migratie=newest_migration(),
            voor=None if server.klok is None else server.klok - (before + took / 2),
            onzekerheid=None if server.klok is None else took,
        )

    def last_backup(self) -> datetime | None:
        """When ``uwlr db backup`` last made one; None if it never did."""
        with self._database.read() as connection:
            return BesluitRepository(connection).last_moment(Besluitsoort.BACKUP)

    def log(self) -> Logstand:
        """How the log is sealed."""
        with self._database.read() as connection:
            zegel = KetenRepository(connection).laatste()
            waiting = LogRepository(connection).oldest_waiting()
        return Logstand(laatste_zegel=None if zegel is None else zegel.moment, oudste_wachtende=waiting)
