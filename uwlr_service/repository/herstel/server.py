"""What the server of the database says of itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from uwlr_service.repository.database import Database
from uwlr_service.repository.replica import Replica


@dataclass(frozen=True, slots=True, kw_only=True)
class Databaseserver:
    """The program behind the database.

    ``klok`` and ``verbindingen`` are None where there is no server: SQLite reads the clock of this process,
    and lets in whoever opens the file.
    """

    naam: str
    versie: str
    klok: datetime | None
    verbindingen: int | None


def describe(connection: Connection) -> Databaseserver:
    """Ask for its version, its clock and how many it lets in."""
    if connection.dialect.name == "sqlite":
        versie = connection.execute(select(func.sqlite_version())).scalar_one()
        return Databaseserver(naam="SQLite", versie=versie, klok=None, verbindingen=None)
    row = connection.execute(
        select(
            func.current_setting("server_version").label("versie"),
            func.clock_timestamp().label("klok"),
            func.current_setting("max_connections").label("verbindingen"),
        )
    ).one()
    # Behind the number stands what a packager adds: "15.14 (Debian 15.14-0+deb12u1)".
    return Databaseserver(
        naam="PostgreSQL",
        versie=str(row.versie).partition(" ")[0],
        klok=row.klok,
        verbindingen=int(row.verbindingen),
    )


PID = text("select pg_backend_pid()")
LOOKS = 3
"""Fewer than after which a statement is left prepared, which is what goes wrong behind such a pooler."""


def is_pooled(database: Database) -> bool:
    """Whether a pooler lets our connections have one of the server by turns, as in its transaction mode.

    One that is busy can hide it, and is then taken for none. Raises DatabaseOnbereikbaar.
    """
    if database.dialect == "sqlite":
        return False
    with database.read() as first, database.read() as second:
        # Each connection to PostgreSQL itself has a process of its own there for as long as it lasts.
        return any(first.scalar(PID) == second.scalar(PID) for _ in range(LOOKS))


WRITTEN = text("""
    select pg_current_wal_lsn() - '0/0'::pg_lsn, (select system_identifier from pg_control_system()),
        (select oid from pg_database where datname = current_database())
""")
"""How many bytes the log has in all, and the numbers of the cluster and of the database in it."""
REPLAYED = text("""
    select case when pg_is_in_recovery() then pg_last_wal_replay_lsn() - '0/0'::pg_lsn end,
        (select system_identifier from pg_control_system()),
        (select oid from pg_database where datname = current_database()),
        exists (select from pg_stat_wal_receiver)
""")
"""The same of a replica; no bytes where nothing is replayed, because it is none, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicastand:
    """A replica beside its primary; ``achter`` is None where the server replays nothing.

    ``achter`` is in bytes of the log of PostgreSQL, ``is_van_ons`` whether it is a copy of this database,
    ``ontvangt`` whether it is connected to a server that it follows.
    """

    achter: int | None
    is_van_ons: bool
    ontvangt: bool


def describe_replica(database: Database, replica: Replica) -> Replicastand | None:
    """How a replica does; None if it gives no answer. Raises DatabaseOnbereikbaar for the primary."""
    with database.read() as connection:
        written, *ours = connection.execute(WRITTEN).one()
    try:
        row = replica.ask(REPLAYED)
    except SQLAlchemyError:
        return None
    replayed, *theirs, receives = tuple(row)
    achter = None if replayed is None else max(int(written - replayed), 0)
    return Replicastand(achter=achter, is_van_ons=ours == theirs, ontvangt=receives)
