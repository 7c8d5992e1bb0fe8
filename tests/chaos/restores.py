"""The database is put back from a backup under load, by the documented way, and again."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.chaos.ground import Ground, Service
from tests.chaos.load import Load
from tests.chaos.outcome import NotPossible, Outcome
from tests.support.installation import Installation
from tests.support.publishers import stored
from tests.support.schools.builders import SCHOOL
from tests.support.story import Story

ROUNDS = 4
SECONDS = 2.0
"""How long publishers go on after the backup."""
PROGRAMS = ("sqlite3", "pg_dump", "pg_restore")


class Restores:
    """A service that is put back again and again, and what its clients know."""

    def __init__(self, ground: Ground, service: Service, story: Story, load: Load) -> None:
        self.ground = ground
        self.service = service
        self.story = story
        self.load = load
        self.gone: set[str] = set()
        """The messages that were confirmed after a backup and went with it; the senders know by the list."""
        self.named = 0
        self.faults: list[str] = []

    def round(self, number: int) -> None:
        """A backup, more results, the way back, and what is true after it."""
        installation = self.story.installation
        before = self.load.publishers.confirmed - self.gone
        backup = installation.backup()
        self.story.change(f"Kwijt{number}")
        self.deliver()
        time.sleep(SECONDS)
        self.service.stop()
        confirmed = self.load.publishers.confirmed - self.gone
        log = shutil.copy(self.service.logs[-1], self.ground.folder / f"log.{number}")
        installation.restore(backup)
        done = installation.json("db", "restored", "--log", Path(log))
        with self.ground.opened() as database:
            whole = stored(database).whole
        if not before <= whole:
            self.faults.append(
                f"round {number}: {len(before - whole)} messages of before the backup are gone"
            )
        self._compare(number, confirmed - whole, done)
        self.gone |= confirmed - whole
        self.service.start()
        self.load.over()
        self.story.change(f"Nieuw{number}")
        self.deliver()
        self._judge_copy(number)
        self.load.settle()

    def deliver(self) -> None:
        """A package, and the partner that collects it."""
        self.story.deliver()
        self.story.fetch(self.service.server)

    def _compare(self, number: int, missing: set[str], done: Any) -> None:
        """The list names each message that was confirmed and is gone.

        It may name one more for each that its sender did not hear of.
        """
        named = sum(len(verlies["berichten"]) for verlies in done["verloren"])
        unheard = len(self.load.publishers.sent) - len(self.load.publishers.confirmed)
        if not len(missing) <= named <= len(missing) + unheard:
            self.faults.append(f"round {number}: {len(missing)} messages are gone, and {named} are named")
        self.named += named

    def _judge_copy(self, number: int) -> None:
        """The copy that was there before the restore is that of a partner who begins now."""
        self.story.deliver("--volledig")
        self.story.fetch(self.service.server)
        self.story.fetch(self.service.server, naam=f"nieuw{number}")
        copy = self.story.objects(SCHOOL)
        if copy != self.story.objects(SCHOOL, f"nieuw{number}") or f"Nieuw{number}" not in "".join(copy):
            self.faults.append(f"round {number}: the copy of a partner is not what the school has")


def run(ground: Ground, rounds: int = ROUNDS) -> Iterator[Outcome]:
    """So many restores."""
    for program in PROGRAMS:
        if shutil.which(program) is None:
            raise NotPossible(f"this machine has no {program}")
    story = Story(Installation(ground.url, ground.folder))
    with Service(ground) as service:
        with Load(service.url, story.sleutel) as load:
            load.settle()
            restores = Restores(ground, service, story, load)
            restores.deliver()
            for number in range(1, rounds + 1):
                restores.round(number)
        told = (
            f"{len(restores.gone)} messages were confirmed after a backup and are gone; the command named"
            f" {restores.named}"
        )
        yield load.outcome("put back", ground, [told], restores.faults, restores.gone)
