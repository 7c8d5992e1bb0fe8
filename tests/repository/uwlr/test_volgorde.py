"""The order of messages: each gets one number, and none gets one below what a reader has seen."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import and_, func, select

from tests.support.messages.stored import add_message, names
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.volgorde import Bereik
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.uwlr import resultatenbericht
from uwlr_service.repository.schema.volgorde import resultatenvolgorde, resultatenwachtrij
from uwlr_service.repository.uwlr.volgorde import VolgordeRepository
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

Add = Callable[..., int | None]
WRITERS = 4
EACH = 25


@pytest.fixture
def uitgifte(database: Database, beheer: Koppelingbeheer) -> Uitgifte:
    """A link with two schools."""
    for school in (SCHOOL, ANDERE_SCHOOL):
        EdexmlUitwisseling(database).store(schoolgegevens(school))
    return beheer.add(klantnaam="U", klantcode="U1", scholen=[SCHOOL, ANDERE_SCHOOL], door=DOOR)


@pytest.fixture
def add(database: Database, uitgifte: Uitgifte) -> Add:
    """Stores a message in a transaction of its own."""

    def add(naam: str, school: Schoolcode = SCHOOL, *, ontvangen: datetime | None = None) -> int | None:
        with database.write() as connection:
            return add_message(connection, uitgifte, school, naam, ontvangen)

    return add


def number(database: Database) -> int:
    with database.write() as connection:
        return VolgordeRepository(connection).number(tijd.now())


def bereik(database: Database) -> Bereik:
    with database.read() as connection:
        return VolgordeRepository(connection).bereik()


def order(database: Database, after: int = 0) -> list[str]:
    """The messages behind a number, by name."""
    c = resultatenbericht.c
    volgorde = resultatenvolgorde.c
    is_same = and_(c.school_id == volgorde.school_id, c.revisie == volgorde.revisie)
    with database.read() as connection:
        return names(
            connection.execute(
                select(c.inhoud)
                .join(resultatenvolgorde, is_same)
                .where(volgorde.volgnummer > after)
                .order_by(volgorde.volgnummer)
            ).scalars()
        )


def test_messages_wait_until_somebody_asks_and_are_numbered_once(database: Database, add: Add) -> None:
    assert bereik(database) == Bereik(vergeten=0, laatste=0, wacht=False)
    add("a")
    add("b", ANDERE_SCHOOL)
    assert bereik(database) == Bereik(vergeten=0, laatste=0, wacht=True)
    assert number(database) == 2
    assert bereik(database) == Bereik(vergeten=0, laatste=2, wacht=False)
    assert number(database) == 2
    add("c")
    assert number(database) == 3
    assert order(database) == ["a", "b", "c"]
    assert order(database, after=2) == ["c"]


def test_a_message_that_is_known_gets_no_second_number(database: Database, add: Add) -> None:
    assert add("a") == 1
    with pytest.raises(RuntimeError, match="known"):
        _add_or_undo(add, "a")
    assert number(database) == 1


def _add_or_undo(add: Add, naam: str) -> None:
    if add(naam) is None:
        raise RuntimeError("known")


def test_a_clock_that_is_set_back_keeps_the_order_of_a_school(database: Database, add: Add) -> None:
    now = tijd.now()
    add("eerst", ontvangen=now)
    add("daarna", ontvangen=now - timedelta(hours=1))
    add("elders", ANDERE_SCHOOL, ontvangen=now - timedelta(minutes=30))
    number(database)
    assert order(database) == ["elders", "eerst", "daarna"]


@pytest.mark.postgres
def test_what_is_committed_late_comes_behind_what_was_read(
    database: Database, uitgifte: Uitgifte, add: Add
) -> None:
    if database.dialect == "sqlite":
        pytest.skip("on SQLite no two transactions that write overlap")
    with database.write() as slow:
        add_message(slow, uitgifte, SCHOOL, "begon eerst")
        add("kwam ertussen", ANDERE_SCHOOL)
        assert number(database) == 1
        assert order(database) == ["kwam ertussen"]
    assert bereik(database).wacht
    assert number(database) == 2
    assert order(database, after=1) == ["begon eerst"]


@pytest.mark.postgres
def test_two_who_number_at_once_give_different_numbers(
    database: Database, uitgifte: Uitgifte, add: Add
) -> None:
    if database.dialect == "sqlite":
        pytest.skip("on SQLite no two transactions that write overlap")
    add("a")
    numbered = threading.Event()
    with database.write() as first:
        assert VolgordeRepository(first).number(tijd.now()) == 1
        # It comes after the first one looked, and waits for whoever asks next.
        add("b", ANDERE_SCHOOL)

        def second() -> None:
            number(database)
            numbered.set()

        thread = threading.Thread(target=second)
        thread.start()
        assert not numbered.wait(0.3)
    thread.join()
    assert order(database) == ["a", "b"]
    assert bereik(database) == Bereik(vergeten=0, laatste=2, wacht=False)


def test_a_follower_sees_what_many_writers_store_once(database_url: str, uitgifte: Uitgifte) -> None:
    writers = Database.open(database_url, connections=WRITERS)
    readers = Database.open(database_url, connections=2)

    def write(writer: int) -> None:
        school = (SCHOOL, ANDERE_SCHOOL)[writer % 2]
        for turn in range(EACH):
            with writers.write() as connection:
                add_message(connection, uitgifte, school, f"{writer}-{turn}")

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    seen: list[str] = []
    reached = 0
    is_last = False
    while not is_last:
        is_last = not any(thread.is_alive() for thread in threads)
        until = number(readers)
        seen += order(readers, after=reached)
        assert len(seen) == until
        reached = until
    writers.close()
    readers.close()
    assert sorted(seen) == sorted(f"{writer}-{turn}" for writer in range(WRITERS) for turn in range(EACH))


def test_what_is_out_of_the_order_is_counted_and_its_message_stays(database: Database, add: Add) -> None:
    add("oud")
    number(database)
    later = tijd.now() + timedelta(seconds=1)
    add("nieuw")
    with database.write() as connection:
        VolgordeRepository(connection).number(later + timedelta(seconds=1))
        assert VolgordeRepository(connection).purge(later) == 1
        assert VolgordeRepository(connection).purge(later) == 0
    assert order(database) == ["nieuw"]
    assert bereik(database) == Bereik(vergeten=1, laatste=2, wacht=False)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(resultatenbericht)).scalar() == 2


def test_a_jump_passes_over_numbers_that_are_never_given(database: Database, add: Add) -> None:
    add("a")
    number(database)
    with database.write() as connection:
        assert VolgordeRepository(connection).jump(1000, tijd.now()) == 1
    add("b")
    assert number(database) == 1002
    with database.read() as connection:
        volgorde = VolgordeRepository(connection)
        lost = [volgorde.bereik(nummer).is_verloren for nummer in (1, 2, 1000, 1001, 1002)]
    assert lost == [False, True, True, False, False]


def test_the_queue_costs_no_statement_on_postgresql_and_one_on_sqlite(database: Database, add: Add) -> None:
    with recorded() as statements:
        add("a")
    named = [statement for statement in statements if "resultatenwachtrij" in statement]
    assert len(named) == 1
    assert ("resultatenbericht" in named[0]) is (database.dialect == "postgresql")
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(resultatenwachtrij)).scalar() == 1


def test_numbering_costs_the_same_for_one_message_and_for_many(database: Database, add: Add) -> None:
    counts = []
    for amount in (1, 30):
        for turn in range(amount):
            add(f"{amount}-{turn}")
        with recorded() as statements:
            number(database)
        counts.append(len([each for each in statements if not each.startswith("BEGIN")]))
    assert counts == [4, 4]


def test_it_survives_a_copy_of_the_database(diensten, add: Add, tmp_path: Path) -> None:
    add("genummerd")
    number(diensten._database)
    add("wacht")
    made = diensten.backupmaker.make(tmp_path)
    if diensten.dialect != "sqlite":
        pytest.skip("the copy of SQLite is a database by itself")
    copied = Database.open(f"sqlite:///{made.map / made.kopie}")
    assert bereik(copied) == Bereik(vergeten=0, laatste=1, wacht=True)
    assert number(copied) == 2
    assert order(copied) == ["genummerd", "wacht"]
    copied.close()
