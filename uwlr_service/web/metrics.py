"""``/metrics`` for Prometheus; a proxy should not pass it on to the outside."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import structlog
from flask import Response
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from uwlr_service import metrics
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.toezicht.gelezen import Gelezen
from uwlr_service.domain.toezicht.zegel import Zegel
from uwlr_service.web.patience import Patience
from uwlr_service.web.state import state

SECONDS = 1.0
"""How long the numbers of the calls wait for those of the night."""
APIS = ("gkv.", "las.")
STATUSES = ("200", "401", "500", "503")
"""The outcomes of these APIs that matter to a watcher; the others show up with their first call."""
log = structlog.get_logger()
Totals = Mapping[Uitkomst, int]


class NightCollector(Collector):
    """The packages of the night, read from its ledger: the workers that make them answer no calls.

    If the database gives no answer, only these numbers are missing.
    """

    def __init__(self, totals: Callable[[], Totals], limit: float = SECONDS) -> None:
        self._patience = Patience(totals, limit)

    def collect(self) -> Iterable[Metric]:
        """One gauge, by outcome."""
        packages = GaugeMetricFamily(
            "uwlr_night_packages",
            "Packages of the night that is worked on, or else the last one.",
            labels=["outcome"],
        )
        try:
            for uitkomst, count in self._patience.ask().items():
                packages.add_metric([uitkomst.value], count)
        except Exception as error:  # the numbers of the calls must come out, whatever it is
            log.warning("no numbers of the night", reason=type(error).__name__)
        return [packages]


class LogCollector(Collector):
    """The log of decisions, read from the database: it counts what commands and workers sealed too."""

    def __init__(self, last_seal: Callable[[], Zegel | None], limit: float = SECONDS) -> None:
        self._patience = Patience(last_seal, limit)

    def collect(self) -> Iterable[Metric]:
        """How many seals there are, and how old the last one is; without any its age is left out."""
        seals = GaugeMetricFamily("uwlr_log_seals", "Seals of the log of decisions.")
        age = GaugeMetricFamily("uwlr_log_last_seal_seconds", "Age of the last seal of the log of decisions.")
        try:
            zegel = self._patience.ask()
        except Exception as error:  # the numbers of the calls must come out, whatever it is
            log.warning("no numbers of the log", reason=type(error).__name__)
            return []
        seals.add_metric([], 0 if zegel is None else zegel.nummer)
        if zegel is not None:
            age.add_metric([], max((tijd.now() - zegel.moment).total_seconds(), 0.0))
        return [seals, age]


class WorkerCollector(Collector):
    """The worker that gave a sign of life last, read from the database: workers answer no calls."""

    def __init__(self, last_seen: Callable[[], datetime | None], limit: float = SECONDS) -> None:
        self._patience = Patience(last_seen, limit)

    def collect(self) -> Iterable[Metric]:
        """How long ago that was; left out where none gave one for a week."""
        age = GaugeMetricFamily("uwlr_worker_seen_seconds", "Age of the last sign of life of a worker.")
        try:
            seen = self._patience.ask()
        except Exception as error:  # the numbers of the calls must come out, whatever it is
            log.warning("no numbers of the workers", reason=type(error).__name__)
            return []
        if seen is not None:
            age.add_metric([], max((tijd.now() - seen).total_seconds(), 0.0))
        return [age]


def begin(endpoints: Iterable[str]) -> None:
    """Let the addresses of the APIs with tokens show before the first call."""
    for endpoint in endpoints:
        if endpoint.startswith(APIS):
            metrics.begin(endpoint, STATUSES)


def count_readings(diensten: Diensten) -> None:
    """Count what a replica reads; where there is none all stands at 0."""
    metrics.begin_readings(gelezen.value for gelezen in Gelezen)
    diensten.count_readings(lambda gelezen: metrics.record_reading(gelezen.value))


def show() -> Response:
    """The numbers of all workers together, and those of the night, the log and the workers of the clock."""
    return Response(
        metrics.render(state().night, state().log, state().workers),
        content_type=metrics.CONTENT_TYPE,
        headers={"Cache-Control": "no-store"},
    )
