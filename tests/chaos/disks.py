"""A disk runs full behind four doors: results, an import, the night, and the journal with the backup."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from click.testing import Result

from tests.chaos.ground import Ground, Service
from tests.chaos.load import Load
from tests.chaos.mounts import Disk, mounted
from tests.chaos.outcome import Outcome
from tests.support.callers import get
from tests.support.commandline import Uwlr
from tests.support.gkv.nights import PATIENCE
from tests.support.gkv.nights import Service as Night
from uwlr_service.config import Settings

MEGABYTES = 48
ROUNDS = 3
SECONDS = 3.0
NACHT = date(2026, 11, 20)
PUPILS = "300"
CODE = "99AA/00"
"""Of the school that demo-data makes."""
DECISIONS = 40
"""More lines than fit in what is left of the last page of the journal, which is on the disk already."""
SCHOLEN = 4
KOPPELINGEN = 3


def run(ground: Ground, rounds: int = ROUNDS) -> Iterator[Outcome]:
    """The four doors, each with a disk of its own."""
    with small(ground, "results") as (disk, fresh):
        yield results(fresh, disk, rounds)
    with small(ground, "imports") as (disk, fresh):
        yield importing(fresh, disk)
    with mounted(ground.place / "disk_nights", MEGABYTES) as disk, ground.another("nights") as fresh:
        yield packages(fresh, disk)
    with mounted(ground.place / "disk_journal", MEGABYTES) as disk, ground.another("journal") as fresh:
        yield journal_and_backup(fresh, disk)


@contextmanager
def small(ground: Ground, name: str) -> Iterator[tuple[Disk, Ground]]:
    """A database on a small disk."""
    with (
        mounted(ground.place / f"disk_{name}", MEGABYTES) as disk,
        ground.another(name, disk.folder) as fresh,
    ):
        yield disk, fresh


def results(ground: Ground, disk: Disk, rounds: int) -> Outcome:
    """Publishers go on while there is no room for what they bring."""
    with Service(ground) as service:
        with Load(service.url, service.link()) as load:
            load.settle()
            for _ in range(rounds):
                disk.fill()
                time.sleep(SECONDS)
                disk.free()
                load.over()
                load.settle()
        service.server.database.close()
        return load.outcome("full disk: results", ground)


def warned(uwlr: "Commands") -> bool:
    """Whether somebody who narrows an agreement hears that the journal does not have it."""
    uwlr("koppeling", "afspraak", "1", "--veld", "leerling/fotourl=aan", ends=0)
    said = uwlr("koppeling", "afspraak", "1", "--veld", "leerling/fotourl=uit", ends=0).stderr
    return "journaal" in said


class Commands:
    """The ``uwlr`` command on one database, and how each ended."""

    def __init__(self, ground: Ground, **environ: str) -> None:
        self.environ = {
            "UWLR_DATABASE_URL": ground.url,
            "UWLR_VAR": str(ground.folder / "var"),
            **environ,
        }
        self._uwlr = Uwlr(ground.folder)
        self.heard: Counter[str] = Counter()
        self.faults: list[str] = []

    def __call__(self, *args: str | Path, ends: int) -> Result:
        """Run a command; it is a fault when it ends otherwise."""
        name = " ".join(str(arg) for arg in args[:2])
        try:
            result = self._uwlr(*args, **self.environ)
        except Exception as error:  # what a person would see as a traceback
            self.faults.append(f"{name} ended by {type(error).__name__}: {error}")
            raise
        self.heard[f"{name} ends with {result.exit_code}"] += 1
        if result.exit_code != ends:
            self.faults.append(f"{name} ended with {result.exit_code}: {result.stderr.strip()}")
        return result


def importing(ground: Ground, disk: Disk) -> Outcome:
    """A school is imported on a full disk, and again when there is room."""
    uwlr = Commands(ground)
    files = ground.folder / "files"
    uwlr("demo-data", "--schools", "1", "--pupils", PUPILS, "--seed", "1", "--to", files, ends=0)
    (first,) = files.iterdir()
    uwlr("edexml", "import", first, ends=0)
    second = ground.folder / "second.xml"
    second.write_text(
        first.read_text(encoding="utf-8").replace("<roepnaam>", "<roepnaam>Nieuw "), encoding="utf-8"
    )
    before = exported(uwlr, ground, "before")
    disk.fill()
    said = uwlr("edexml", "import", second, ends=3).stderr.strip().splitlines()[-1]
    disk.free()
    if exported(uwlr, ground, "full") != before:
        uwlr.faults.append("the school changed by an import that failed")
    begun = time.monotonic()
    uwlr("edexml", "import", second, ends=0)
    took = time.monotonic() - begun
    if exported(uwlr, ground, "after").count("<roepnaam>Nieuw ") != before.count("<roepnaam>"):
        uwlr.faults.append("the import that succeeded is not whole")
    return Outcome(
        disturbance="full disk: edexml import",
        database=ground.kind,
        blows=1,
        heard=uwlr.heard,
        recoveries=[took],
        remarks=[f"The import said: {said}"],
        faults=uwlr.faults,
    )


def exported(uwlr: Commands, ground: Ground, name: str) -> str:
    """What the database has of the school."""
    path = ground.folder / f"{name}.xml"
    uwlr("edexml", "export", "--school", CODE, "--to", path, ends=0)
    return path.read_text(encoding="utf-8")


def packages(ground: Ground, disk: Disk) -> Outcome:
    """The worker of the night has no room for packages, and gets it back."""
    environ = {
        "UWLR_DATABASE_URL": ground.url,
        "UWLR_VAR": str(ground.folder / "var"),
        "UWLR_OPSLAG": str(disk.folder / "leveringen"),
    }
    faults = []
    with ground.opened() as database:
        service = Night(Settings.from_environment(environ), database, schools=SCHOLEN, links=KOPPELINGEN)
        disk.fill()
        with service.worker("--once", "--nacht", str(NACHT)) as worker:
            ended = worker.wait(PATIENCE)
        outcomes = Counter(str(taak.uitkomst) for taak in service.taken(NACHT))
        made = service.made(NACHT)
        disk.free()
        begun = time.monotonic()
        with service.worker("--once", "--nacht", str(NACHT)) as worker:
            again = worker.wait(PATIENCE)
        took = time.monotonic() - begun
        try:
            service.check(NACHT)
        except AssertionError as error:
            faults.append(f"the night is not as it must be: {error}")
    return Outcome(
        disturbance="full disk: packages",
        database=ground.kind,
        blows=1,
        heard={f"worker ends with {ended}": 1, f"again, with {again}": 1},
        recoveries=[took],
        remarks=[f"{made} of {SCHOLEN * KOPPELINGEN} packages were made without room ({dict(outcomes)})"],
        faults=faults,
    )


def journal_and_backup(ground: Ground, disk: Disk) -> Outcome:
    """A link is withdrawn while the journal has no room, and a backup finds none either."""
    journal = disk.folder / "journaal.jsonl"
    backups = disk.folder / "backups"
    uwlr = Commands(ground, UWLR_JOURNAL=str(journal))
    with Service(ground, UWLR_JOURNAL=str(journal)) as service:
        service.link()
        disk.fill()
        if not any(warned(uwlr) for _ in range(DECISIONS)):
            uwlr.faults.append("nobody was told that the journal lacks a decision")
        uwlr.heard[f"/health/ready {get(service.url, '/health/ready').status}"] += 1
        uwlr("db", "backup", "--to", backups, ends=3)
        if backups.exists() and any(backups.iterdir()):
            uwlr.faults.append("a backup that failed left something behind")
        disk.free()
        begun = time.monotonic()
        uwlr.heard[f"/health/ready {get(service.url, '/health/ready').status}"] += 1
        took = time.monotonic() - begun
        narrowed = journal.read_text(encoding="utf-8").count('"afspraak"')
        if narrowed != uwlr.heard["koppeling afspraak ends with 0"] // 2:
            uwlr.faults.append("the journal lacks a decision after there was room again")
        uwlr("db", "backup", "--to", backups, ends=0)
        uwlr("koppeling", "list", ends=0)
        service.server.database.close()
    return Outcome(
        disturbance="full disk: journal, backup",
        database=ground.kind,
        blows=1,
        heard=uwlr.heard,
        recoveries=[took],
        faults=uwlr.faults,
    )
