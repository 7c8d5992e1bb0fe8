"""Traces of this process, kept in its memory."""

from collections.abc import Iterator

import pytest

from tests.support.toezicht.recorded import Recorded
from uwlr_service.tracing import recording


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    """What is recorded until the end of the test."""
    kept = Recorded()
    recording.start("sqlite", kept.processor)
    yield kept
    recording.stop()
