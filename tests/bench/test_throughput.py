"""The ratios of a full school are those within a turn; a server that is absent is named."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bench import databases, throughput
from bench.load import Load
from bench.report import NotMeasured, Result
from bench.servers import Server
from bench.throughput import CXF, GSOAP, NGINX, OURS, SPYNE, Candidate

SQLITE, POSTGRESQL = (OURS[name] for name in databases.NAMES)


def candidate(*per_second: float) -> Candidate:
    """A server that was seen to give so many answers a second, a turn each."""
    loads = [
        Load(requests=1, per_second=speed, p50_ms=1, p99_ms=2, bytes_per_answer=3) for speed in per_second
    ]
    return Candidate(
        server=cast("Server", SimpleNamespace(port=1)),
        message=Path("request.xml"),
        size=3,
        same=True,
        loads=loads,
        processor_ms=[0.1],
    )


def by_figure(results: list[Result]) -> dict[str, Result]:
    return {result.what: result for result in results}


def test_a_ratio_is_the_median_of_those_within_a_turn() -> None:
    candidates = {
        SQLITE: candidate(2000, 3000, 1000),
        POSTGRESQL: candidate(1300, 1300, 1300),
        GSOAP: candidate(1000, 1500, 1000),
        CXF: candidate(500, 500, 500),
        NGINX: candidate(20_000, 20_000, 20_000),
        SPYNE: candidate(10, 10, 10),
    }

    figures = by_figure(list(throughput._ratios(candidates, {})))

    beside_gsoap = figures["full school, SQLite, beside gSOAP (C)"]
    assert beside_gsoap.measured == "2 times (1 to 2)"
    assert (beside_gsoap.target, beside_gsoap.met) == ("at least 1.8 times", True)
    assert figures["full school, PostgreSQL, beside gSOAP (C)"].met is True
    assert figures["full school, PostgreSQL, beside Apache CXF (Java)"].met is True
    assert figures["full school, SQLite, beside nginx, static file"].met is False
    assert len(figures) == 6


def test_a_peer_that_is_absent_is_no_figure() -> None:
    candidates = {SQLITE: candidate(2000), POSTGRESQL: candidate(1300), GSOAP: candidate(1000)}
    missing = {name: NotMeasured(f"no {name}") for name in (CXF, NGINX, SPYNE)}

    figures = by_figure(list(throughput._ratios(candidates, missing)))

    absent = figures["full school, SQLite, beside Apache CXF (Java)"]
    assert (absent.measured, absent.met) == ("not measured: no Apache CXF (Java)", None)
    assert figures["full school, SQLite, beside gSOAP (C)"].met is True


def test_an_absent_database_leaves_out_its_own_figures() -> None:
    candidates = {SQLITE: candidate(2000), GSOAP: candidate(1000), CXF: candidate(500)}
    missing = {POSTGRESQL: NotMeasured("no PostgreSQL"), NGINX: NotMeasured("n"), SPYNE: NotMeasured("s")}

    figures = by_figure(list(throughput._ratios(candidates, missing)))

    assert figures["full school, PostgreSQL, beside gSOAP (C)"].measured == "not measured: no PostgreSQL"


@pytest.mark.parametrize("name", [CXF, NGINX])
def test_what_gets_faster_is_warmed_up(name: str) -> None:
    assert throughput.WARM_UPS[name] == 30
