"""Which migrations a database has, and whether this program can work on it.

Alembic's own table says which one was applied last. An older program does not have the files of the newer
ones, so from 0049 on a table of ours says of each of them what kind it is.
"""

import functools
from pathlib import Path

from sqlalchemy import Connection, Select, column, inspect, select, table

from uwlr_service.domain.fouten import DatabaseNieuwer
from uwlr_service.domain.toezicht.schemastand import Migratiesoort, Schemastand
from uwlr_service.repository.schema.herstel import migratie

VERSIONS = Path(__file__).parent / "migrations" / "versions"
APPLIED_TABLE = "alembic_version"
"""Alembic's own table: one row, with the number of the migration that was applied last."""
APPLIED: Select[str] = select(column("version_num")).select_from(table(APPLIED_TABLE))


def schemastand(connection: Connection) -> Schemastand:
    """Whether this program can work on a database, in one question as long as no newer one was there.

    Raises DatabaseNieuwer if a newer program did more than add.
    """
    if not inspect(connection).has_table(APPLIED_TABLE):
        return Schemastand.ACHTER
    applied = connection.execute(APPLIED).scalars().all()
    if not known_migrations().issuperset(applied):
        _require_added_only(connection, applied[0])
        return Schemastand.VOOR
    return Schemastand.GELIJK if applied == [newest_migration()] else Schemastand.ACHTER


def _require_added_only(connection: Connection, last: str) -> None:
    """Raise DatabaseNieuwer unless all that this program does not know is of the kind that only adds."""
    if not inspect(connection).has_table(migratie.name):
        raise DatabaseNieuwer
    soorten = {row.nummer: row.soort for row in connection.execute(select(migratie))}
    unknown = soorten.keys() - known_migrations()
    # One that has no kind has no row. That our own last one is there says that nothing of ours is missing.
    is_complete = {last, newest_migration()} <= soorten.keys()
    if not is_complete or any(soorten[nummer] != Migratiesoort.EXPAND for nummer in unknown):
        raise DatabaseNieuwer


@functools.cache
def newest_migration() -> str:
    """The number of the last migration that this version of the service knows.

    Alembic would say the same, but a process that only serves need not import it.
    """
    return max(known_migrations())


@functools.cache
def known_migrations() -> frozenset[str]:
    """The numbers of all migrations that this version of the service knows."""
    return frozenset(path.stem.partition("_")[0] for path in VERSIONS.rglob("[0-9]*.py"))
