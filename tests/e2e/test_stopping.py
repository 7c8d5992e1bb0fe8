"""A server that is asked to stop does so at once, at whatever moment that is."""

import signal
from pathlib import Path

import pytest

from tests.support.databases import sqlite_template
from tests.support.servers.uwlr import serving

pytestmark = pytest.mark.e2e
SLOW = "tests.support.servers.slow_fork"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_while_workers_are_made_is_heard(tmp_path: Path, how: signal.Signals) -> None:
    """A worker that does not hear it is killed after as long as the test waits, so the test fails."""
    database = sqlite_template(tmp_path)
    with serving(f"sqlite:///{database}", tmp_path, program=SLOW, UWLR_WORKERS="2") as server:
        assert server.stop(how) == 0
