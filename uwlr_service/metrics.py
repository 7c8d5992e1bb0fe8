"""The metrics for Prometheus, added up over all workers.

Under ``uwlr serve`` every worker writes its numbers to a file in the folder PROMETHEUS_MULTIPROC_DIR, and
whichever worker is asked adds them up. The instruments are therefore made at the first use in a worker,
never in the process that starts the workers. Label values come from short fixed lists.
"""

import functools
import os
import platform
import shutil
import threading
from pathlib import Path

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, values
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from uwlr_service import __version__, private

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = CONTENT_TYPE_LATEST
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""In seconds; an unchanged school takes about a millisecond, a first answer about ten."""


_making = threading.Lock()


class _Instruments:
    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.calls = Counter("uwlr_calls", "Calls.", ["operation", "outcome"], registry=registry)
        self.seconds = Histogram(
            "uwlr_call_seconds", "Duration of calls.", ["operation"], buckets=BUCKETS, registry=registry
        )
        self.tolerances = Counter(
            "uwlr_tolerances",
            "Departures from the standard, let through.",
            ["kind"],
            registry=registry,
        )
        self.cache = Counter("uwlr_cache", "Look-ups in the cache of answers.", ["result"], registry=registry)
        self.build = Gauge(
            "uwlr_build_info",
            "Always 1; the labels tell what runs.",
            ["version", "python"],
            registry=registry,
            multiprocess_mode="livemax",
        )
        self.build.labels(__version__, platform.python_version()).set(1)


@functools.cache
def _made() -> _Instruments:
    return _Instruments()


def _instruments() -> _Instruments:
    with _making:  # two threads that make them at once would each count in their own
        return _made()


# Binding a label costs more than counting, so each child is bound once.


@functools.cache
def _calls(operation: str, outcome: str) -> Counter:
    return _instruments().calls.labels(operation, outcome)


@functools.cache
def _seconds(operation: str) -> Histogram:
    return _instruments().seconds.labels(operation)


@functools.cache
def _tolerances(kind: str) -> Counter:
    return _instruments().tolerances.labels(kind)


@functools.cache
def _cache(result: str) -> Counter:
    return _instruments().cache.labels(result)


def record_call(operation: str, outcome: str, seconds: float) -> None:
    """Count a call and its duration; the outcome is such as ``geenwijzigingen``, or a faultcode."""
    _calls(operation, outcome).inc()
    _seconds(operation).observe(seconds)


def record_tolerance(kind: str) -> None:
    """Count a departure from the standard that a tolerant key was allowed."""
    _tolerances(kind).inc()


def record_cache(result: str) -> None:
    """Count a look-up of a finished answer: ``hit`` or ``miss``."""
    _cache(result).inc()


def render(*others: Collector) -> bytes:
    """All metrics of all workers, and those of the other collectors, in the text format of Prometheus."""
    registry = _instruments().registry
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    beside = CollectorRegistry()
    for other in others:
        beside.register(other)
    return generate_latest(registry) + generate_latest(beside)


def share(folder: Path) -> None:
    """Let the workers that this process is going to start add up their numbers; empties the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    private.make_folder(folder)
    os.environ[FOLDER] = str(folder)
    # prometheus_client looked at the environment when it was imported, which is too early.
    values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]


def forget_worker(pid: int) -> None:
    """Take the gauges of a worker that ended out of the sum; what it counted stays."""
    if FOLDER in os.environ:
        mark_process_dead(pid)  # type: ignore[no-untyped-call]
