"""A day whose worker ended is given up, and says so."""

import sys
from pathlib import Path
from typing import Any, cast

import psutil
import pytest

from bench.landelijk.day.service import Service
from bench.report import NotMeasured


def test_a_worker_that_ended_by_itself_is_told(tmp_path: Path) -> None:
    worker = psutil.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    worker.wait(20)
    nothing = cast(Any, None)  # a worker is all that is looked at
    service = Service(stage=nothing, clock=nothing, server=nothing, worker=worker, logs=(tmp_path / "log",))
    with pytest.raises(NotMeasured, match="uwlr worker ended by itself with exit code 3"):
        service.require_worker()
