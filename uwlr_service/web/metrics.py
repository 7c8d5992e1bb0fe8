"""``/metrics`` for Prometheus; a proxy should not pass it on to the outside."""

from collections.abc import Callable, Iterable, Mapping

import structlog
from flask import Blueprint, Response
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from uwlr_service import metrics
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Uitkomst, Venster
from uwlr_service.uitwisseling.gkv.nachtverslagen import Nachtverslagen
from uwlr_service.web.patience import Patience

SECONDS = 1.0
"""How long the numbers of the calls wait for those of the night."""
log = structlog.get_logger()
Totals = Mapping[Uitkomst, int]


class NightCollector(Collector):
    """The packages of the night, read from its ledger: the workers that make them answer no calls.

    Without an answer of the database its numbers are not there, and the others are.
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
        except Exception as error:
            log.warning("no numbers of the night", reason=type(error).__name__)
        return [packages]


def blueprint(verslagen: Nachtverslagen, venster: Venster) -> Blueprint:
    """The address; it reads nothing but the ledger of the nights."""
    pages = Blueprint("metrics", __name__)
    night = NightCollector(lambda: verslagen.totals(venster.current(tijd.now())))

    @pages.get("/metrics")
    def show() -> Response:
        """The numbers of all workers together."""
        return Response(
            metrics.render(night), content_type=metrics.CONTENT_TYPE, headers={"Cache-Control": "no-store"}
        )

    return pages
