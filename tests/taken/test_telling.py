"""Webhooks in a thread beside the engines."""

import threading
from collections.abc import Callable

import pytest
from structlog.testing import capture_logs

from uwlr_service.taken import telling


def test_a_minute_that_fails_is_logged_and_the_next_one_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "EACH_SECONDS", 0.01)
    sent = threading.Event()
    attempts: list[bool] = []

    def tell(stopped: Callable[[], bool]) -> None:
        attempts.append(stopped())
        if len(attempts) == 1:
            raise ConnectionError
        sent.set()

    with capture_logs() as logs, telling.telling(tell):
        assert sent.wait(5)
    assert [line["event"] for line in logs] == ["webhooks were not sent"]
    assert not attempts[0]
