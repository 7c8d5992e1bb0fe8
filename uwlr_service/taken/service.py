"""The worker as a process: on the engine that fits the database until a signal, or once without an engine."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from types import FrameType

import structlog

from uwlr_service import __version__, logs
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nachtverslag import Nachtverslag
from uwlr_service.domain.toezicht.levensteken import EVERY
from uwlr_service.taken.telling import telling
from uwlr_service.taken.work import Work
from uwlr_service.tracing import preparing

POST_SECONDS = 10.0
"""Somebody who waits for a link to sign in with looks for mail at once."""
LOGOUT_SECONDS = 2.0
"""Whoever signs out expects to be out everywhere; what the server sent at once is not due any more."""
log = structlog.get_logger()


def run(diensten: Diensten, clock: Callable[[], datetime] = tijd.now) -> None:
    """Work until SIGTERM or SIGINT, and then finish the package in hand.

    Raises ConfigFout where the settings ask for traces that cannot be recorded.
    """
    settings = diensten.settings
    logs.configure(settings.log_level)
    logs.take_over_all()
    logs.warn(settings.remarks)
    if diensten.is_extended():
        logs.warn_of_newer_database()
    _require_traces(diensten)
    work = Work(diensten, clock)
    log.info("worker_ready", version=__version__, database=diensten.dialect)
    with (
        _traces(diensten),
        telling(work.live, "signs of life", EVERY.total_seconds()),
        telling(work.tell),
        telling(work.tell_lassen, "webhooks of LASes"),
        telling(work.post, "mails", POST_SECONDS),
        telling(work.log_out, "logouts", LOGOUT_SECONDS),
    ):
        _run(work, diensten)


def _require_traces(diensten: Diensten) -> None:
    """Raise ConfigFout where the settings ask for traces that cannot be recorded."""
    if diensten.settings.traces:
        preparing.require()


@contextmanager
def _traces(diensten: Diensten) -> Iterator[None]:
    """Record what is done in the block, where the settings say so."""
    if not diensten.settings.traces:
        yield
        return
    from uwlr_service.tracing import recording  # comes with the extra otel

    recording.start(diensten.dialect)
    try:
        yield
    finally:
        recording.stop()


def _run(work: Work, diensten: Diensten) -> None:
    if diensten.dialect == "postgresql":
        from uwlr_service.taken import on_procrastinate  # comes with the extra postgres

        on_procrastinate.run(work, diensten.queue_address)
    else:
        from uwlr_service.taken import on_huey

        on_huey.run(work)


def run_once(diensten: Diensten, nacht: date | None) -> Nachtverslag | None:
    """Work through a night now, until it is done or a signal comes, as ``Work.once`` does."""
    logs.configure(diensten.settings.log_level)
    logs.take_over_all()
    logs.warn(diensten.settings.remarks)
    _require_traces(diensten)
    with _stopping() as stopped, _traces(diensten):
        return Work(diensten).once(nacht, lambda: bool(stopped))


@contextmanager
def _stopping() -> Iterator[list[int]]:
    """A list that holds the signal once somebody asked to stop; the package in hand is finished first."""
    stopped: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.append(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
