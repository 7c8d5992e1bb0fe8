"""Calls that gave nothing get one line in the log per day: none doubled, none lost."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Getoonderegel, Logvraag
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import logregel, verkeersdag
from uwlr_service.repository.toezicht.verkeersdagen import VerkeersdagRepository
from uwlr_service.taken.work import Work
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.toezicht import verkeer

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
TUESDAY = MONDAY + tijd.DAY


ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is the same on every database."""


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.moment = MONDAY

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock(uitgifte: Uitgifte, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the service, after a link was made: at noon on a Monday."""
    made = Clock()
    monkeypatch.setattr(tijd, "now", made)
    return made


@pytest.fixture
def second(database: Database) -> Iterator[Register]:
    """The register of another server."""
    made = Register(database, flush_seconds=3600)
    yield made
    made.close()


def unchanged(uitgifte: Uitgifte, uitkomst: str = "geenwijzigingen") -> Oproep:
    """A poll in vain."""
    return Oproep(uitgifte.koppeling.id, str(SCHOOL), "leerlinggegevens", uitkomst)


def poll(register: Register, oproep: Oproep, times: int = 1) -> None:
    """Call, and have it written."""
    for _ in range(times):
        register.count(oproep, 0.002, 0)
    register.flush()


def logged(diensten: Diensten) -> list[Getoonderegel]:
    """The lines about calls at the school, the newest first."""
    regels = diensten.logboek.of_school(SCHOOL, Logvraag(soort=Logsoort.UITWISSELING), door=DOOR)
    return [regel for regel in regels if "uitkomst" in regel.inhoud]


def waiting(database: Database) -> int:
    """How many calls the log still has to get."""
    with database.read() as connection:
        return connection.scalar(select(func.coalesce(func.sum(verkeersdag.c.aantal), 0))) or 0


@pytest.mark.parametrize(
    ("operatie", "uitkomst", "is_in_vain"),
    [
        ("leerlinggegevens", "geenwijzigingen", True),
        ("leerlingen", "geengegevens", True),
        ("gkv.pakket", "304", True),
        ("gkv.leveringen", "200", True),
        ("leerlinggegevens", "gegevens", False),
        ("leerresultaten", "herhaald", False),  # results came in, even if they were there
        ("gkv.pakket", "200", False),
        ("gkv.leveringen", "niet-gevonden", False),
        ("leerlinggegevens", "Client.AutorisatieOngeldig", False),
    ],
)
def test_which_calls_gave_nothing(operatie: str, uitkomst: str, is_in_vain: bool) -> None:
    assert Oproep(1, str(SCHOOL), operatie, uitkomst).is_in_vain is is_in_vain


def test_a_day_gets_one_line_once_it_is_over(
    uitgifte: Uitgifte,
    clock: Clock,
    register: Register,
    second: Register,
    diensten: Diensten,
) -> None:
    for _ in range(3):
        poll(register, unchanged(uitgifte), 2)
        poll(second, unchanged(uitgifte))
        clock.moment += timedelta(hours=2)
    assert logged(diensten) == []
    seen = diensten.verkeer.of_koppeling(uitgifte.koppeling.id, door=DOOR)
    assert sum(regel.aantal for regel in seen) == 9
    assert diensten.verkeer.log_past_days(clock.moment) == 0
    midnight = tijd.midnight(tijd.today(TUESDAY))
    assert diensten.verkeer.log_past_days(midnight - timedelta(seconds=1)) == 0
    assert diensten.verkeer.log_past_days(midnight) == 1
    assert diensten.verkeer.log_past_days(TUESDAY) == 0
    (regel,) = logged(diensten)
    assert (regel.wat, regel.actor) == ("leerlinggegevens", f"koppeling-{uitgifte.koppeling.id}")
    assert regel.moment == MONDAY + timedelta(hours=4)
    assert regel.inhoud == {
        "koppeling": uitgifte.koppeling.id,
        "uitkomst": "geenwijzigingen",
        "aantal": 9,
        "objecten": 0,
        "milliseconden": 18,
        "sinds": MONDAY.isoformat(),
        "afspraak": None,
        "velden": None,
    }
    assert diensten.logboek.verify(door=DOOR).breuk is None


@ON_SQLITE
def test_what_gave_something_has_its_line_at_once(
    uitgifte: Uitgifte, clock: Clock, register: Register, diensten: Diensten
) -> None:
    given = unchanged(uitgifte, "gegevens")
    register.count(unchanged(uitgifte), 0.001, 0)
    poll(register, given)
    assert [regel.inhoud["uitkomst"] for regel in logged(diensten)] == ["gegevens"]


def test_polls_in_vain_ask_nothing_of_the_log(uitgifte: Uitgifte, clock: Clock, register: Register) -> None:
    register.count(unchanged(uitgifte), 0.001, 0)
    with recorded() as statements:
        register.flush()
    assert not [statement for statement in statements if "log" in statement]
    assert len(statements) <= 4  # SQLite begins too


@ON_SQLITE
def test_what_comes_late_has_a_line_of_its_own(
    uitgifte: Uitgifte, clock: Clock, register: Register, diensten: Diensten
) -> None:
    """As from a server that could not reach its database for a night."""
    poll(register, unchanged(uitgifte), 2)
    register.count(unchanged(uitgifte), 0.001, 0)
    clock.moment = TUESDAY
    assert diensten.verkeer.log_past_days(TUESDAY) == 1
    register.flush()
    assert diensten.verkeer.log_past_days(TUESDAY) == 1
    assert [regel.inhoud["aantal"] for regel in logged(diensten)] == [1, 2]


@ON_SQLITE
def test_every_kind_and_every_day_that_was_missed_gets_a_line(
    uitgifte: Uitgifte,
    clock: Clock,
    register: Register,
    diensten: Diensten,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verkeer, "AT_ONCE", 2)
    for _ in range(3):
        poll(register, unchanged(uitgifte))
        poll(register, unchanged(uitgifte, "geengegevens"))
        clock.moment += tijd.DAY
    assert diensten.verkeer.log_past_days(clock.moment) == 6
    assert len({regel.zegel for regel in logged(diensten)}) == 3
    assert {tijd.today(regel.moment).day for regel in logged(diensten)} == {23, 24, 25}


@ON_SQLITE
def test_a_call_at_no_school_says_none(
    uitgifte: Uitgifte, clock: Clock, register: Register, diensten: Diensten, database: Database
) -> None:
    poll(register, Oproep(uitgifte.koppeling.id, "", "gkv.koppelingen", "200"))
    diensten.verkeer.log_past_days(TUESDAY)
    with database.read() as connection:
        found = connection.execute(select(logregel.c.school).where(logregel.c.wat == "gkv.koppelingen"))
        assert found.scalars().all() == [None]
    assert diensten.logboek.verify(door=DOOR).breuk is None


class Killed(Exception):
    """The worker is gone."""


def test_a_worker_that_is_killed_leaves_all_of_it_to_the_next(
    uitgifte: Uitgifte, clock: Clock, register: Register, diensten: Diensten, database: Database
) -> None:
    poll(register, unchanged(uitgifte), 5)

    def take_and_die() -> None:
        with database.write() as connection:
            assert len(VerkeersdagRepository(connection).take(tijd.today(TUESDAY), 10)) == 1
            raise Killed

    with pytest.raises(Killed):
        take_and_die()
    assert logged(diensten) == []
    assert diensten.verkeer.log_past_days(TUESDAY) == 1
    assert [regel.inhoud["aantal"] for regel in logged(diensten)] == [5]


def test_workers_and_a_server_at_once_count_each_call_once(
    uitgifte: Uitgifte,
    clock: Clock,
    register: Register,
    diensten: Diensten,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verkeer, "AT_ONCE", 3)
    begin = threading.Barrier(3)
    failed: list[Exception] = []

    def log() -> None:
        try:
            begin.wait(10)
            for _ in range(20):
                diensten.verkeer.log_past_days(TUESDAY)
        except Exception as error:
            failed.append(error)

    workers = [threading.Thread(target=log) for _ in range(2)]
    for worker in workers:
        worker.start()
    begin.wait(10)
    for turn in range(60):
        for kind in range(5):
            register.count(Oproep(uitgifte.koppeling.id + kind, str(SCHOOL), "leerlinggegevens", "304"), 0, 0)
        if turn % 3 == 2:
            register.flush()
    for worker in workers:
        worker.join(60)
    diensten.verkeer.log_past_days(TUESDAY)
    assert failed == []
    assert waiting(database) == 0
    regels = diensten.logboek.find(Logvraag(soort=Logsoort.UITWISSELING, aantal=1000), door=DOOR)
    assert sum(regel.inhoud["aantal"] for regel in regels if "uitkomst" in regel.inhoud) == 300
    assert diensten.logboek.verify(door=DOOR).breuk is None


@ON_SQLITE
def test_a_worker_does_it_in_the_morning_and_before_it_forgets(
    uitgifte: Uitgifte, clock: Clock, register: Register, diensten: Diensten
) -> None:
    poll(register, unchanged(uitgifte))
    clock.moment = MONDAY + timedelta(days=diensten.settings.log_retention.uitwisseling + 1)
    Work(diensten, clock).clear_up()
    with_calls = [regel for regel in diensten.logboek.find(Logvraag(), door=DOOR) if regel.is_vergeten]
    assert MONDAY in [regel.moment for regel in with_calls]
    assert diensten.logboek.verify(door=DOOR).breuk is None
