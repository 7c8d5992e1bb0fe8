"""The tasks by a clock of one's own: the window, its nights, the report, and what is cleared up after it."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.gkv.nights import Service
from tests.support.partners.handelenden import DOOR
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.gkv.nacht import SILENCES, Uitkomst
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.taken.work import Work
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhookbeheer import Webhookbeheer
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

NACHT = date(2026, 11, 20)
LATE = datetime(2026, 11, 20, 4, tzinfo=UTC)
MORNING = datetime(2026, 11, 20, 5, tzinfo=UTC)


@pytest.fixture
def service(settings: Settings, database: Database) -> Service:
    return Service(settings, database, schools=3, links=2)


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def drain(work: Work) -> int:
    """One minute of an engine: what the tick queues is made; returns how many packages that were."""
    due = work.tick()
    if due is None:
        return 0
    nacht, rijen = due
    for rij in rijen:
        work.make(nacht, rij)
    return len(rijen)


def reported(service: Service, nacht: date) -> Path:
    """Where the report of a night is to be."""
    return service.settings.var / "nachten" / f"{nacht}.json"


@pytest.mark.parametrize("nacht", [date(2026, 3, 29), date(2026, 10, 25), NACHT])
def test_a_night_is_one_night_whatever_the_clocks_do(service: Service, nacht: date) -> None:
    clock = Clock(tijd.midnight(nacht) - timedelta(hours=1))
    work, counted, moments = service.work(clock), [], []
    while tijd.today(clock.moment) <= nacht:
        counted.append(drain(work))
        if counted[-1]:
            moments.append(clock.moment.astimezone(tijd.AMSTERDAM).time())
        clock.moment += timedelta(minutes=10)
    assert sum(counted) == len(service.scholen) * len(service.koppelingen)
    assert service.nacht.venster.begin <= min(moments) <= max(moments) < service.nacht.venster.einde
    assert len(moments) > 2  # spread, not all at once
    service.check(nacht)
    assert json.loads(reported(service, nacht).read_text())["totalen"]["gemaakt"] == sum(counted)


def test_the_night_after_the_doubled_hour_follows_on(service: Service) -> None:
    for nacht in (date(2026, 10, 25), date(2026, 10, 26)):
        assert drain(service.work(Clock(tijd.midnight(nacht) + timedelta(hours=5)))) == 6
    service.check(date(2026, 10, 25), date(2026, 10, 26))


def test_the_doubled_hour_makes_nothing_twice(service: Service) -> None:
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert {moment.astimezone(tijd.AMSTERDAM).hour for moment in (first, second)} == {2}
    made = [drain(service.work(Clock(moment))) for moment in (first, second, first + timedelta(hours=3))]
    assert sum(made) == 6
    service.check(date(2026, 10, 25))


def test_a_night_resumes_where_it_stopped(service: Service) -> None:
    clock = Clock(LATE)
    work = service.work(clock)
    nacht, rijen = work.tick() or (NACHT, [])
    work.make(nacht, rijen[0])
    with service.database.write() as connection:  # a worker took the second, and was killed
        assert NachttaakRepository(connection).claim(NACHT, LATE, rijen[1])
    assert drain(service.work(clock)) == 4
    assert not reported(service, NACHT).exists()
    clock.moment += timedelta(minutes=16)
    assert drain(service.work(clock)) == 1
    service.check(NACHT)


def test_a_task_for_a_night_that_is_over_does_nothing(service: Service) -> None:
    clock = Clock(LATE)
    work = service.work(clock)
    nacht, rijen = work.tick() or (NACHT, [])
    for moment in (MORNING, LATE + timedelta(days=1)):
        clock.moment = moment
        work.make(nacht, rijen[0])
    assert service.made(NACHT) == 0


def test_a_task_that_comes_twice_makes_one_package(service: Service) -> None:
    work = service.work(Clock(LATE))
    nacht, rijen = work.tick() or (NACHT, [])
    for rij in rijen * 2:
        work.make(nacht, rij)
    service.check(NACHT)


def test_the_report_tells_what_was_not_made_and_why(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock(LATE)
    work = service.work(clock)
    nacht, rijen = work.tick() or (NACHT, [])
    Intrekkingen(service.database).withdraw(service.koppelingen[0], door=DOOR)
    for rij in [rij for rij in rijen if rij[0] == service.koppelingen[0]]:
        work.make(nacht, rij)
    others = [rij for rij in rijen if rij[0] == service.koppelingen[1]]
    work.make(nacht, others[0])
    with service.database.write() as connection:
        NachttaakRepository(connection).claim(NACHT, LATE, others[1])
    clock.moment = LATE + timedelta(minutes=5)
    assert not work.report(NACHT)  # somebody is still at it
    clock.moment = MORNING
    assert work.tick() is None

    record = json.loads(reported(service, NACHT).read_text())
    assert record["totalen"] == {"wacht": 1, "bezig": 1, "gemaakt": 1, "geweigerd": 3, "mislukt": 0}
    why = {pakket["uitkomst"]: pakket["reden"] for pakket in record["pakketten"]}
    assert len(record["pakketten"]) == 5
    assert "ingetrokken" in why["geweigerd"]
    assert "aan de beurt" in why["wacht"]
    assert "stilgevallen" in why["bezig"]
    lines = [line for line in capsys.readouterr().out.splitlines() if "not_made" in line]
    assert len(lines) == 5
    assert reported(service, NACHT).stat().st_mode & 0o077 == 0
    operator = Handelende(
        herkomst=Herkomst.PORTAAL, naam="Jo", inlog=1, accounts=(Account(id=1, rol=Rol.OPERATOR),)
    )
    diensten = Diensten(service.settings, service.database)
    (told,) = diensten.berichten.of_person(door=operator)
    assert told.bericht.soort is Berichtsoort.NACHT_MISLUKT
    assert told.bericht.parameters == {"datum": "20-11-2026", "aantal": 3}
    # The report has the last seal of the log, and is kept by others.
    assert diensten.logboek.verify(json.dumps(record["anker"]), door=DOOR).breuk is None


def test_the_report_is_made_once(service: Service) -> None:
    clock = Clock(MORNING)
    work = service.work(clock)
    work.tick()
    reported(service, NACHT).write_text("untouched")
    clock.moment += timedelta(hours=3)
    work.tick()
    assert reported(service, NACHT).read_text() == "untouched"


def test_in_the_morning_old_packages_and_nights_are_cleared_up(service: Service) -> None:
    clock = Clock(LATE)
    work = service.work(clock)
    drain(work)
    clock.moment = MORNING + timedelta(days=31)
    work.tick()
    assert not list(Path(service.settings.opslag).rglob("*.zip"))
    assert all(levering.pad is None for levering in service.leveringen.of_koppeling(1))
    assert service.made(NACHT) == 6
    clock.moment = MORNING + timedelta(days=settings_days(service) + 1)
    work.tick()
    assert service.taken(NACHT) == ()


def settings_days(service: Service) -> int:
    """How long nights are kept."""
    return service.settings.retention_days


def test_a_package_that_kills_every_worker_is_given_up(service: Service) -> None:
    clock = Clock(LATE - timedelta(hours=2))
    work = service.work(clock)
    service.nacht.plan(NACHT, clock.moment)
    with service.database.read() as connection:
        rij = NachttaakRepository(connection).due(NACHT, clock.moment, 2**24)[0]
    for _ in range(SILENCES):
        with service.database.write() as connection:
            assert NachttaakRepository(connection).claim(NACHT, clock.moment, rij)
        clock.moment += timedelta(minutes=16)
    with service.database.write() as connection:
        assert NachttaakRepository(connection).claim(NACHT, clock.moment, rij) is None
    work.tick()
    (given_up,) = (taak for taak in service.taken(NACHT) if taak.uitkomst is Uitkomst.MISLUKT)
    assert "stilgevallen" in str(given_up.reden)


def test_schools_are_not_all_made_at_the_same_instant(service: Service) -> None:
    reach: Callable[[datetime], int] = lambda moment: service.nacht.venster.reach(NACHT, moment)  # noqa: E731
    begin = tijd.midnight(NACHT) + timedelta(hours=1)
    assert (reach(begin), reach(begin + timedelta(hours=3.375))) == (0, 2**24)
    assert reach(begin + timedelta(hours=4)) == 2**24
    service.nacht.plan(NACHT, begin)
    with service.database.read() as connection:
        ledger = NachttaakRepository(connection)
        per_hour = [len(ledger.due(NACHT, begin, reach(begin + timedelta(hours=at)))) for at in range(5)]
    assert per_hour[0] == 0
    assert sorted(per_hour) == per_hour
    assert per_hour[-1] == 6


def test_who_asked_for_it_is_told_of_each_package_after_the_night(service: Service) -> None:
    told: list[dict[str, object]] = []

    class Partner(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Partner)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ondertekening = Ondertekening(service.database, service.settings.secret)
    host = f"127.0.0.1:{server.server_port}"
    beheer = Webhookbeheer(service.database, ondertekening)
    beheer.set(service.koppelingen[0], f"http://{host}/klaar", door=DOOR)
    known = replace(service.settings, webhook_hosts=frozenset({host}))
    Work(Diensten(known, service.database), Clock(LATE)).once(NACHT, lambda: False)
    server.shutdown()
    server.server_close()
    assert {str(message["koppeling"]) for message in told} == {str(service.koppelingen[0])}
    assert len({str(message["levering"]) for message in told}) == len(told) == 3
