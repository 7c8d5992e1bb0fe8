"""Migrations that only add do nothing else, and nobody waits for one that waits.

``tests/e2e/uitgave`` has programs of two releases beside each other.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import psycopg
import pytest
import sqlalchemy as sa
from alembic import op
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory

from tests.repository.test_applied import FIRST
from tests.support.databases import Cluster
from tests.support.migrations import downgrade
from tests.support.uitgave.uitbreiding import faults
from uwlr_service.domain.fouten.weigering import DatabaseBezet
from uwlr_service.domain.toezicht.schemastand import Migratiesoort, Schemastand
from uwlr_service.repository import migrating
from uwlr_service.repository.database import Database

Upgrade = Callable[[], object]


def marked() -> list[Script]:
    """The migrations that say what kind they are, or should, in their order."""
    with_database = Database.open("sqlite://")
    with with_database.read() as connection:
        scripts = ScriptDirectory.from_config(migrating.configuration(connection))
    with_database.close()
    return [script for script in reversed(list(scripts.walk_revisions())) if int(script.revision) >= FIRST]


def test_each_says_what_kind_it_is() -> None:
    assert len(marked()) > 0
    assert [script.revision for script in marked() if script.module.soort not in set(Migratiesoort)] == []


def test_those_that_are_said_to_add_only_add(database: Database) -> None:
    downgrade(database, f"{FIRST - 1:04d}")
    wrong = []
    for script in marked():
        is_apart = database.dialect == "postgresql" and not getattr(script.module, "in_transaction", True)
        with database.read() if is_apart else database.write() as connection:
            found = faults(connection, script.module.upgrade)
        if script.module.soort == Migratiesoort.EXPAND:
            wrong += found
    assert wrong == []


class Undone(Exception):
    """What was tried does not stay."""


@pytest.fixture(scope="module")
def migrated(postgres: Cluster) -> Iterator[Database]:
    """A database on which nothing stays that is tried here."""
    with postgres.migrated() as url:
        opened = Database.open(url)
        yield opened
        opened.close()


def judged(database: Database, upgrade: Upgrade) -> list[str]:
    found = []
    with suppress(Undone), database.write() as connection:
        found = faults(connection, upgrade)
        raise Undone
    return found


def add_what_may_be_added() -> None:
    op.create_table(
        "bij",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "school_id",
            sa.Integer,
            sa.ForeignKey("school.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("code", sa.String(8), unique=True),
    )
    op.execute("insert into bij (id, school_id) select id, id from school")
    op.add_column("school", sa.Column("bij", sa.Text(), nullable=True))
    op.add_column("school", sa.Column("teller", sa.Integer(), nullable=False, server_default="0"))


@pytest.mark.postgres
def test_what_may_be_added_is_not_judged_wrong(migrated: Database) -> None:
    assert judged(migrated, add_what_may_be_added) == []


def refer_and_hold() -> None:
    op.create_table("bij", sa.Column("school_id", sa.Integer, sa.ForeignKey("school.id"), primary_key=True))


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("upgrade", "said"),
    [
        (lambda: op.drop_table("levensteken"), "levensteken: is gone"),
        (lambda: op.drop_column("levensteken", "machine"), "machine is gone"),
        (lambda: op.alter_column("levensteken", "machine", new_column_name="host"), "machine is gone"),
        (lambda: op.rename_table("levensteken", "teken"), "levensteken: is gone"),
        (lambda: op.alter_column("levensteken", "versie", type_=sa.String(8)), "another column"),
        (lambda: op.alter_column("klant", "naam", nullable=True), "another column"),
        (lambda: op.alter_column("levensteken", "versie", server_default="1"), "another column"),
        (lambda: op.add_column("school", sa.Column("x", sa.Integer(), nullable=False)), "no default"),
        (
            lambda: op.add_column("school", sa.Column("x", sa.Float(), server_default=sa.func.random())),
            "worked out for every row",
        ),
        (
            lambda: op.add_column("school", sa.Column("x", sa.Integer, sa.ForeignKey("klant.id"))),
            "its constraints are others",
        ),
        (lambda: op.create_unique_constraint("uq_x", "levensteken", ["machine"]), "constraints are others"),
        (lambda: op.create_check_constraint("x", "levensteken", "versie > '0'"), "constraints are others"),
        (lambda: op.create_index("ix_x", "levensteken", ["machine"], unique=True), "ix_x is unique"),
        (lambda: op.create_index("ix_x", "levensteken", ["machine"]), "postgresql_concurrently"),
        (lambda: op.execute("update school set schoolkey = schoolkey"), "does more than add"),
        (lambda: op.execute("delete from school"), "does more than add"),
        (lambda: op.execute("insert into school (dependancecode) values ('00')"), "does more than add"),
        (refer_and_hold, "keeps rows of school from being deleted"),
    ],
)
def test_what_does_more_than_add_is_found(migrated: Database, upgrade: Upgrade, said: str) -> None:
    assert said in str(judged(migrated, upgrade))


def test_an_index_that_goes_is_found(database: Database) -> None:
    with database.read() as connection:
        table, index = next(
            (table, index["name"])
            for table in sa.inspect(connection).get_table_names()
            for index in sa.inspect(connection).get_indexes(table)
            if "duplicates_constraint" not in index
        )
    assert index is not None
    assert f"{index} is gone" in str(judged(database, lambda: op.drop_index(index, table)))


@pytest.mark.postgres
def test_one_that_comes_too_late_for_its_lock_gives_up_in_a_sentence(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here another upgrade has the lock that each takes first."""
    monkeypatch.setattr(migrating, "PATIENCE_SECONDS", 0)
    with postgres.migrated() as url, psycopg.connect(url.replace("+psycopg", "")) as other:
        database = Database.open(url)
        downgrade(database, f"{FIRST - 1:04d}")
        other.execute("select pg_advisory_xact_lock(4805)")
        with pytest.raises(DatabaseBezet, match="houdt een tabel van de database vast"):
            database.upgrade()
        assert database.schemastand() is Schemastand.ACHTER
        other.rollback()
        database.upgrade()
        assert database.schemastand() is Schemastand.GELIJK
        database.close()


@pytest.mark.postgres
def test_nobody_waits_long_behind_one_that_waits_for_a_table(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader gives up after three seconds; the lock that the migration wants is held until it has read."""
    monkeypatch.setattr(migrating, "PAUSE_SECONDS", 0.1)
    tries: list[int] = []
    add = partial(op.add_column, "school", sa.Column("bij", sa.Text()))
    with postgres.migrated() as url, psycopg.connect(url.replace("+psycopg", "")) as backup:
        database = Database.open(url)
        backup.execute("lock table school in access share mode")

        def attempt() -> None:
            tries.append(len(tries))
            with database.write() as connection, Operations.context(MigrationContext.configure(connection)):
                migrating.limit_wait(connection)
                add()

        waiting = threading.Thread(target=migrating.patiently, args=(attempt,))
        waiting.start()
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as reader:
            reader.execute("set statement_timeout = '3s'")
            while len(tries) < 4:
                reader.execute("select count(*) from school")
        backup.rollback()
        waiting.join()
        with database.read() as connection:
            assert "bij" in {column["name"] for column in sa.inspect(connection).get_columns("school")}
        database.close()
