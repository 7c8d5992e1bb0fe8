"""The statements of every call: what the driver gets and gives, and what happens when a connection breaks."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import bindparam, literal, select, text

from tests.support.databases import Cluster
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.driver import Prepared
from uwlr_service.repository.schema.koppeling import klant, koppeling

PREPARED = select(text("count(*)")).select_from(text("pg_prepared_statements"))
"""How many statements the connection that asks has prepared in the server."""
BY_NAAM = select(klant.c.id, klant.c.naam, klant.c.code).where(klant.c.naam == bindparam("naam"))
MOMENT = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def known(database: Database) -> Database:
    """A database with two klanten and a link."""
    with database.write() as connection:
        for number, naam in enumerate(("Uitgeverij", "Ouderapp 'Zoë'"), start=1):
            connection.execute(klant.insert().values(id=number, naam=naam, code=f"U{number}"))
        connection.execute(
            koppeling.insert().values(
                id=1, klant_id=1, richting="ophalen", gegevensset="volledig", aangemaakt=MOMENT
            )
        )
    return database


@pytest.fixture
def postgresql(postgres: Cluster) -> Iterator[Database]:
    """A migrated database on PostgreSQL alone."""
    with postgres.migrated() as url:
        opened = Database.open(url)
        yield opened
        opened.close()


def test_the_first_row_is_given_or_none(known: Database) -> None:
    klanten = Prepared(known.driver, BY_NAAM)
    assert klanten.first(naam="Ouderapp 'Zoë'") == [2, "Ouderapp 'Zoë'", "U2"]
    assert klanten.first(naam="niemand") is None
    assert klanten.first(naam=None) is None


def test_values_are_those_of_the_domain(known: Database) -> None:
    statement = select(koppeling.c.aangemaakt, literal(7)).where(koppeling.c.id == bindparam("id"))
    assert Prepared(known.driver, statement).first(id=1) == [MOMENT, 7]


def test_what_another_connection_wrote_is_seen(known: Database) -> None:
    klanten = Prepared(known.driver, BY_NAAM)
    assert klanten.first(naam="nieuw") is None
    with known.write() as connection:
        connection.execute(klant.insert().values(id=3, naam="nieuw", code="U3"))
    assert klanten.first(naam="nieuw") == [3, "nieuw", "U3"]


def test_each_thread_has_a_connection_of_its_own(known: Database) -> None:
    klanten = Prepared(known.driver, BY_NAAM)
    seen: list[object] = []

    def ask() -> None:
        seen.append(klanten.first(naam="Uitgeverij"))
        known.driver.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [[1, "Uitgeverij", "U1"]] * 4


def test_a_connection_that_another_thread_gave_back_is_taken_over(known: Database) -> None:
    """The server still has the statements that the other thread prepared on it."""
    klanten = Prepared(known.driver, BY_NAAM)
    for _ in range(3):
        assert klanten.first(naam="Uitgeverij") == [1, "Uitgeverij", "U1"]
        known.driver.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_statement_that_was_read_does_not_hold_up_the_checkpoint(
    known: Database, database_url: str
) -> None:
    """An open statement keeps its state of the file, and the WAL would grow without end."""
    assert Prepared(known.driver, BY_NAAM).first(naam="Uitgeverij") is not None
    with known.write() as connection:
        connection.execute(klant.insert().values(id=3, naam="nieuw", code="U3"))
    with sqlite3.connect(database_url.removeprefix("sqlite:///")) as other:
        busy, in_wal, moved = other.execute("pragma wal_checkpoint(truncate)").fetchone()
    other.close()
    assert (busy, in_wal, moved) == (0, 0, 0)


def test_a_database_that_is_none_is_unreachable(tmp_path: Path) -> None:
    path = tmp_path / "uwlr.sqlite"
    database = Database.open(f"sqlite:///{path}")
    path.unlink()
    path.mkdir()
    with pytest.raises(DatabaseOnbereikbaar):
        Prepared(database.driver, BY_NAAM).first(naam="Uitgeverij")
    database.close()


@pytest.mark.postgres
def test_a_connection_that_broke_is_replaced(postgresql: Database) -> None:
    klanten = Prepared(postgresql.driver, BY_NAAM)
    assert klanten.first(naam="niemand") is None
    with postgresql.write() as connection:
        connection.execute(
            text(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
        )
    assert klanten.first(naam="niemand") is None


@pytest.mark.postgres
def test_a_server_that_went_away_is_unreachable(postgres: Cluster) -> None:
    with postgres.migrated() as url:
        database = Database.open(url)
        klanten = Prepared(database.driver, BY_NAAM)
        assert klanten.first(naam="niemand") is None
        name = url.rpartition("/")[2]
        postgres.execute(f"alter database {name} allow_connections false")
        postgres.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'")
        with pytest.raises(DatabaseOnbereikbaar):
            klanten.first(naam="niemand")
        postgres.execute(f"alter database {name} allow_connections true")
        assert klanten.first(naam="niemand") is None
        database.close()


@pytest.mark.postgres
def test_a_statement_is_prepared_once_for_a_connection(postgresql: Database) -> None:
    klanten = Prepared(postgresql.driver, BY_NAAM)
    counting = Prepared(postgresql.driver, PREPARED)
    for _ in range(20):
        assert klanten.first(naam="niemand") is None
    assert counting.first() == [2]  # itself is one


@pytest.mark.postgres
def test_nothing_is_prepared_when_that_is_off(postgres: Cluster) -> None:
    with postgres.migrated() as url:
        database = Database.open(url, prepare=False)
        klanten = Prepared(database.driver, BY_NAAM)
        counting = Prepared(database.driver, PREPARED)
        for _ in range(20):
            assert klanten.first(naam="niemand") is None
        assert counting.first() == [0]
        # The same for what goes by way of SQLAlchemy, which psycopg would prepare at the sixth time.
        with database.read() as connection:
            for _ in range(20):
                connection.execute(BY_NAAM, {"naam": "niemand"})
            assert connection.execute(PREPARED).scalar_one() == 0
        database.close()


@pytest.mark.postgres
def test_what_the_server_refuses_is_told_as_psycopg_does(postgresql: Database) -> None:
    import psycopg

    wrong = Prepared(postgresql.driver, select(text("1 / 0")))
    with pytest.raises(psycopg.errors.DivisionByZero):
        wrong.first()
