"""Connections that a proxy keeps open are spread over the workers."""

from contextlib import ExitStack, closing
from pathlib import Path

import psutil

from tests.support.callers import connect
from tests.support.servers.uwlr import Server, serving

MANY, WORKERS = 16, 2
TRIES = 3
"""A machine that is busy with other tests may leave one worker without a turn for the whole of a try."""


def test_each_worker_gets_its_part(migrated_sqlite: Path, tmp_path: Path) -> None:
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{database}", tmp_path, UWLR_WORKERS=str(WORKERS)) as server:
        server.wait(lambda: [event["event"] for event in server.events()].count("worker_ready") == WORKERS)
        fewest = [_fewest(server) for _ in range(TRIES)]
    assert max(fewest) >= MANY // 4, fewest


def _fewest(server: Server) -> int:
    """How many of the connections the worker with the fewest has.

    All are opened before the first is used, the hardest case.
    """
    with ExitStack() as stack:
        connections = [stack.enter_context(closing(connect(server.url))) for _ in range(MANY)]
        for connection in connections:
            connection.connect()
        for connection in connections:
            connection.request("GET", "/health/live")
            assert connection.getresponse().read()
        ours = {connection.sock.getsockname()[1] for connection in connections}
        held = [
            sum(
                one.status == psutil.CONN_ESTABLISHED and bool(one.raddr) and one.raddr.port in ours
                for one in psutil.Process(pid).net_connections("tcp")
            )
            for pid in server.workers()
        ]
        assert sum(held) == MANY
        return min(held)
