"""Many schools pushed by ``uwlr las push``, by one worker and by two: how fast, and at what cost."""

import json
import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import databases, servers
from bench.report import Chapter, NotMeasured, Result
from tests.support.partners.handelenden import DOOR
from uwlr_service.config import Settings
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.las.sleutels import Lassleutelbeheer

SCHOOLS = 500
PUPILS = 250
SEED = 2026
ROUNDS = 3
CORES = (0, 1)
AT_ONCE = 4
FASTER = 1.3
DEARER = 1.1
FASTER_TARGET = f"at least {FASTER:g} times the speed"
DEARER_TARGET = f"at most {DEARER:g} times"

EXPLANATION = """\
``uwlr las push`` sends {schools} made-up schools of {pupils} pupils, {at_once} at a time, to ``uwlr serve``
on PostgreSQL. The database is empty each time: every school is read, judged and stored. The command, the
server and PostgreSQL share two cores. The speed is that of the whole command, from its start to its end; the
processor time is that of the server and its workers. The numbers of workers take turns, {rounds} times; each
figure is the median.
"""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a run took, for each school: seconds by the clock, and of the processor of the server."""

    seconds: float
    processor_seconds: float


Runs = Mapping[int, list[Pushed]]
"""By the number of workers, a run for each turn."""


def pushed(folder: Path, schools: int = SCHOOLS, rounds: int = ROUNDS) -> Chapter:
    """Measure both numbers of workers in turns."""
    reason: NotMeasured | None = None
    runs: Runs = {}
    try:
        runs = _runs(folder, schools, rounds)
    except NotMeasured as error:
        reason = error
    return Chapter(
        "Many schools at once from a LAS",
        EXPLANATION.format(schools=schools, pupils=PUPILS, at_once=AT_ONCE, rounds=rounds),
        _results(runs, schools, reason),
        columns=("workers", "schools a second", "processor time a school"),
        details=_details(runs),
    )


def _results(runs: Runs, schools: int, reason: NotMeasured | None = None) -> list[Result]:
    """The two ratios, each the median of those within a turn."""
    faster = f"{schools} schools pushed, two workers against one"
    dearer = f"{schools} schools pushed, processor time a school, two workers against one"
    if reason is not None:
        return [
            Result.missing(faster, FASTER_TARGET, reason),
            Result.missing(dearer, DEARER_TARGET, reason),
        ]
    turns = list(zip(runs[1], runs[2], strict=True))
    speed = median(one.seconds / two.seconds for one, two in turns)
    cost = median(two.processor_seconds / one.processor_seconds for one, two in turns)
    return [
        Result(faster, FASTER_TARGET, f"{speed:.2f} times", speed >= FASTER),
        Result(dearer, DEARER_TARGET, f"{cost:.2f} times", cost <= DEARER),
    ]


def _details(runs: Runs) -> list[tuple[str, str, str]]:
    return [
        (
            str(workers),
            f"{1 / median(run.seconds for run in taken):.1f}",
            f"{1000 * median(run.processor_seconds for run in taken):.0f} ms",
        )
        for workers, taken in runs.items()
    ]


def _runs(folder: Path, schools: int, rounds: int) -> Runs:
    exports = folder / "exports"
    _uwlr(folder, "demo-data", "--schools", schools, "--pupils", PUPILS, "--seed", SEED, "--to", exports)
    runs: dict[int, list[Pushed]] = {1: [], 2: []}
    for number in range(rounds):
        for workers, taken in runs.items():
            place = folder / f"{workers}-{number}"
            place.mkdir()
            with databases.database(databases.POSTGRESQL, place) as url:
                taken.append(_push(url, place, exports, workers))
            print(f"  {workers} workers: {taken[-1]}", flush=True)
    return runs


def _push(url: str, folder: Path, exports: Path, workers: int) -> Pushed:
    """One run on an empty database. Raises NotMeasured if anything was refused."""
    settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var")})
    installed = servers.Installation(settings, {})
    key = handtekening.new_key()
    las = _register(settings, key)
    (folder / "sleutel.json").write_text(json.dumps(key))
    with servers.ours(installed, folder, cores=CORES, UWLR_WORKERS=str(workers)) as server:
        server.wait_for_workers(workers)
        address = ("--url", f"http://127.0.0.1:{server.port}", "--las", las)
        files = ("--key-file", folder / "sleutel.json", "--stand", folder / "stand.json")
        before = server.processor_seconds()
        began = time.perf_counter()
        _uwlr(folder, "las", "push", exports, *address, *files, "--tegelijk", AT_ONCE)
        seconds = time.perf_counter() - began
        processor_seconds = server.processor_seconds() - before
    count = len(json.loads((folder / "stand.json").read_text())["inhoud"]["geplaatst"])
    return Pushed(seconds / count, processor_seconds / count)


def _register(settings: Settings, key: dict[str, object]) -> int:
    database = Database.open(settings.database_url)
    try:
        database.upgrade()
        las = Lasregister(database).add("Bench", [], alle_scholen=True, door=DOOR).las
        public = json.dumps({"keys": [handtekening.public_part(key)]}).encode()
        Lassleutelbeheer(database).add_jwks(las.id, public, door=DOOR)
    finally:
        database.close()
    return las.id


def _uwlr(folder: Path, *arguments: object) -> None:
    """Run a command on the two cores. Raises NotMeasured if it fails."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    done = subprocess.run(
        servers.python("-m", "uwlr_service.cli", *map(str, arguments)),
        env=inherited | {"UWLR_VAR": str(folder / "var"), "PYTHONPATH": str(servers.ROOT)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, CORES),
    )
    if done.returncode != 0:
        raise NotMeasured(f"the command ended with {done.returncode}: {done.stderr.strip()[-300:]}")
