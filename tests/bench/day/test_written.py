"""A day is shown to people and kept for programs, with what was wrong."""

import json
from collections import Counter

from bench.landelijk.day.__main__ import faults
from bench.landelijk.day.closed_loop import Tally
from bench.landelijk.day.rows import Kept, Rows
from bench.landelijk.day.run import Seen
from bench.landelijk.day.samples import Held, Sample
from bench.landelijk.day.tables import TAKEN_AWAY
from bench.landelijk.day.written import as_json, tables
from bench.landelijk.morning.processor import Taken
from uwlr_service.repository.schema import metadata

SAMPLES = [
    Sample(
        asked=number * 10,
        seconds=float(number),
        processes=(
            Held(name="uwlr worker", pid=7, uss=90_000_000 + number % 3, pss=91_000_000, files=20, threads=8),
        ),
        connections=9,
        log=number * 1000,
    )
    for number in range(100)
]
SEEN = Seen(
    tally=Tally(
        counts=Counter({"pull, unchanged": 970, "sign-in": 20}), errors=Counter({"sign-in: status 500": 1})
    ),
    confirmed=25,
    samples=SAMPLES,
    rows=[{"resultaat": Rows(100, 8192)}, {"resultaat": Rows(125, 16384)}],
    var=[10_000_000, 20_000_000, 15_000_000],
    kept=[{"sessions": Kept(before=4, since=0)}, {"sessions": Kept(0, 2)}, {"sessions": Kept(0, 3)}],
    clear_ups=["what was forgotten"],
    seconds=10.0,
    taken=Taken(server=0.99, database=0.495, client=0.99),
)


def test_people_see_what_grew_and_what_was_wrong() -> None:
    found = faults(SEEN, calls_a_day=1000)
    text = "\n".join(tables({"schools": 3}, SEEN, 1000, found))

    assert found == ["1 times sign-in: status 500"]
    assert "990 questions in 10 s, 99 a second; 1 errors; 25 results" in text
    assert "server 1.00, database 0.50, client 1.00 ms a question" in text
    assert "not good: 1 times sign-in: status 500" in text
    (row,) = [line.split() for line in text.splitlines() if line.startswith("resultaat")]
    assert row[1:4] == ["100", "25", "25.3"]
    (row,) = [line.split() for line in text.splitlines() if line.startswith("sessions")]
    assert row[1:] == ["4", "0", "0", "3"]


def test_programs_get_every_sample() -> None:
    kept = json.loads(json.dumps(as_json({"schools": 3}, SEEN, ["a fault"])))

    assert kept["faults"] == ["a fault"]
    assert kept["questions"] == {"pull, unchanged": 970, "sign-in": 20}
    assert len(kept["samples"]) == len(SAMPLES)
    assert kept["samples"][1]["processes"][0]["uss"] == 90_000_001
    assert kept["rows"][1]["resultaat"] == {"rows": 125, "bytes": 16384}
    assert kept["kept"][0]["sessions"] == {"before": 4, "since": 0}
    assert [slope["name"] for slope in kept["slopes"]] == ["uwlr worker"]


def test_results_that_were_confirmed_and_are_not_stored_are_a_fault() -> None:
    lost = Seen(samples=SAMPLES, rows=SEEN.rows, kept=SEEN.kept, confirmed=50)

    assert faults(lost, calls_a_day=1000) == ["50 results were confirmed, and 25 more are stored"]


def test_what_is_said_of_tables_is_of_tables_that_there_are() -> None:
    assert set(TAKEN_AWAY) <= set(metadata.tables)
