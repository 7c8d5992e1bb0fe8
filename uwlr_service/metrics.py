"""The metrics for Prometheus, added up over all workers.

Under ``uwlr serve`` every worker counts in memory that all of them see (``tally.py``), and whichever worker
is asked adds it up. The library itself would have each worker count in a file, by way of ``mmap``. The
instruments are made at the first use in a worker, never in the process that starts the workers. Label values
come from short fixed lists.
"""

import functools
import json
import platform
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, values
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics import disable_created_metrics
from prometheus_client.registry import Collector

from uwlr_service import __version__, versie
from uwlr_service.tally import Tally

# A worker does not know when the others began to count.
disable_created_metrics()  # type: ignore[no-untyped-call]
CONTENT_TYPE = CONTENT_TYPE_LATEST
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""In seconds; an unchanged school takes about a millisecond, a first answer about ten."""


SPARE = 16
"""Places for workers beyond those of the settings."""

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
        self.readings = Counter(
            "uwlr_replica_reads", "Readings that a replica might do.", ["result"], registry=registry
        )
        self.build = Gauge(
            "uwlr_build_info",
            "Always 1; the labels tell what runs.",
            ["version", "commit", "python"],
            registry=registry,
        )
        self.build.labels(__version__, versie.commit(), platform.python_version()).set(1)
        self._counting: dict[str, tuple[Counter | Histogram, int]] = {
            "uwlr_calls": (self.calls, 2),
            "uwlr_call_seconds": (self.seconds, 1),
            "uwlr_tolerances": (self.tolerances, 1),
            "uwlr_cache": (self.cache, 1),
            "uwlr_replica_reads": (self.readings, 1),
        }
        """By name, with the number of its labels."""

    def know(self, keys: Iterable[str]) -> None:
        """Show what other workers counted too: an instrument only shows the labels that it has met."""
        for key in keys:
            name, _, labels = json.loads(key)
            instrument, width = self._counting[name]
            instrument.labels(*labels[:width])  # behind them a bucket has its bound


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


@functools.cache
def _readings(result: str) -> Counter:
    return _instruments().readings.labels(result)


def record_call(operation: str, outcome: str, seconds: float) -> None:
    """Count a call and its duration.

    The outcome is such as ``geenwijzigingen`` or a faultcode, and of the pull API the status of HTTP.
    """
    _calls(operation, outcome).inc()
    _seconds(operation).observe(seconds)


def begin(operation: str, outcomes: Iterable[str]) -> None:
    """Show an operation with these outcomes, before there was a call of it."""
    _seconds(operation)
    for outcome in outcomes:
        _calls(operation, outcome)


def record_tolerance(kind: str) -> None:
    """Count a departure from the standard that a tolerant key was allowed."""
    _tolerances(kind).inc()


def record_cache(result: str) -> None:
    """Count a look-up of a finished answer: ``hit`` or ``miss``."""
    _cache(result).inc()


def begin_readings(results: Iterable[str]) -> None:
    """Show where pupil data are read, before any are."""
    for result in results:
        _readings(result)


def record_reading(result: str) -> None:
    """Count a reading that a replica might do, by where it was done and why."""
    _readings(result).inc()


def render(*others: Collector) -> bytes:
    """All metrics of all workers, and those of the other collectors, in the text format of Prometheus."""
    instruments = _instruments()
    if _shared is not None:
        instruments.know(_shared.keys())
    beside = CollectorRegistry()
    for other in others:
        beside.register(other)
    return generate_latest(instruments.registry) + generate_latest(beside)


# --- what the workers share -----------------------------------------------------------------------------


_shared: Tally | None = None
"""Set in the process that starts workers, and so in each of them."""


def share(workers: int) -> None:
    """Let the workers that this process is going to start add up their numbers.

    There is room for as many again while they are replaced, and for some that an operator adds.
    """
    global _shared
    _shared = Tally(workers * 2 + SPARE)


def take_place() -> int | None:
    """Where the next worker counts; None if there is no room, and then its numbers are left out."""
    return None if _shared is None else _shared.take()


def free_place(place: int | None) -> None:
    """A worker ended: what it counted stays, and the next worker goes on from there."""
    if _shared is not None:
        _shared.give_back(place)


def count_in(place: int | None) -> None:
    """Called in a worker, before it counts anything."""
    if _shared is not None:
        _shared.count_in(place)
        # prometheus_client asks this for each number of each instrument.
        values.ValueClass = functools.partial(_value, _shared)


def _value(tally: Tally, typ: str, *described: Any, **options: Any) -> Any:
    """A number of an instrument. A gauge tells of the worker itself, and is not added up."""
    if typ == "gauge":
        return values.MutexValue(typ, *described, **options)  # type: ignore[no-untyped-call]
    return _SharedValue(tally, *described)


class _SharedValue:
    """A number that each worker has a part of; this one adds to its own, and tells the sum."""

    def __init__(
        self,
        tally: Tally,
        metric_name: str,
        name: str,
        _labelnames: Sequence[str],
        labelvalues: Sequence[str],
        _help_text: str,
    ) -> None:
        self._tally = tally
        self._key = json.dumps([metric_name, name, list(labelvalues)])
        self._place = tally.own()
        self._position: int | None = None
        if self._place is not None:
            with tally.lock:
                self._position = self._place.position(self._key)

    def inc(self, amount: float) -> None:
        """Count."""
        place = self._place
        if place is not None and self._position is not None:
            with self._tally.lock:
                place.write(self._position, place.read(self._position) + amount)

    def get(self) -> float:
        """The sum over all workers."""
        return self._tally.total(self._key)

    def get_exemplar(self) -> None:
        """No number of ours has an example beside it."""
