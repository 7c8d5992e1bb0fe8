"""``/metrics`` tells how long ago a worker gave a sign of life; without any the number is left out."""

from datetime import datetime, timedelta

from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import Client

from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.levenstekens import Levenstekens
from uwlr_service.web.metrics import WorkerCollector


def ages(client: Client) -> list[float]:
    """What a scrape tells of workers."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    (family,) = (family for family in families if family.name == "uwlr_worker_seen_seconds")
    return [sample.value for sample in family.samples]


def test_a_scrape_tells_of_the_worker_that_was_seen_last(client: Client, database: Database) -> None:
    assert ages(client) == []
    levenstekens = Levenstekens(database)
    for minutes in (20, 10):
        moment = tijd.now() - timedelta(minutes=minutes)
        levenstekens.give(levenstekens.begin("0", moment), moment)
    (age,) = ages(client)
    assert 600 <= age < 660


def test_a_database_that_is_away_leaves_the_other_numbers() -> None:
    def away() -> datetime | None:
        raise ConnectionError

    assert list(WorkerCollector(away).collect()) == []
