"""The database that a test on PostgreSQL leaves behind is as good as a new one for the next test."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.support.databases import Cluster, cluster, postgres_binaries
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.basis import metadata
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

pytestmark = pytest.mark.postgres
SEQUENCES = "select sequencename, last_value from pg_sequences order by sequencename"
COLUMN = "alter table school add column kleur text"
SETTING = "alter database {name} set default_transaction_read_only = on"
MANY = "insert into alembic_version select number::text from generate_series(1, 400000) number"


@pytest.fixture(scope="module")
def own() -> Iterator[Cluster]:
    """A cluster in which nobody else leaves databases behind."""
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("this machine has no PostgreSQL server binaries")
    with cluster(binaries) as made:
        yield made


def name_of(url: str) -> str:
    """The name of a database."""
    return url.rpartition("/")[2]


def connected(url: str) -> psycopg.Connection:
    """A connection to a database, in which each statement is a transaction."""
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def identity(url: str) -> object:
    """By which number the server itself knows a database."""
    with connected(url) as connection:
        return connection.execute("select oid from pg_database where datname = current_database()").fetchone()


def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """All that a database holds: the rows of each table, and how far each sequence is."""
    with connected(url) as connection:
        rows = {
            name: connection.execute(f"select * from {name} order by 1".encode()).fetchall()
            for name in metadata.tables
        }
        return {**rows, "sequences": connection.execute(SEQUENCES).fetchall()}


def use(url: str) -> None:
    """Store a school and a link, with the lines of the log and of the journal that follow."""
    database = Database.open(url)
    EdexmlUitwisseling(database).store(schoolgegevens())
    beheer = Koppelingbeheer(database, b"x" * 32)
    beheer.add(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR)
    database.close()


def test_it_is_used_again_as_it_was_when_it_was_migrated(own: Cluster) -> None:
    with own.migrated() as url:
        first = identity(url)
        fresh = contents(url)
        use(url)
        used = contents(url)
    assert sum(used[name] != fresh[name] for name in used) > 10
    with own.migrated() as url:
        assert identity(url) == first
        assert contents(url) == fresh


def test_two_tests_at_once_have_one_each(own: Cluster) -> None:
    with own.migrated() as url, own.migrated() as another:
        assert identity(url) != identity(another)
        use(url)
        use(another)


@pytest.mark.parametrize("change", [COLUMN, SETTING, MANY, "drop table logregel cascade"])
def test_one_that_was_changed_otherwise_is_not(own: Cluster, change: str) -> None:
    with own.migrated() as url:
        first = identity(url)
        fresh = contents(url)
        own.execute(change.format(name=name_of(url)), name_of(url))
    with own.migrated() as url:
        assert identity(url) != first
        assert contents(url) == fresh


def test_what_a_test_left_running_does_not_reach_the_next(own: Cluster) -> None:
    with own.migrated() as url:
        left = connected(url)
        left.execute("begin")
        left.execute("update logkop set regel = 7")
    with own.migrated() as another:
        with pytest.raises(psycopg.OperationalError):
            left.execute("commit")
        with pytest.raises(psycopg.OperationalError):
            connected(url)
        assert contents(another)["logkop"][0][2] == 0
    left.close()
