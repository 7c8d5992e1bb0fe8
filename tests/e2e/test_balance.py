"""Connections that a proxy keeps open are spread over the workers."""

from contextlib import ExitStack, closing
from pathlib import Path

import psutil

from tests.support.callers import connect
from tests.support.servers.uwlr import serving

MANY, WORKERS = 16, 2


def test_each_worker_gets_its_part(migrated_sqlite: Path, tmp_path: Path) -> None:
    """All connections are opened before the first is used, the hardest case."""
    database = tmp_path / "uwlr.sqlite"
    database.write_bytes(migrated_sqlite.read_bytes())
    with (
        serving(f"sqlite:///{database}", tmp_path, UWLR_WORKERS=str(WORKERS)) as server,
        ExitStack() as stack,
    ):
        server.wait(lambda: [event["event"] for event in server.events()].count("worker_ready") == WORKERS)
        connections = [stack.enter_context(closing(connect(server.url))) for _ in range(MANY)]
        for connection in connections:
            connection.connect()
        for connection in connections:
            connection.request("GET", "/health/live")
            assert connection.getresponse().read()
        held = [
            sum(one.status == psutil.CONN_ESTABLISHED for one in psutil.Process(pid).net_connections("tcp"))
            for pid in server.workers()
        ]
        assert sum(held) == MANY
        assert min(held) >= MANY // 4, held
