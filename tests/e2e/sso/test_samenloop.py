"""Twelve at once with one code, one refresh token or one assertion: exactly one gets something.

``pytest --sso-rondes=200`` does each two hundred times.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import requests

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import serving
from tests.support.sso.world import Ssoworld

pytestmark = pytest.mark.e2e
AT_ONCE = 12
LETS_AGAIN = 3
"""How often an old refresh token gives a new pair within its seconds of grace."""
BEFORE_TOO_MANY = 8
"""Rounds after which another client takes over: of one that fails too often nothing is taken for a while."""
OK = requests.codes.ok
REFUSED = requests.codes.bad_request
UNAUTHORIZED = requests.codes.unauthorized


@pytest.fixture(scope="module", params=DATABASES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssoworld]:
    """A server with two workers, so that nothing in the memory of one can be what keeps order."""
    folder = tmp_path_factory.mktemp("samenloop")
    port = free_port()
    url = f"http://localhost:{port}"
    own = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_BASE_URL": url, "UWLR_WORKERS": "2"}
    with migrated(request, folder) as database, serving(database, folder, **own) as server:
        yield Ssoworld(server, url)


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> range:
    """How often each race is run."""
    return range(request.config.getoption("--sso-rondes"))


def at_once(call: Callable[[], requests.Response]) -> list[requests.Response]:
    """The answers to the same call, made by all at the same moment."""
    barrier = Barrier(AT_ONCE)

    def started(_number: int) -> requests.Response:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(started, range(AT_ONCE)))


def statuses(answers: list[requests.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def test_a_code_gives_tokens_once(world: Ssoworld, rounds: range) -> None:
    post = world.post()
    for _ in rounds:
        code = world.browser.code(world.clients[""])
        answers = at_once(lambda code=code: post.redeem(code))  # type: ignore[misc]
        assert statuses(answers) == {OK: 1, REFUSED: AT_ONCE - 1}
        (given,) = (answer.json() for answer in answers if answer.status_code == OK)
        # Somebody else had the code too, so nothing that came of it is good any more (RFC 6749, 4.1.2).
        assert post.refresh(given["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_refresh_token_is_used_once_and_repeated_a_little(world: Ssoworld, rounds: range) -> None:
    """One is the first; a few that were already on their way get a pair of the same family (docs/sso.rst)."""
    post = world.post()
    for _ in rounds:
        token = post.tokens(world.browser.code(world.clients[""]))["refresh_token"]
        answers = at_once(lambda token=token: post.refresh(token))  # type: ignore[misc]
        assert statuses(answers) == {OK: 1 + LETS_AGAIN, REFUSED: AT_ONCE - 1 - LETS_AGAIN}


def test_an_assertion_proves_something_once(world: Ssoworld, rounds: range) -> None:
    for number in rounds:
        if number % BEFORE_TOO_MANY == 0:
            client = world.with_key()
        assertion = world.assertion(str(uuid.uuid4()), client)
        answers = at_once(lambda assertion=assertion: world.prove(assertion))  # type: ignore[misc]
        assert statuses(answers) == {OK: 1, UNAUTHORIZED: AT_ONCE - 1}
