"""How long a server that says nothing is waited for."""

import os
import socket
from collections.abc import Iterator

import pytest

from tests.support.databases import Cluster
from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.verbinding import bounded

pytestmark = pytest.mark.postgres
BOUNDED = {
    socket.TCP_KEEPIDLE: 5,
    socket.TCP_KEEPINTVL: 2,
    socket.TCP_KEEPCNT: 3,
    socket.TCP_USER_TIMEOUT: 10_000,
}


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections, and says nothing on them."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def options(url: str) -> dict[int, int]:
    """What the kernel was told of a connection that reads, and of one that writes."""
    database = Database.open(url)
    found = set()
    for opened in (database.read, database.write):
        with opened() as connection:
            number = connection.connection.driver_connection.fileno()  # type: ignore[union-attr]
            with socket.socket(fileno=os.dup(number)) as of_tcp:
                found.add(tuple(of_tcp.getsockopt(socket.IPPROTO_TCP, option) for option in BOUNDED))
    database.close()
    (same,) = found
    return dict(zip(BOUNDED, same, strict=True))


def test_a_server_that_falls_silent_is_given_up(postgres: Cluster) -> None:
    """Without these a call would wait a quarter of an hour for an answer that cannot come."""
    with postgres.empty() as url:
        assert options(url) == BOUNDED


def test_an_operator_may_wait_longer(postgres: Cluster) -> None:
    with postgres.empty() as url:
        told = options(f"{url}?keepalives_idle=60&tcp_user_timeout=90000")
    assert told == {**BOUNDED, socket.TCP_KEEPIDLE: 60, socket.TCP_USER_TIMEOUT: 90_000}


def test_one_that_says_nothing_from_the_first_is_given_up(silent: int) -> None:
    """By itself libpq waits for ever: the connection is there."""
    database = Database.open(f"postgresql://uwlr@127.0.0.1:{silent}/uwlr?connect_timeout=2")
    with pytest.raises(DatabaseOnbereikbaar):
        database.ping()
    database.close()


def test_the_queue_connects_within_the_same_bounds() -> None:
    address = bounded("postgresql+psycopg://uwlr:a%20b@een,twee/uwlr?options=-c%20x=y&connect_timeout=9")
    assert address == (
        "postgresql://uwlr:a%20b@een,twee/uwlr?options=-c%20x=y&connect_timeout=9"
        "&keepalives_idle=5&keepalives_interval=2&keepalives_count=3&tcp_user_timeout=10000"
    )
