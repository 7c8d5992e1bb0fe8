"""The night: packages a second without changes, two workers beside one, and what the country takes."""

import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import time as clock
from itertools import count
from pathlib import Path
from statistics import median

from sqlalchemy import text

from bench import databases, school, servers
from bench.report import Chapter, NotMeasured, Result
from tests.support.partners.handelenden import DOOR
from uwlr_service.config import Settings
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.nachtverslagen import Nachtverslagen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

SCHOOLS = 60
LINKS = 10
TURNS = 3
PER_CORE = 100.0
BESIDE_ONE = 1.7
CLOCKED = servers.ROOT / "tests" / "support" / "gkv" / "clocked.py"
"""``uwlr worker`` by another clock: the window is never in office hours."""
LATE = clock(5, 10)
ENGINES = {databases.SQLITE: "huey", databases.POSTGRESQL: "procrastinate"}
COUNTRY = 6000
LINKS_IN_COUNTRY = 10
CHANGED = 0.05
FULL_EACH_DAYS = 7
HOURS = 4.5

EXPLANATION = """\
60 schools of 300 pupils, each in 10 links of ``gkv-basis``: 600 packages a night, each numbered, signed,
flushed to the disk and written in the ledger. ``uwlr worker --once`` makes them; from its wall time goes
that of a second run that finds nothing to do, so that the start of Python is not counted. In the first night
every package is full. Then follow nights without changes, in turns: one worker pinned to a core; the same as
``uwlr worker``, which takes them from its queue; one and two workers on all cores. Last comes a night after
one pupil changed in every school. The database server shares the cores; both databases wait for the disk
(``fsync``, ``synchronous_commit``). The median of three nights; ratios are of a turn.

The country is 6,000 schools with 10 links each. In a night 5% of them changed, and one in seven gets its
weekly full package; the seconds are those measured on PostgreSQL, the hours the 4.5 of the window. It is
computed, not measured, and leaves out that the database server needs cores too.
"""


@dataclass(frozen=True, slots=True)
class Costs:
    """Seconds of one worker for a package."""

    full: float
    unchanged: Sequence[float]
    changed: float
    queued: Sequence[float]
    beside_one: Sequence[float] = ()

    @property
    def country(self) -> float:
        """The cores that all schools together take."""
        often = CHANGED * self.changed + (1 - CHANGED) * median(self.unchanged)
        each = self.full / FULL_EACH_DAYS + often * (1 - 1 / FULL_EACH_DAYS)
        return COUNTRY * LINKS_IN_COUNTRY * each / (HOURS * 3600)


class Service:
    """Schools and links in a database, and workers for its nights."""

    def __init__(self, url: str, folder: Path) -> None:
        self._settings = Settings.from_environment(
            {"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var"), "UWLR_LOG_LEVEL": "error"}
        )
        self._folder = folder
        self._database = Database.open(self._settings.database_url)
        self._database.upgrade()
        self._gegevens = school.make()
        self._codes = [Schoolcode(f"{at // 10:02}XX", f"{at % 10:02}") for at in range(SCHOOLS)]
        self.change(self._gegevens)
        beheer = Koppelingbeheer(self._database, self._settings.secret)
        for at in range(LINKS):
            name = f"Partner {at}"
            beheer.add(
                klantnaam=name, klantcode=name, scholen=self._codes, gegevensset="gkv-basis", door=DOOR
            )
        self._nights = (tijd.today() - timedelta(days=29 - at) for at in count())

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def change(self, gegevens: Schoolgegevens) -> None:
        """Store these data for every school."""
        for code in self._codes:
            of_school = replace(gegevens, school=School(code=code, schooljaar=Schooljaar.current()))
            EdexmlUitwisseling(self._database).store(of_school)
        with self._database.write() as connection:  # PostgreSQL does so by itself within a minute
            connection.execute(text("analyze"))

    def change_a_pupil(self) -> None:
        """Change one pupil in every school."""
        self.change(school.change(self._gegevens, 1))

    def night(self, workers: int = 1, cores: Iterable[int] | None = None) -> float:
        """The seconds that the next night takes, without the start of its workers. Raises NotMeasured."""
        nacht = next(self._nights)
        taken = self._run(nacht, workers, cores)
        idle = self._run(nacht, workers, cores)
        totalen = Nachtverslagen(self._database).totals(nacht)
        if totalen[Uitkomst.GEMAAKT] != SCHOOLS * LINKS:
            raise NotMeasured(f"the night made {dict(totalen)}")
        return taken - idle

    def queue(self) -> float:
        """The packages a second of a worker that takes the next night's from its queue, on one core."""
        nacht = next(self._nights)
        packages = SCHOOLS * LINKS
        late = datetime.combine(nacht, LATE, tijd.AMSTERDAM)  # when the time of every package has come
        worker = self._start(str(CLOCKED), late.isoformat(), cores={0})
        try:
            started, before = self._made(nacht, 1, worker)
            ended, _ = self._made(nacht, packages, worker)
        finally:
            worker.terminate()
            worker.wait()
        return (packages - before) / (ended - started)

    def _made(self, nacht: date, wanted: int, worker: subprocess.Popen[bytes]) -> tuple[float, int]:
        """When so many packages were first seen to be made, and how many they were."""
        while worker.poll() is None:
            made = Nachtverslagen(self._database).totals(nacht)[Uitkomst.GEMAAKT]
            if made >= wanted:
                return time.perf_counter(), made
            time.sleep(0.02)
        raise NotMeasured("a worker ended too soon")

    def _run(self, nacht: date, workers: int, cores: Iterable[int] | None) -> float:
        once = ("-m", "uwlr_service.cli", "worker", "--once", "--nacht", str(nacht))
        started = time.perf_counter()
        running = [self._start(*once, cores=cores) for _ in range(workers)]
        if any(worker.wait() for worker in running):
            raise NotMeasured("a worker ended with an error")
        return time.perf_counter() - started

    def _start(self, *command: str, cores: Iterable[int] | None) -> subprocess.Popen[bytes]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
        ours = {
            "UWLR_DATABASE_URL": self._settings.database_url,
            "UWLR_VAR": str(self._settings.var),
            "UWLR_LOG_LEVEL": "error",
            "PYTHONPATH": str(servers.ROOT),
        }
        return subprocess.Popen(
            servers.python(*command),
            env=inherited | ours,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
        )


