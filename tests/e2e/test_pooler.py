"""The service behind PgBouncer in transaction mode, where no prepared statement can be relied on."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.callers import post
from tests.support.databases import Cluster
from tests.support.messages.soap import request
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.pgbouncer import pgbouncer_binary, pooling
from tests.support.servers.uwlr import serving

pytestmark = [pytest.mark.e2e, pytest.mark.postgres]

CLIENTS = 8
CALLS = 120


def test_the_service_works_behind_a_pooler(postgres: Cluster, tmp_path: Path) -> None:
    """More threads than the pooler has connections, so that each call may meet another one."""
    binary = pgbouncer_binary()
    if binary is None:
        pytest.skip("this machine has no pgbouncer (Debian: apt-get install pgbouncer)")
    with postgres.migrated() as url:
        port = urlsplit(url).port
        assert port is not None
        with pooling(binary, port) as pooler:
            address = url.replace(f":{port}/", f":{pooler}/")
            with serving(address, tmp_path, UWLR_DATABASE_PREPARE="off") as server:
                server.invoer.store(schoolgegevens())
                sleutel = server.beheer.add(
                    klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], door=DOOR
                ).sleutel
                body = request(sleutel)
                with ThreadPoolExecutor(CLIENTS) as clients:
                    answers = list(clients.map(lambda _: post(server.url, body), range(CALLS)))
                assert {answer.status for answer in answers} == {200}
                assert len({answer.content for answer in answers}) == 1
