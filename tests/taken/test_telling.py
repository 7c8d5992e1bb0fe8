"""Webhooks and mail in threads beside the engines."""

import threading
from collections.abc import Callable

from structlog.testing import capture_logs

from uwlr_service.taken import telling


def test_a_round_that_fails_is_logged_and_the_next_one_sends() -> None:
    sent = threading.Event()
    attempts: list[bool] = []

    def tell(stopped: Callable[[], bool]) -> None:
        attempts.append(stopped())
        if len(attempts) == 1:
            raise ConnectionError
        sent.set()

    with capture_logs() as logs, telling.telling(tell, "mails", 0.01):
        assert sent.wait(5)
    assert [line["event"] for line in logs] == ["mails were not sent"]
    assert not attempts[0]
