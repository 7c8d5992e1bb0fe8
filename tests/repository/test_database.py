"""The two databases: migrations, transactions, and what it looks like when one is away."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError

from tests.support.fresh_databases import DATABASES
from tests.support.migrations import downgrade
from tests.support.places import ROOT
from uwlr_service.domain.fouten import DatabaseNieuwer, DatabaseOnbereikbaar
from uwlr_service.domain.toezicht.schemastand import Schemastand
from uwlr_service.repository import migrating
from uwlr_service.repository.applied import newest_migration
from uwlr_service.repository.database import Database, is_absent
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
    assert empty.schemastand() is Schemastand.ACHTER
    empty.upgrade()
    assert empty.schemastand() is Schemastand.GELIJK
    with empty.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_one_that_alembic_finds(empty: Database) -> None:
    with empty.read() as connection:
        script = ScriptDirectory.from_config(migrating.configuration(connection))
    assert newest_migration() == script.get_current_head()


def test_a_database_one_migration_behind_is_not_current(empty: Database) -> None:
    empty.upgrade()
    downgrade(empty, "-1")
    assert empty.schemastand() is Schemastand.ACHTER
    empty.upgrade()
    assert empty.schemastand() is Schemastand.GELIJK


def test_a_database_of_a_newer_version_is_said_to_be_one_and_left_alone(empty: Database) -> None:
    empty.upgrade()
    with empty.write() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(DatabaseNieuwer, match="nieuwere versie"):
        empty.schemastand()
    with pytest.raises(DatabaseNieuwer):
        empty.upgrade()
    with empty.read() as connection:
        assert connection.execute(text("select version_num from alembic_version")).scalar() == "9999"


def test_a_service_that_does_not_migrate_does_not_load_alembic() -> None:
    code = "import sys, uwlr_service.app; sys.exit('alembic' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    empty.upgrade()
    empty.upgrade()
    assert empty.schemastand() is Schemastand.GELIJK


def test_migrations_can_be_taken_back_to_nothing(empty: Database) -> None:
    empty.upgrade()
    downgrade(empty, "base")
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


def test_a_snapshot_streams_rows_as_they_were_at_its_first_statement(database: Database) -> None:
    numbers = range(10)
    with database.write() as connection:
        connection.execute(school.insert(), [{"dependancecode": "00", "schoolkey": f"S{n}"} for n in numbers])
    statement = select(school.c.schoolkey).order_by(school.c.id).execution_options(yield_per=2)
    with database.snapshot() as snapshot:
        rows = iter(snapshot.execute(statement))
        assert next(rows).schoolkey == "S0"
        with database.write() as connection:
            connection.execute(school.delete())
        assert [row.schoolkey for row in rows] == [f"S{n}" for n in numbers[1:]]
    with database.read() as connection:
        assert connection.execute(select(school)).all() == []


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
    [
        "postgresql://nobody@127.0.0.1:1/nothing",
        "postgresql://nobody@127.0.0.1:1/nothing?onzin=1",
        "sqlite:////dev/null/uwlr.sqlite",
        "onzin://nobody@127.0.0.1:1/nothing",
    ],
    ids=["postgresql", "an option that is not there", "sqlite", "a kind that is not there"],
)
def test_a_database_that_is_away_is_said_in_our_own_words(url: str) -> None:
    with pytest.raises(DatabaseOnbereikbaar, match="niet bereikbaar"):
        Database.open(url).ping()


def test_a_mistake_of_our_own_is_not_said_to_be_a_database_that_is_away() -> None:
    database = Database.open("sqlite://")
    with pytest.raises(ProgrammingError), database.read() as connection:
        connection.exec_driver_sql("select ?, ?", (1,))
    with database.write() as connection:
        connection.exec_driver_sql("create table t (x integer not null)")
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.exec_driver_sql("insert into t values (null)")
    database.close()


def test_only_a_file_that_was_never_made_is_absent(tmp_path: Path) -> None:
    path = tmp_path / "uwlr.sqlite"
    assert is_absent(f"sqlite:///{path}")
    path.touch()
    assert not is_absent(f"sqlite:///{path}")
    assert not is_absent(f"sqlite:///{path}/below.sqlite")


def test_a_new_sqlite_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "uwlr.sqlite"
    database = Database.open(f"sqlite:///{path}")
    database.upgrade()
    assert path.parent.stat().st_mode & 0o077 == 0
    for file in path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file
    database.close()
