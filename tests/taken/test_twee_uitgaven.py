"""Workers of two releases share a queue: what one of them queues is what the other takes (CONTRIBUTING.rst).

A failure here means that one of them would queue what the other cannot do. A task is added here one release
before anything queues it, goes one release after that was done last, and never changes in between.
"""

import base64
import inspect
from datetime import date
from pathlib import Path
from typing import Any

import procrastinate
from procrastinate.schema import SchemaManager

from uwlr_service.taken.on_huey import build
from uwlr_service.taken.on_procrastinate import QUEUE, Engine

TAKEN: dict[str, dict[str, Any]] = {
    "pakket": {"nacht": "2026-11-20", "koppeling": 1, "school": 2},
    "tick": {"timestamp": 0},
    "sweep": {"timestamp": 0},
}
"""Every task that may be in the queue of procrastinate, with its arguments."""
NEWEST_TABLES = "03.04.00_50_post_add_retry_failed_job_procedure.sql"
"""How procrastinate changed its tables last."""
LEFT_IN_THE_FILE = base64.b64decode(
    "gAWVkAAAAAAAAACMDWh1ZXkucmVnaXN0cnmUjAdNZXNzYWdllJOUKIwkYjNjNjNmNmYtNzFkZi00NDRmLWI0MzgtNTQ2MmI3ZDg4"
    "MWFllIwhdXdscl9zZXJ2aWNlLnRha2VuLm9uX2h1ZXkucGFra2V0lE5LAEsATowKMjAyNi0xMS0yMJRLAUsCh5R9lE5OTk5OTksA"
    "dJSBlC4="
)
"""A package as huey has it in its file, where a task is named by its module too."""


class Work:
    """Stands in for the work: one package is due, and what is made is only noted."""

    def __init__(self, folder: Path) -> None:
        self.queue = folder / "queue.sqlite"
        self.made: list[object] = []

    def tick(self) -> tuple[date, list[tuple[int, int]]]:
        """What is due."""
        return date(2026, 11, 20), [(1, 2)]

    def make(self, nacht: date, rij: tuple[int, int]) -> None:
        """Note a package."""
        self.made.append((nacht, rij))


def test_procrastinate_takes_what_the_other_release_queues(tmp_path: Path) -> None:
    app = Engine(Work(tmp_path), "postgresql:///nergens").app  # type: ignore[arg-type]
    ours = {name: task for name, task in app.tasks.items() if task.queue == QUEUE}
    assert ours.keys() == TAKEN.keys()
    for name, arguments in TAKEN.items():
        inspect.signature(ours[name].func).bind(**arguments)


def test_the_tables_of_procrastinate_are_those_that_are_there_already() -> None:
    """``Engine.ensure_schema`` makes them where there are none, and changes none.

    A version that has more of them needs a step that does, after which the release before can go on.
    """
    migrations = Path(SchemaManager.get_migrations_path()).glob("*.sql")
    assert max(path.name for path in migrations) == NEWEST_TABLES, procrastinate.__version__


def test_huey_takes_what_the_other_release_left_and_drops_what_it_does_not_know(tmp_path: Path) -> None:
    work = Work(tmp_path)
    huey, tick = build(work)  # type: ignore[arg-type]
    huey.storage.enqueue(LEFT_IN_THE_FILE.replace(b"on_huey.pakket", b"on_huey.nieuws"))
    huey.storage.enqueue(LEFT_IN_THE_FILE)
    tick()  # finds the package there, and so adds none
    (worker, _), *_ = huey.create_consumer(workers=1, initial_delay=0.01).worker_threads
    for _ in range(3):
        worker.loop()
    assert work.made == [(date(2026, 11, 20), (1, 2))]
    assert huey.storage.queue_size() == 0
    huey.storage.close()