@contextmanager
def _service(name: str, folder: Path) -> Iterator[Service]:
    with databases.database(name, folder, durable=True) as url:
        service = Service(url, folder)
        try:
            yield service
        finally:
            service.close()


def _costs(name: str, folder: Path) -> Costs:
    packages = SCHOOLS * LINKS
    with _service(name, folder) as service:
        full = service.night()
        unchanged: list[float] = []
        queued: list[float] = []
        beside_one: list[float] = []
        for _ in range(TURNS):
            unchanged.append(service.night(cores={0}) / packages)
            queued.append(1 / service.queue())
            if name == databases.POSTGRESQL:
                alone = service.night()
                beside_one.append(alone / service.night(workers=2))
        service.change_a_pupil()
        return Costs(full / packages, unchanged, service.night() / packages, queued, beside_one)


def nights(folder: Path) -> Chapter:
    """Measure nights on both databases, and compute the country's."""
    results: list[Result] = []
    rows: list[tuple[str, ...]] = []
    for name in databases.NAMES:
        what = f"packages without changes, one core, {name}"
        target = f"at least {PER_CORE:g} a second"
        queue = f"the same, taken from the queue of {ENGINES[name]}"
        try:
            costs = _costs(name, folder / name)
        except NotMeasured as reason:
            results.append(Result.missing(what, target, reason))
            continue
        results.append(_of_core(what, target, costs.unchanged))
        results.append(_of_core(queue, target, costs.queued))
        if costs.beside_one:
            results += _of_many(costs)
        milliseconds = (costs.full, median(costs.unchanged), costs.changed)
        rows.append((name, *(f"{seconds * 1000:.1f}" for seconds in milliseconds)))
        print(f"  {name}: {results[-2:]}; {rows[-1]}; beside one {costs.beside_one}", flush=True)
    columns = ("database", "full, ms", "unchanged, ms", "one pupil changed, ms")
    return Chapter("A night of packages", EXPLANATION, results, columns, rows)


def _of_core(what: str, target: str, seconds: Sequence[float]) -> Result:
    speeds = sorted(1 / duration for duration in seconds)
    spread = f"{median(speeds):.0f} a second ({speeds[0]:.0f} to {speeds[-1]:.0f})"
    return Result(what, target, spread, median(speeds) >= PER_CORE)


def _of_many(costs: Costs) -> list[Result]:
    ratios = sorted(costs.beside_one)
    return [
        Result(
            "packages without changes, two workers beside one, PostgreSQL",
            f"at least {BESIDE_ONE:g} times",
            f"{median(ratios):.2f} times ({ratios[0]:.2f} to {ratios[-1]:.2f})",
            median(ratios) >= BESIDE_ONE,
        ),
        Result(
            f"cores for {COUNTRY * LINKS_IN_COUNTRY} packages in {HOURS:g} hours, computed",
            "-",
            f"{costs.country:.2f}",
            None,
        ),
    ]
