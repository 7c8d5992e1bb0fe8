"""The tasks on huey, with its queue in a file: for one machine with SQLite."""

import signal
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from huey import SqliteHuey, crontab

from uwlr_service import private
from uwlr_service.taken.work import Work

HEALTH_SECONDS = 10
TICK_FIRST = 1
"""A priority: the tick brings the work."""


def run(work: Work) -> None:
    """Work until a signal ends it, and then finish what is in hand."""
    huey, tick = build(work)
    tick()
    # One thread: the work is Python's own, and SQLite has one writer at a time.
    consumer = huey.create_consumer(workers=1, max_delay=1.0, check_worker_health=False)
    consumer.start()
    ended = threading.Event()
    # By itself huey drops what it has in hand at one of the two; here both let it finish.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    while not ended.wait(HEALTH_SECONDS):
        consumer.check_worker_health()
    consumer.stop(graceful=True)
    huey.storage.close()


def build(work: Work) -> tuple[SqliteHuey, Callable[[], None]]:
    """The queue with its tasks, and what fills it each minute."""
    _make_private(work.queue)
    huey = SqliteHuey(name="uwlr", filename=str(work.queue), results=False, timeout=30)

    @huey.task(name="pakket")  # type: ignore[untyped-decorator]
    def pakket(nacht: str, koppeling: int, school: int) -> None:
        work.make(date.fromisoformat(nacht), (koppeling, school))

    def fill() -> None:
        due = work.tick()
        if due is None:
            return
        nacht, rijen = due
        # A tick finds what the tick before it queued still due: queued twice, it would only be in the way.
        queued = {task.args for task in huey.pending() if task.name == "pakket"}
        for rij in rijen:
            arguments = (nacht.isoformat(), *rij)
            if arguments not in queued:
                pakket(*arguments)

    huey.periodic_task(crontab(), name="tick", priority=TICK_FIRST)(fill)
    return huey, fill


def _make_private(path: Path) -> None:
    # huey's tasks are pickles: anybody who can write the file can run anything.
    private.make_folder(path.parent)
    path.touch(mode=0o600)
