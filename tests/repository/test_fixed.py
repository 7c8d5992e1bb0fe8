"""The questions of every call give what SQLAlchemy would, within the transaction that asks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Integer, String, bindparam, cast, insert, literal, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from tests.support.databases import Cluster
from tests.support.statements import recorded
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.fixed import FixedChange, FixedInsert, FixedQuery
from uwlr_service.repository.schema.account import inlog, sessie

MOMENT = datetime(2026, 1, 31, 23, 30, 0, 250, tzinfo=UTC)
COLUMNS = (sessie.c.id, sessie.c.hash, sessie.c.begonnen, sessie.c.beeindigd, sessie.c.amr, sessie.c.inhoud)
SINCE = FixedQuery(
    select(*COLUMNS, literal("Zoë").label("naam"))
    .where(sessie.c.begonnen >= bindparam("since"), sessie.c.id <= bindparam("most"))
    .order_by(sessie.c.id)
)
OF_HASH = FixedQuery(select(sessie.c.id).where(sessie.c.hash == bindparam("digest")))
KEEP = FixedChange(
    update(sessie)
    .where(sessie.c.id <= bindparam("most"), sessie.c.beeindigd.is_(None))
    .values(inhoud=bindparam("kept"), laatst_gezien=bindparam("now"), amr=bindparam("proofs"), fouten=7)
)
FAULTS = FixedQuery(
    update(sessie)
    .where(sessie.c.hash == bindparam("digest"))
    .values(fouten=sessie.c.fouten + 1)
    .returning(sessie.c.fouten, sessie.c.laatst_gezien)
)
ADDED = FixedInsert(sessie, "hash", "begonnen", "laatst_gezien", "inhoud", "amr")
TWO_ADDED = FixedInsert(sessie, "hash", "begonnen", "laatst_gezien", "inhoud", rows=2)
CONTENT = {"taal": "nl", "lijst": [1, None, "é"]}


@pytest.fixture
def known(database: Database) -> Database:
    """A database with two sessions of one person."""
    with database.write() as connection:
        connection.execute(
            insert(inlog).values(id=1, inlognaam="jet", naam="Jet", handvat="jet", aangemaakt=MOMENT)
        )
        sessies = SessieRepository(connection)
        for digest in ("a" * 64, "b" * 64):
            sessies.begin(digest, MOMENT, CONTENT, inlog_id=1, amr=("pwd", "mfa"))
    return database


@pytest.fixture
def postgresql(postgres: Cluster) -> Iterator[Database]:
    """A migrated database on PostgreSQL alone."""
    with postgres.migrated() as url:
        opened = Database.open(url)
        yield opened
        opened.close()


def test_rows_are_those_of_sqlalchemy(known: Database) -> None:
    with known.read() as connection:
        slow = connection.execute(SINCE.statement, {"since": MOMENT, "most": 9}).all()
        fast = SINCE.all(connection, since=MOMENT, most=9)
    assert [tuple(row) for row in fast] == [tuple(row) for row in slow]
    (first, _) = fast
    assert (first.begonnen, first.beeindigd, first.amr) == (MOMENT, None, ("pwd", "mfa"))
    assert (first.inhoud, first.naam) == (CONTENT, "Zoë")


def test_none_is_given_where_nothing_is(known: Database) -> None:
    with known.read() as connection:
        assert OF_HASH.first(connection, digest="c" * 64) is None
        assert OF_HASH.first(connection, digest=None) is None
        assert SINCE.all(connection, since=MOMENT, most=0) == []


def test_a_transaction_sees_what_it_wrote_and_undoes_it(known: Database) -> None:
    def begin_and_fail() -> None:
        with known.write() as connection:
            assert OF_HASH.first(connection, digest="d" * 64) is None  # before anything began it
            SessieRepository(connection).begin("d" * 64, MOMENT, {})
            assert OF_HASH.first(connection, digest="d" * 64) is not None
            raise KeyError

    with pytest.raises(KeyError):
        begin_and_fail()
    with known.read() as connection:
        assert OF_HASH.first(connection, digest="d" * 64) is None


@pytest.mark.postgres
def test_a_row_that_is_held_stays_as_it_is_until_the_end(postgresql: Database) -> None:
    with postgresql.write() as connection:
        connection.execute(
            insert(inlog).values(id=1, inlognaam="jet", naam="Jet", handvat="jet", aangemaakt=MOMENT)
        )
        SessieRepository(connection).begin("a" * 64, MOMENT, {}, inlog_id=1)
    with postgresql.write(durable=False) as holder:
        number = OF_HASH.first(holder, digest="a" * 64).id
        assert SessieRepository(holder).hold(number, 1)
        with pytest.raises(DatabaseOnbereikbaar):
            end_at_once(postgresql, number)


def end_at_once(database: Database, number: int) -> None:
    """End a session without waiting for whoever holds it."""
    with database.write() as connection:
        connection.execute(text("set local lock_timeout = '50ms'"))
        SessieRepository(connection).end(number, Einde.AFGEMELD, MOMENT)


def test_a_question_is_counted_as_every_statement_is(known: Database) -> None:
    with recorded() as statements, known.read() as connection:
        OF_HASH.first(connection, digest="a" * 64)
        SINCE.all(connection, since=MOMENT, most=9)
    assert len(statements) == 2


def test_asked_by_itself_it_gives_the_same(known: Database) -> None:
    with recorded() as statements:
        asked = SINCE.ask(known.driver, since=MOMENT, most=9)
        assert OF_HASH.ask(known.driver, digest="c" * 64) == []
    assert len(statements) == 2
    with known.read() as connection:
        assert asked == SINCE.all(connection, since=MOMENT, most=9)
    assert [row.hash for row in asked] == ["a" * 64, "b" * 64]


def test_asked_by_itself_it_sees_what_was_committed_just_before(known: Database) -> None:
    for faults in (1, 2):
        with known.write() as connection:
            FAULTS.first(connection, digest="a" * 64)
        counts = FixedQuery(select(sessie.c.fouten).where(sessie.c.hash == bindparam("digest")))
        assert [row.fouten for row in counts.ask(known.driver, digest="a" * 64)] == [faults]


def test_a_file_that_is_no_database_is_unreachable(tmp_path: Path) -> None:
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(b"geen database" * 500)
    database = Database.open(f"sqlite:///{path}")
    with pytest.raises(DatabaseOnbereikbaar):
        OF_HASH.ask(database.driver, digest="a" * 64)
    database.close()


@pytest.mark.postgres
def test_what_the_server_refuses_is_told_as_sqlalchemy_does(postgresql: Database) -> None:
    wrong = FixedQuery(select(cast(bindparam("word", type_=String), Integer).label("number")))
    with postgresql.read() as connection:
        with pytest.raises(DBAPIError) as refused:
            wrong.first(connection, word="geen getal")
        assert "invalid input syntax" in str(refused.value.orig)
        with pytest.raises(DBAPIError):
            wrong.ask(postgresql.driver, word="geen getal")
        assert OF_HASH.first(connection, digest="a" * 64) is None  # and the connection goes on


@pytest.mark.postgres
def test_a_connection_that_broke_is_unreachable_and_then_replaced(postgresql: Database) -> None:
    with pytest.raises(DatabaseOnbereikbaar):
        break_off(postgresql)
    with postgresql.read() as connection:
        assert OF_HASH.first(connection, digest="a" * 64) is None


def break_off(database: Database) -> None:
    """Ask on a connection that the server ended between two questions."""
    with database.read() as connection:
        assert OF_HASH.first(connection, digest="a" * 64) is None
        with database.write() as other:
            other.execute(
                text(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                    " where datname = current_database() and pid <> pg_backend_pid()"
                )
            )
        OF_HASH.first(connection, digest="a" * 64)


@pytest.mark.postgres
def test_nothing_is_prepared_when_that_is_off(postgres: Cluster) -> None:
    prepared = select(text("count(*)")).select_from(text("pg_prepared_statements"))
    with postgres.migrated() as url:
        for prepare in (True, False):
            database = Database.open(url, prepare=prepare)
            with database.read() as connection:
                for _ in range(3):
                    assert OF_HASH.first(connection, digest="a" * 64) is None
                assert connection.execute(prepared).scalar_one() == int(prepare)
            database.close()


@pytest.mark.postgres
def test_what_the_server_was_told_to_forget_is_prepared_again(postgresql: Database) -> None:
    with postgresql.read() as connection:
        assert OF_HASH.first(connection, digest="a" * 64) is None
        connection.exec_driver_sql("deallocate all")
        for _ in range(2):
            assert OF_HASH.first(connection, digest="a" * 64) is None


@pytest.mark.postgres
def test_what_was_prepared_since_keeps_its_name(postgresql: Database) -> None:
    """psycopg forgets all after a rollback, and what was asked first is asked again later than others."""
    questions = [FixedQuery(select(sessie.c.id, literal(number).label(f"n{number}"))) for number in range(4)]
    first, second, third, fourth = questions
    with postgresql.read() as connection:
        for question in (first, second):
            assert question.all(connection) == []
        connection.exec_driver_sql("deallocate all")
        for question in (third, fourth, first, second, third, fourth):
            assert question.all(connection) == []


def test_a_list_of_parameters_is_refused(known: Database) -> None:
    listed = FixedQuery(select(sessie.c.id).where(sessie.c.id.in_([1, 2])))
    with known.read() as connection, pytest.raises(ValueError, match="no text of its own"):
        listed.all(connection)


def test_a_change_writes_what_sqlalchemy_would_and_counts_the_rows(known: Database) -> None:
    with known.write() as connection:
        assert KEEP.run(connection, most=99, kept=CONTENT, now=MOMENT, proofs=("pwd",)) == 2
        assert KEEP.run(connection, most=0, kept={}, now=MOMENT, proofs=()) == 0
    with known.read() as connection:
        columns = (sessie.c.inhoud, sessie.c.laatst_gezien, sessie.c.amr, sessie.c.fouten)
        rows = connection.execute(select(*columns)).all()
    assert [tuple(row) for row in rows] == [(CONTENT, MOMENT, ("pwd",), 7)] * 2


def test_a_change_gives_back_rows_and_is_undone_with_its_transaction(known: Database) -> None:
    def change_and_fail() -> None:
        with known.write() as connection:
            row = FAULTS.first(connection, digest="a" * 64)
            assert (row.fouten, row.laatst_gezien) == (1, MOMENT)
            raise KeyError

    for _ in range(8):  # after five times psycopg prepares it, and a rollback lets the server forget that
        with pytest.raises(KeyError):
            change_and_fail()
    with known.write() as connection, recorded() as statements:
        assert FAULTS.first(connection, digest="a" * 64).fouten == 1
        assert FAULTS.first(connection, digest="c" * 64) is None
    assert len(statements) == 2


def test_a_row_that_is_added_is_what_sqlalchemy_adds(known: Database) -> None:
    begun = {
        "hash": "d" * 64,
        "begonnen": MOMENT,
        "laatst_gezien": MOMENT,
        "inhoud": CONTENT,
        "amr": ("pwd",),
    }
    by_sqlalchemy = {**begun, "hash": "e" * 64}
    with known.write() as connection, recorded() as statements:
        assert ADDED.run(connection, **begun) == 1
        connection.execute(insert(sessie), by_sqlalchemy)
    assert len(statements) == 2
    with known.read() as connection:
        rows = connection.execute(
            select(sessie).where(sessie.c.begonnen == MOMENT, sessie.c.hash >= "d").order_by(sessie.c.id)
        ).all()
    first, second = (row._asdict() for row in rows)
    assert second.pop("id") == first.pop("id") + 1
    assert (first.pop("hash"), second.pop("hash")) == ("d" * 64, "e" * 64)
    assert first == second


def test_two_rows_are_added_at_once(known: Database) -> None:
    both = [{"hash": digest * 64, "begonnen": MOMENT, "laatst_gezien": MOMENT} for digest in "de"]
    with known.write() as connection, recorded() as statements:
        assert TWO_ADDED.add(connection, *({**row, "inhoud": {"van": row["hash"]}} for row in both)) == 2
    assert len(statements) == 1
    with known.read() as connection:
        added = connection.execute(
            select(sessie.c.inhoud, sessie.c.begonnen).where(sessie.c.hash >= "d").order_by(sessie.c.hash)
        ).all()
    assert [tuple(row) for row in added] == [({"van": row["hash"]}, MOMENT) for row in both]
    with pytest.raises((SQLAlchemyError, KeyError)), known.write() as connection:
        TWO_ADDED.add(connection, {**both[0], "hash": "f" * 64, "inhoud": {}})


def test_a_session_begins_once_with_all_that_is_said_of_it(known: Database) -> None:
    said = {"inlog_id": 1, "aangemeld": MOMENT, "bewezen": MOMENT, "amr": ("pwd",), "fouten": 2}
    with known.write() as connection:
        sessies = SessieRepository(connection)
        assert sessies.begin("d" * 64, MOMENT, CONTENT, **said)
        assert not sessies.begin("d" * 64, MOMENT, {})
        kept = connection.execute(select(sessie).where(sessie.c.hash == "d" * 64)).one()._mapping
    assert {name: kept[name] for name in said} == said
    assert (kept["inhoud"], kept["begonnen"], kept["uitnodiging_id"]) == (CONTENT, MOMENT, None)


def test_a_row_that_is_there_is_refused_as_by_sqlalchemy(known: Database) -> None:
    with pytest.raises(IntegrityError) as refused, known.write() as connection:
        ADDED.run(connection, hash="a" * 64, begonnen=MOMENT, laatst_gezien=MOMENT, inhoud=CONTENT, amr=())
    assert "taal" not in str(refused.value)  # no value of a row gets into a log


def test_a_parameter_that_lacks_is_refused(known: Database) -> None:
    with pytest.raises((SQLAlchemyError, KeyError)), known.write() as connection:
        KEEP.run(connection, most=99, kept=CONTENT, now=MOMENT)
