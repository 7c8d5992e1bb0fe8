"""The metrics: what is counted, and that several processes are added up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from uwlr_service import __version__, metrics

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(document: bytes) -> Samples:
    """Every sample by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(document.decode())
        for sample in family.samples
    }


def value(found: Samples, name: str, **labels: str) -> float:
    return found.get((name, frozenset(labels.items())), 0.0)


def test_a_call_is_counted_and_timed() -> None:
    before = samples(metrics.render())
    metrics.record_call("HaalStructuur", "data", 0.004)
    metrics.record_call("HaalStructuur", "Client.OngeldigBericht", 0.2)
    after = samples(metrics.render())

    def grown(name: str, **labels: str) -> float:
        return value(after, name, **labels) - value(before, name, **labels)

    assert grown("uwlr_calls_total", operation="HaalStructuur", outcome="data") == 1
    assert grown("uwlr_calls_total", operation="HaalStructuur", outcome="Client.OngeldigBericht") == 1
    assert grown("uwlr_call_seconds_bucket", operation="HaalStructuur", le="0.005") == 1
    assert grown("uwlr_call_seconds_count", operation="HaalStructuur") == 2
    assert grown("uwlr_call_seconds_sum", operation="HaalStructuur") == pytest.approx(0.204)


def test_tolerances_and_the_cache_are_counted() -> None:
    before = samples(metrics.render())
    metrics.record_tolerance("volgorde")
    metrics.record_cache("hit")
    after = samples(metrics.render())

    for name, labels in (
        ("uwlr_tolerances_total", {"kind": "volgorde"}),
        ("uwlr_cache_total", {"result": "hit"}),
    ):
        assert value(after, name, **labels) == value(before, name, **labels) + 1


def test_the_version_can_be_read() -> None:
    versions = {
        dict(labels).get("version") for name, labels in samples(metrics.render()) if name == "uwlr_build_info"
    }
    assert versions == {__version__}


FORKING = """
import os, sys
import prometheus_client  # as when something imports it before the server starts
from uwlr_service import metrics

metrics.share(1)
places = [metrics.take_place() for _ in range(int(sys.argv[1]))]
for place, seconds in ((places[0], 0.004), (places[-1], 0.2)):
    child = os.fork()
    if not child:
        metrics.count_in(place)
        metrics.record_call("HaalLeerlinggegevens", "data", seconds)
        metrics.record_cache("miss")
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    metrics.free_place(place)
metrics.count_in(metrics.take_place())
metrics.record_call("HaalLeerlinggegevens", "data", 0.0)
sys.stdout.buffer.write(metrics.render())
"""


@pytest.mark.parametrize("places", ["1", "2"])
def test_workers_are_added_up_also_those_that_were_killed(places: str) -> None:
    """With one place, each goes on with the numbers of the one before."""
    ran = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning", "-c", FORKING, places],
        env=os.environ | {"PYTHONPATH": str(Path(metrics.__file__).parents[1])},
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")

    found = samples(ran.stdout)
    assert value(found, "uwlr_calls_total", operation="HaalLeerlinggegevens", outcome="data") == 3
    assert value(found, "uwlr_call_seconds_count", operation="HaalLeerlinggegevens") == 3
    assert value(found, "uwlr_call_seconds_sum", operation="HaalLeerlinggegevens") == pytest.approx(0.204)
    assert value(found, "uwlr_cache_total", result="miss") == 2
    assert sum(number for (name, _), number in found.items() if name == "uwlr_build_info") == 1
    assert not [name for name, _ in found if name.endswith("_created")]


def test_an_operation_stands_at_zero_before_its_first_call() -> None:
    metrics.begin("HaalNiets", ["gegevens", "Server.InterneFout"])
    found = samples(metrics.render())
    for outcome in ("gegevens", "Server.InterneFout"):
        labels = {"operation": "HaalNiets", "outcome": outcome}
        assert found[("uwlr_calls_total", frozenset(labels.items()))] == 0
    assert found[("uwlr_call_seconds_count", frozenset({"operation": "HaalNiets"}.items()))] == 0
