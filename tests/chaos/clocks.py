"""The clock of the server is set back and forth, while publishers push and somebody asks what changed."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tests.chaos.clocked import FILE
from tests.chaos.ground import Ground, Service
from tests.chaos.load import Load
from tests.chaos.outcome import Outcome
from tests.support.callers import post
from tests.support.messages.soap import LG, Answer, request
from tests.support.places import ROOT
from tests.support.schools.builders import SCHOOL

PROGRAM = "tests.chaos.clocked"
HOUR = 3600
OFFSETS = (0, -HOUR, 0, 24 * HOUR, 0, -24 * HOUR, HOUR, 0)
"""Seconds that the clock is off, one after another."""


BEHIND = {"Client.OngeldigBericht"}
"""A message with results that was made later than it is at the server is not taken."""


class Clock:
    """The clock of every process that is started with ``environ``, set at any moment."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.environ = {FILE: str(self._file)}
        self.set(0)

    def set(self, seconds: int) -> None:
        """So many seconds ahead of the true time, or behind it."""
        draft = self._file.with_suffix(".draft")
        draft.write_text(str(seconds), encoding="ascii")
        draft.replace(self._file)


class Follower:
    """A publisher that asks for what changed since its last answer."""

    def __init__(self, url: str, sleutel: str) -> None:
        self._url = url
        self._sleutel = sleutel
        self._moment: str | None = None
        self.faults: list[str] = []

    def expect(self, roepnaam: str, seconds: int) -> None:
        """A change must come, with a moment after every one before it; after that, nothing changed."""
        where = f"with the clock {seconds:+,} s off"
        answer = self._ask()
        names = [element.text for element in answer.body.iter(f"{LG}roepnaam")]
        if answer.kind != "leerlinggegevens" or roepnaam not in names:
            self.faults.append(f"a change was missed {where}: {answer.kind}")
            return
        moment = answer.aanmaakdatum
        if self._moment and datetime.fromisoformat(moment) <= datetime.fromisoformat(self._moment):
            self.faults.append(f"a moment did not grow {where}")
        self._moment = moment
        again = self._ask().kind
        # A moment that lies ahead of the clock may get everything once more, which misses nothing.
        if again not in ("geenwijzigingen", "leerlinggegevens"):
            self.faults.append(f"a question without news got {again} {where}")

    def _ask(self) -> Answer:
        return post(self._url, request(self._sleutel, laatstontvangengegevens=self._moment))


def run(ground: Ground, positions: Sequence[int] = OFFSETS) -> Iterator[Outcome]:
    """The clock through all its positions."""
    clock = Clock(ground.folder)
    with Service(ground, PROGRAM, **clock.environ) as service:
        sleutel = service.link()
        follower = Follower(service.url, sleutel)
        with Load(service.url, sleutel) as load:
            load.settle()
            for number, seconds in enumerate(positions):
                clock.set(seconds)
                if seconds >= 0:
                    load.over()
                rename(ground, clock, f"Stap{number}")
                follower.expect(f"Stap{number}", seconds)
                if seconds >= 0:
                    load.settle()
        yield load.outcome("clock set", ground, [in_hours(positions)], follower.faults, deliberate=BEHIND)


def in_hours(positions: Sequence[int]) -> str:
    """The positions in words."""
    return "hours off: " + ", ".join(f"{seconds // HOUR:+d}" for seconds in positions)


def rename(ground: Ground, clock: Clock, roepnaam: str) -> None:
    """The school gives a pupil another name, by commands whose clock is that of the server."""
    path = ground.folder / "school.xml"
    uwlr(ground, clock, "edexml", "export", "--school", str(SCHOOL), "--to", str(path))
    text = path.read_text(encoding="utf-8")
    before, _, after = text.partition("<leerling ")
    name, _, end = after.partition("</roepnaam>")
    changed = name.rpartition("<roepnaam>")[0] + f"<roepnaam>{roepnaam}"
    path.write_text(f"{before}<leerling {changed}</roepnaam>{end}", encoding="utf-8")
    uwlr(ground, clock, "edexml", "import", str(path), "--allow-older")


def uwlr(ground: Ground, clock: Clock, *args: str) -> None:
    """Run a command that must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, *args],
        env={
            **os.environ,
            **clock.environ,
            "PYTHONPATH": str(ROOT),
            "UWLR_DATABASE_URL": ground.url,
            "UWLR_VAR": str(ground.folder / "var"),
        },
        cwd=ground.folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
