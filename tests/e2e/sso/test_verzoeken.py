"""Every hostile request of the corpus to the provider: the answer of the index, and nothing else happens."""

from collections.abc import Iterator

import pytest

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.messages.soap import Answer
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import serving
from tests.support.sso.corpus import DOORS, requests
from tests.support.sso.judging import Judge
from tests.support.sso.world import Fresh, Ssoworld
from tests.support.vijandig.directives import Directives
from tests.support.vijandig.exchange import exchange

pytestmark = pytest.mark.e2e
FEWEST = 150


@pytest.fixture(scope="module", params=DATABASES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssoworld]:
    """One server for all requests, on SQLite and on PostgreSQL."""
    folder = tmp_path_factory.mktemp("verzoeken")
    port = free_port()
    url = f"http://localhost:{port}"
    own = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_BASE_URL": url, "UWLR_WORKERS": "1"}
    with migrated(request, folder) as database, serving(database, folder, **own) as server:
        yield Ssoworld(server, url)


def followed(world: Ssoworld, answer: Answer) -> Answer:
    """What comes at the address that an answer leads to, with the cookie if it gave one."""
    cookie = answer.headers.get("set-cookie", "").partition(";")[0]
    (next_one,) = exchange(
        world.server.url,
        f"GET {answer.headers['location']} HTTP/1.1\r\nHost: {world.parts['HOST']}\r\n"
        f"Cookie: {cookie}\r\nConnection: close\r\n\r\n".encode(),
    )
    return next_one


def test_the_index_is_as_large_as_it_says() -> None:
    assert sum(len(requests(door)) for door in DOORS) >= FEWEST


@pytest.mark.parametrize("door", DOORS)
def test_every_request_gets_what_the_index_says(world: Ssoworld, door: str) -> None:
    judge = Judge(world.parts)
    logged = len(world.server.log)
    listed = []
    for entry in requests(door):
        directives = Directives(Fresh(world, entry.parts), world.sign)
        answers = exchange(world.server.url, directives.write(entry.parts["raw"]))
        if "follows" in entry.parts:
            answers = [followed(world, answer) for answer in answers]
        listed += [f"{entry.name}: {deviation}" for deviation in judge.deviations(entry.expected, answers)]
    for line in world.server.log[logged:].splitlines():
        if "unexpected error" in line or "Traceback" in line:
            listed.append(f"in the log: {line[:2000]}")
    assert not listed, "\n".join([f"{len(listed)} deviations", *listed])
