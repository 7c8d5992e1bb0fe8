"""``/metrics`` tells how many seals the log of decisions has, and how old the last one is."""

from prometheus_client.parser import text_string_to_metric_families
from werkzeug.test import Client

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.zegel import Zegel
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record
from uwlr_service.web.metrics import LogCollector


def numbers(client: Client) -> dict[str, float]:
    """The gauges of the log."""
    return {
        sample.name: sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
        if sample.name.startswith("uwlr_log")
    }


def test_a_scrape_counts_seals_and_tells_the_age_of_the_last(client: Client, database: Database) -> None:
    assert numbers(client) == {"uwlr_log_seals": 0}
    with database.write() as connection:
        record(connection, Gebeurtenis(soort=Logsoort.BESLUIT, wat="proef", door=Handelende.klok()))
    told = numbers(client)
    assert told["uwlr_log_seals"] == 1
    assert 0 <= told["uwlr_log_last_seal_seconds"] < 60


def test_a_log_that_cannot_be_read_leaves_the_other_numbers() -> None:
    def away() -> Zegel | None:
        raise ConnectionError

    assert list(LogCollector(away).collect()) == []
