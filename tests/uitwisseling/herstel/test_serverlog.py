"""Results that were confirmed and then lost, by the logs that are left; and the times without a log."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from uwlr_service.domain.uwlr.antwoordsoort import Bevestigingsoort
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.herstel.serverlog import Logverslag, Serverlog, Tijdvak
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

START = datetime(2026, 11, 25, 12, tzinfo=UTC)


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def line(minutes: int, digest: str | None = "d1", **changed: Any) -> str:
    """A call that was confirmed, as the log has it."""
    record = {
        "event": "call",
        "operation": "leerresultaten",
        "outcome": Bevestigingsoort.BEVESTIGD.value,
        "milliseconds": 10.5,
        "klant": "Uitgeverij",
        "koppeling": 1,
        "school": "99XX/16",
        "counts": {"resultaten": 3},
        "timestamp": after(minutes).isoformat().replace("+00:00", "Z"),
        "digest": digest,
    }
    return json.dumps({name: value for name, value in (record | changed).items() if value is not None})


@pytest.fixture
def compare(database: Database, tmp_path: Path) -> Any:
    """What the logs with these lines say of a database that was put back to START."""

    def of(*logs: list[str]) -> Logverslag:
        paths = []
        for number, lines in enumerate(logs):
            paths.append(tmp_path / f"log.{number}")
            paths[-1].write_text("\n".join(lines) + "\n")
        return Serverlog(database).compare(paths, START, after(60))

    return of


def lost(verslag: Logverslag) -> list[tuple[str, str, list[int]]]:
    return [
        (verlies.klant, verlies.school, [bericht.resultaten for bericht in verlies.berichten])
        for verlies in verslag.verlies
    ]


def test_messages_are_told_per_sender_and_school(compare: Any) -> None:
    verslag = compare(
        [
            line(3, "d3", counts={"resultaten": 5}),
            line(2, "d2"),
            line(4, "d4", school="99YY/00"),
            line(5, "d5", klant="Ander", koppeling=2),
        ]
    )
    assert lost(verslag) == [
        ("Ander", "99XX/16", [3]),
        ("Uitgeverij", "99XX/16", [3, 5]),
        ("Uitgeverij", "99YY/00", [3]),
    ]


def test_a_message_counts_once_however_many_logs_have_it(compare: Any) -> None:
    assert lost(compare([line(2)], [line(2), line(2)])) == [("Uitgeverij", "99XX/16", [3])]


def test_what_was_not_confirmed_or_came_before_is_not_lost(compare: Any) -> None:
    lines = [line(-1), line(2, outcome="herhaald"), line(3, outcome="Client.OngeldigBericht", counts=None)]
    assert compare(lines).verlies == ()


def test_a_message_that_is_in_the_database_is_not_lost(
    compare: Any, database: Database, application: Any, uitgifte: Uitgifte
) -> None:
    message = bericht(uitgifte.sleutel, toetsafname("L1", resultaat()))
    assert call(application, message, BRENG).status == 200
    with database.read() as connection:
        digest = connection.exec_driver_sql("select digest from resultatenbericht").scalar_one()
    assert lost(compare([line(2, digest), line(3, "d3")])) == [("Uitgeverij", "99XX/16", [3])]


def test_the_log_of_a_former_version_is_judged_by_its_moments(
    compare: Any, database: Database, application: Any, uitgifte: Uitgifte
) -> None:
    assert lost(compare([line(2, None)])) == [("Uitgeverij", "99XX/16", [3])]
    message = bericht(uitgifte.sleutel, toetsafname("L1", resultaat()))
    assert call(application, message, BRENG).status == 200
    assert compare([line(2, None)]).verlies == ()


def test_without_a_log_the_whole_time_is_unknown(compare: Any) -> None:
    assert compare().onbekend == (Tijdvak(START, after(60)),)


def test_the_times_that_no_log_covers_are_told(compare: Any) -> None:
    verslag = compare([line(10), line(30)], [line(20), line(40)], [line(50), line(55)])
    expected = ((0, 10), (40, 50), (55, 60))
    assert verslag.onbekend == tuple(Tijdvak(after(begin), after(end)) for begin, end in expected)


def test_a_log_without_calls_covers_nothing(compare: Any) -> None:
    lines = [
        json.dumps({"event": "ready", "timestamp": after(5).isoformat()}),
        "geen JSON",
        "[1]",
        "[" * 9999,
    ]
    lines += [
        line(5, timestamp="gisteren"),
        line(6, timestamp=None),
        line(7, timestamp="2026-11-25T13:00:00"),
    ]
    assert compare(lines).onbekend == (Tijdvak(START, after(60)),)


def test_a_log_that_was_packed_is_read(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "uwlr.log.2.gz"
    path.write_bytes(gzip.compress(line(2).encode() + b"\n"))
    assert lost(Serverlog(database).compare([path], START, after(60))) == [("Uitgeverij", "99XX/16", [3])]


def test_where_the_database_says_nothing_of_its_time_every_loss_counts(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "log"
    path.write_text(line(-500) + "\n")
    verslag = Serverlog(database).compare([path], None, after(60))
    assert len(verslag.verlies) == 1
    assert verslag.onbekend[0] == Tijdvak(None, after(-500))
