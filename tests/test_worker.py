"""The worker of gunicorn; tests/e2e shows what it does among others."""

import threading

import pytest

from uwlr_service.worker import Inline


def test_what_runs_inline_is_done_at_once_in_the_same_thread() -> None:
    future = Inline().submit(threading.get_ident)
    assert future.done()
    assert future.result() == threading.get_ident()


def test_what_goes_wrong_inline_is_kept_for_who_asks() -> None:
    future = Inline().submit(int, "x")
    with pytest.raises(ValueError, match="invalid literal"):
        future.result()
