"""Two releases on one database: the older one goes on as long as the newer one only added."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.callers import get, post
from tests.support.commandline import Uwlr
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.messages.results import BRENG, bericht
from tests.support.messages.soap import request
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from tests.support.uitgave.programma import Programma

pytestmark = pytest.mark.e2e
CHANGE = 'op.alter_column("levensteken", "machine", new_column_name="host")'


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the present release, of each kind."""
    with migrated(request, tmp_path) as address:
        yield address


def kinds(server: Server, sleutel: str) -> list[str]:
    """What becomes of a pull, and of a message with results."""
    return [post(server.url, request(sleutel)).kind, post(server.url, bericht(sleutel), BRENG).kind]


def readiness(server: Server) -> tuple[int, str]:
    answer = get(server.url, "/health/ready")
    return answer.status, json.loads(answer.content)["status"]


def test_the_older_program_goes_on_until_the_newer_one_does_more_than_add(
    url: str, nieuw: Programma, tmp_path: Path
) -> None:
    both = ["leerlinggegevens", "leerresultaten_bevestiging"]
    oud = Uwlr(tmp_path, url)
    with serving(url, tmp_path, UWLR_WORKERS="1") as server:
        server.invoer.store(schoolgegevens())
        sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
        assert kinds(server, sleutel) == both
        nieuw.uwlr("db", "upgrade", "--zonder-stilstand", UWLR_DATABASE_URL=url)
        assert kinds(server, sleutel) == both
        assert readiness(server) == (200, "warning")

    nieuw.uwlr("koppeling", "list", UWLR_DATABASE_URL=url)
    assert "er is niets veranderd" in oud.good("db", "upgrade").stderr
    with serving(url, tmp_path, UWLR_WORKERS="1") as server:
        assert [event["level"] for event in server.events() if event["event"] == "newer database"] == [
            "warning"
        ]
        assert kinds(server, sleutel) == both
        nieuw.add_migration("contract", CHANGE)
        said = nieuw.uwlr("db", "upgrade", "--zonder-stilstand", exit_code=1, UWLR_DATABASE_URL=url)
        assert "Stop eerst elke server" in said
        assert readiness(server) == (200, "warning")
        nieuw.uwlr("db", "upgrade", UWLR_DATABASE_URL=url)
        assert readiness(server) == (503, "unavailable")
    for command in (("serve",), ("worker",), ("db", "upgrade"), ("koppeling", "list")):
        assert oud.refused(*command).startswith("De database is van een nieuwere versie")
