"""A LAS with files to send, and a service that answers as it was told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gkv.answering import Service, serving
from tests.support.las.zender import Las
from uwlr_service.client import las


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(las, "FIRST_WAIT", 0.001)
    with serving() as answering:
        yield answering


@pytest.fixture
def own(service: Service, tmp_path: Path) -> Las:
    return Las(service, tmp_path)
