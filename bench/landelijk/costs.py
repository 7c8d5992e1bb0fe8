"""What a question costs as the country grows: processor time of the service and of PostgreSQL together.

``python -m bench.landelijk costs FOLDER FOLDER ...`` asks the countries in these folders in turns, each in a
process of its own, and takes of every kind the cheapest turn.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, redirect_stdout
from io import StringIO
from pathlib import Path

import psutil
from sqlalchemy import text

from bench import servers
from bench.landelijk.land import Land
from bench.landelijk.questions import Country
from bench.report import NotMeasured
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.repository.database import Database

TIMES = 60
"""Questions of a kind in a turn."""
WARMING_UP = 10
"""And those before them, which do not count."""
FLAT = 1.2

Costs = dict[str, float]
"""Milliseconds of processor time by the kind of question."""


def compare(folders: Sequence[Path], turns: int) -> list[Costs]:
    """The costs in each country. Raises NotMeasured."""
    cheapest: list[Costs] = [{} for _ in folders]
    for turn in range(turns):
        for folder, known in zip(folders, cheapest, strict=True):
            for naam, milliseconds in _in_a_process(folder, turn).items():
                known[naam] = min(milliseconds, known.get(naam, milliseconds))
    return cheapest


def table(folders: Sequence[Path], costs: Sequence[Costs]) -> list[str]:
    """A line for each kind, with how many times the first country's the last one's is."""
    sizes = [f"{Land.read(folder).omvang.schools} schools" for folder in folders]
    lines = [f"{'question, ms':28}" + "".join(f"{size:>14}" for size in sizes) + "   times"]
    for naam, first in costs[0].items():
        times = costs[-1][naam] / first
        figures = "".join(f"{of_country[naam]:14.2f}" for of_country in costs)
        lines.append(f"{naam:28}{figures}{times:8.2f}" + ("" if times <= FLAT else "  not flat"))
    return lines


def measure(folder: Path, seed: int) -> Costs:
    """The costs in one country, in this process."""
    land = Land.read(folder)
    with closing(Database.open(land.environ["UWLR_DATABASE_URL"])) as database:
        elsewhere = _of_server(database)
        with (
            redirect_stdout(StringIO()),
            closing(create_app(Settings.from_environment(land.environ))) as app,
        ):  # the log goes nowhere
            country = Country(land, app, seed)
            costs: Costs = {}
            for question in country.questions():
                for _ in range(WARMING_UP):
                    question.ask()
                before = time.process_time() + elsewhere()
                for _ in range(TIMES):
                    question.ask()
                taken = time.process_time() + elsewhere() - before
                costs[question.naam] = taken / TIMES * 1000
    return costs


def _of_server(database: Database) -> Callable[[], float]:
    """Tells the processor seconds that PostgreSQL took so far, of all its processes; SQLite is in ours."""
    if database.dialect == "sqlite":
        return lambda: 0.0
    with database.read() as connection:
        backend = int(connection.execute(text("select pg_backend_pid()")).scalar_one())
    postmaster = psutil.Process(backend).parent()
    if postmaster is None:
        raise NotMeasured("PostgreSQL runs on another machine")

    def seconds() -> float:
        taken = 0.0
        for process in (postmaster, *postmaster.children()):
            try:
                times = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            # Those of processes that ended are kept by their parent.
            taken += times.user + times.system + times.children_user + times.children_system
        return taken

    return seconds


def _in_a_process(folder: Path, turn: int) -> Costs:
    done = subprocess.run(
        servers.python("-m", "bench.landelijk.costs", str(folder), str(turn)),
        cwd=servers.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotMeasured(done.stderr.strip()[-500:])
    costs: Costs = json.loads(done.stdout.splitlines()[-1])
    return costs


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]))))
