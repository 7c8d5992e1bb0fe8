"""``python -m bench.landelijk.morning.series``: mornings that differ in one thing each, and their curves.

From the usual country on, each run has fewer or more schools, pupils, partners or workers, and all else is
the same. Runs that were made before are not made again, so a series that was broken off goes on where it was.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench import databases, servers
from bench.landelijk.land import FEWEST_PARTNERS, PARTNERS
from bench.landelijk.morning import curves
from bench.landelijk.morning.__main__ import KEPT
from bench.landelijk.morning.stage import cores
from bench.landelijk.options import MOST_SCHOOLS, amount, new_folder, number

SCHOOLS = 500
SHARES = (0.2, 0.5, 2.0)
"""Of these schools, in the other runs."""
PUPILS = (60, 120, 460)
SOME_PARTNERS = (FEWEST_PARTNERS, 160)
WORKERS = (1, 4)
MINUTES = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a run is like."""

    schools: int
    pupils: int = 230
    partners: int = PARTNERS
    workers: int

    @property
    def name(self) -> str:
        """Of the file with its figures."""
        return "-".join(str(value) for value in asdict(self).values())


def steps(schools: int, workers: int) -> Iterator[Step]:
    """The usual run, and those that differ from it."""
    usual = Step(schools=schools, workers=workers)
    yield usual
    yield from (replace(usual, schools=max(1, round(schools * share))) for share in SHARES)
    yield from (replace(usual, pupils=pupils) for pupils in PUPILS)
    yield from (replace(usual, partners=partners) for partners in SOME_PARTNERS)
    yield from (replace(usual, workers=other) for other in WORKERS if other != workers)


def main() -> None:
    """Make the runs that are not there yet, and draw them all; a run that is not good counts as well."""
    parser = argparse.ArgumentParser(prog="python -m bench.landelijk.morning.series", description=__doc__)
    # One of the runs has twice as many.
    parser.add_argument(
        "--schools",
        type=number(1, MOST_SCHOOLS // 2),
        default=SCHOOLS,
        help=f"of the usual country [{SCHOOLS}]",
    )
    parser.add_argument("--minutes", type=amount, default=MINUTES, help=f"of the peak [{MINUTES:g}]")
    parser.add_argument("--pace", type=amount, default=1, help="so many times as often as schools ask [1]")
    parser.add_argument("--database", choices=databases.NAMES, default=databases.POSTGRESQL)
    parser.add_argument("--to", type=new_folder, default=KEPT / "series", help="the folder of the figures")
    options = parser.parse_args()
    files = [options.to / f"{step.name}.json" for step in steps(options.schools, cores())]
    for step, file in zip(steps(options.schools, cores()), files, strict=True):
        if not file.exists():
            print(f"{step} ...", flush=True)
            subprocess.run(_command(step, file, options), cwd=servers.ROOT, check=False)
    missing = [file.name for file in files if not file.exists()]
    if missing:
        sys.exit(f"without figures: {', '.join(missing)}")
    print(curves.draw(files))


def _command(step: Step, file: Path, options: argparse.Namespace) -> list[str]:
    varied = [f"--{name}={value}" for name, value in asdict(step).items()]
    fixed = [f"--minutes={options.minutes}", f"--pace={options.pace}", f"--database={options.database}"]
    return servers.python("-m", "bench.landelijk.morning", *varied, *fixed, "--to", str(file.absolute()))


if __name__ == "__main__":
    main()
