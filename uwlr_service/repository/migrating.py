"""Brings a database to the tables of this version, with Alembic, also while programs use it.

Migrations that change or take away what the program before them uses are applied with all before them in one
transaction: that program has to stand still. Those that only add come after them, each in a transaction of
its own that waits for no lock for long: who comes after a migration that waits for a table has to wait too.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext, MigrationInfo
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, delete, insert, inspect, text

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.domain.fouten.weigering import DatabaseBezet
from uwlr_service.domain.toezicht.schemastand import Migratiesoort
from uwlr_service.repository.available import is_lock_taken
from uwlr_service.repository.schema.herstel import migratie

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = text("select set_config('lock_timeout', :milliseconds, true)")
ALONE = text("select pg_advisory_xact_lock(4805)")
"""Keeps a second upgrade from doing the same beside this one; the number is ours, and has no meaning."""
LOCK_MILLISECONDS = 200
"""How long a table is waited for. PostgreSQL looks for deadlocks after a second: it never ends a caller."""
PAUSE_SECONDS = 1.0
"""Between two tries, for those who came behind."""
PATIENCE_SECONDS = 600
"""How long it is tried: a backup keeps every table until it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Migrations that are applied together; ``last`` is the number of the last one."""

    last: str
    only_adds: bool
    in_transaction: bool
    """False for an index that PostgreSQL makes beside those who write, which it does in no transaction."""


def steps(connection: Connection) -> list[Step]:
    """What is to be applied, in its order; empty when nothing is."""
    scripts = ScriptDirectory.from_config(configuration(connection))
    heads = MigrationContext.configure(connection).get_current_heads()
    pending = list(scripts.iterate_revisions("head", heads or "base"))[::-1]
    return list(_steps(pending))


def _steps(pending: Sequence[Script]) -> Iterator[Step]:
    changing = [script for script in pending if _soort(script) != Migratiesoort.EXPAND]
    rest = pending
    if changing:
        last = changing[-1]
        rest = pending[pending.index(last) + 1 :]
        yield Step(last=last.revision, only_adds=False, in_transaction=True)
    for script in rest:
        in_transaction = getattr(script.module, "in_transaction", True)
        yield Step(last=script.revision, only_adds=True, in_transaction=in_transaction)


def apply(connection: Connection, step: Step) -> None:
    """Apply the migrations of a step, unless they were meanwhile."""
    if connection.dialect.name == "postgresql" and step.in_transaction:
        if step.only_adds:
            limit_wait(connection)
        connection.execute(ALONE)
    command.upgrade(configuration(connection), step.last)


def limit_wait(connection: Connection) -> None:
    """Let a transaction on PostgreSQL fail when it waits too long for a lock."""
    connection.execute(LOCK, {"milliseconds": str(LOCK_MILLISECONDS)})


def patiently(attempt: Callable[[], None]) -> None:
    """Try until no lock stands in the way. Raises DatabaseBezet when that takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            attempt()
            return
        except DatabaseOnbereikbaar as error:
            if not is_lock_taken(error):
                raise
            if time.monotonic() > until:
                raise DatabaseBezet from error
        time.sleep(PAUSE_SECONDS)


def configuration(connection: Connection) -> Config:
    """The configuration of Alembic; ``migrations/env.py`` finds the connection in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("recursive_version_locations", "true")
    config.attributes["connection"] = connection
    return config


def note(ctx: MigrationContext, step: MigrationInfo, *_: object, **__: object) -> None:
    """Write down which kind was applied, for programs that do not have its file; Alembic calls this."""
    connection = cast(Connection, ctx.connection)
    script = cast(Script, step.up_revision)
    soort = _soort(script)
    if soort is None:  # of before 0049, when there was no table for it
        return
    if step.is_upgrade:
        connection.execute(insert(migratie).values(nummer=script.revision, soort=soort))
    elif inspect(connection).has_table(migratie.name):
        connection.execute(delete(migratie).where(migratie.c.nummer == script.revision))


def _soort(script: Script) -> str | None:
    return getattr(script.module, "soort", None)
