"""``/metrics`` for Prometheus; a proxy should not pass it on to the outside."""

from collections.abc import Callable, Iterable, Mapping

import structlog
from flask import Response
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from uwlr_service import metrics
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.web.patience import Patience
from uwlr_service.web.state import state

SECONDS = 1.0
"""How long the numbers of the calls wait for those of the night."""
PULL_API = "gkv."
STATUSES = ("200", "401", "500", "503")
"""The outcomes of the pull API that matter to a watcher; the others show up with their first call."""
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


def begin(endpoints: Iterable[str]) -> None:
    """Let the addresses of the pull API show before the first call."""
    for endpoint in endpoints:
        if endpoint.startswith(PULL_API):
            metrics.begin(endpoint, STATUSES)


def show() -> Response:
    """The numbers of all workers together, and those of the night."""
    return Response(
        metrics.render(state().night),
        content_type=metrics.CONTENT_TYPE,
        headers={"Cache-Control": "no-store"},
    )
