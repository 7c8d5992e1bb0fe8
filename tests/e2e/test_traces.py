"""A real server with two workers: each sends what it recorded, from a thread that it made itself."""

from pathlib import Path

import pytest

from tests.support.callers import SOAP_HEADERS, post
from tests.support.databases import sqlite_template
from tests.support.messages.soap import request
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.collector import Collector, collecting
from tests.support.servers.uwlr import serving
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG

pytestmark = pytest.mark.e2e
TRACES = [f"{number:032x}" for number in range(1, 9)]


def test_the_calls_of_all_workers_reach_the_collector(tmp_path: Path) -> None:
    database = sqlite_template(tmp_path)
    with (
        collecting() as collector,
        serving(f"sqlite:///{database}", tmp_path, **collector.environ, UWLR_WORKERS="2") as server,
    ):
        server.invoer.store(schoolgegevens())
        link = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG)
        for trace in TRACES:
            headers = SOAP_HEADERS | {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
            assert post(server.url, request(link.sleutel), headers=headers).status == 200
        server.wait(lambda: len(pulled(collector)) == len(TRACES))
        assert sorted(pulled(collector)) == TRACES == sorted(call["trace_id"] for call in server.calls())
        names = {span.name for span in collector.spans()}
        assert {"Heenweg.answer", "SchoolgegevensRepository.read", "antwoord.render"} <= names
        assert server.stop() == 0


def pulled(collector: Collector) -> list[str]:
    """The traces of the pulls that came in."""
    return [span.trace_id.hex() for span in collector.spans() if span.name == "soap leerlinggegevens"]
