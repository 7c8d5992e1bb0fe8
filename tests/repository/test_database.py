"""The two databases: migrations, transactions, and what it looks like when one is away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from tests.support.fresh_databases import DATABASES
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository import database as module
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.schema.school import school


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "postgresql":
        with request.getfixturevalue("postgres").empty() as url:
            opened = Database.open(url)
            yield opened
            opened.close()
    else:
        opened = Database.open(f"sqlite:///{tmp_path / 'new' / 'uwlr.sqlite'}")
        yield opened
        opened.close()


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_migrations_give_the_tables_of_the_schema(empty: Database) -> None:
    assert not empty.is_current()
    empty.upgrade()
    assert empty.is_current()
    with empty.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    empty.upgrade()
    empty.upgrade()
    assert empty.is_current()


def test_migrations_can_be_taken_back_to_nothing(empty: Database) -> None:
    empty.upgrade()
    with empty.write() as connection:
        command.downgrade(module._alembic(connection), "base")
    assert tables(empty) <= {"alembic_version"}
    empty.upgrade()
    assert tables(empty) == {*metadata.tables, "alembic_version"}


def test_an_exception_takes_the_whole_transaction_back(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as connection:
            connection.execute(school.insert().values(brincode="99XX", dependancecode="00"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    with database.read() as connection:
        assert connection.execute(select(school)).all() == []


def test_a_reader_sees_nothing_before_the_commit(database: Database) -> None:
    with database.write() as writer:
        writer.execute(school.insert().values(brincode="99XX", dependancecode="00"))
        with database.read() as reader:
            assert reader.execute(select(school)).all() == []
    with database.read() as reader:
        assert len(reader.execute(select(school)).all()) == 1


def test_confirmed_is_confirmed_on_sqlite(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'uwlr.sqlite'}")
    with database.read() as connection:
        pragmas = {
            name: connection.execute(text(f"pragma {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    "url",
    ["postgresql://nobody@127.0.0.1:1/nothing", "sqlite:////dev/null/uwlr.sqlite"],
    ids=["postgresql", "sqlite"],
)
def test_a_database_that_is_away_is_said_in_our_own_words(url: str) -> None:
    with pytest.raises(DatabaseOnbereikbaar, match="niet bereikbaar"):
        Database.open(url).ping()


def test_a_new_sqlite_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "uwlr.sqlite"
    database = Database.open(f"sqlite:///{path}")
    database.upgrade()
    assert path.parent.stat().st_mode & 0o077 == 0
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    database.close()
