"""``make landelijk``: ten minutes of the peak of a country's morning, on this machine.

Other countries and other parts: ``make landelijk ARGS='--schools 200 --minutes 2'``. The country is made
once and kept in ``build/landelijk``; ``--to`` keeps the figures of a run, of which ``--draw`` makes curves.
``python -m bench.landelijk.morning.series`` makes all runs for the curves.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from bench import databases, servers
from bench.landelijk.land import FEWEST_PARTNERS, PARTNERS, Land
from bench.landelijk.morning import curves, written
from bench.landelijk.morning.alone import Cost
from bench.landelijk.morning.arrivals import MINUTE, Window
from bench.landelijk.morning.jobs import COUNTRY, PEAK, Simulated, fewest_cores, simulated
from bench.landelijk.morning.run import Plan, Run, run
from bench.landelijk.morning.stage import Place, cores, place, serving
from bench.landelijk.options import MOST_SCHOOLS, amount, number, writable
from bench.report import NotMeasured

KEPT = servers.ROOT / "build" / "landelijk"


def main() -> int:
    """Make the country if need be, run, and show what was seen; 1 if the run is not good."""
    parser = argparse.ArgumentParser(prog="python -m bench.landelijk.morning", description=__doc__)
    parser.add_argument(
        "--schools", type=number(1, MOST_SCHOOLS), default=1000, help="schools in the database [1000]"
    )
    parser.add_argument("--pupils", type=number(1), default=230, help="pupils of each school [230]")
    parser.add_argument(
        "--partners",
        type=number(FEWEST_PARTNERS),
        default=PARTNERS,
        help=f"of which each school has ten [{PARTNERS}]",
    )
    parser.add_argument("--asking", type=number(1), help="of how many schools something is asked [all]")
    parser.add_argument("--minutes", type=amount, default=10, help="how much of the peak [10]")
    parser.add_argument("--whole", action="store_true", help="the whole morning, from 7:30 to 9:00")
    parser.add_argument("--database", choices=databases.NAMES, default=databases.POSTGRESQL)
    parser.add_argument("--workers", type=number(1), default=cores(), help="of the server [one a core]")
    parser.add_argument(
        "--pace", type=amount, default=1, help="so many times as often as schools really ask [1]"
    )
    parser.add_argument("--seed", type=int, default=2026, help="another morning [2026]")
    parser.add_argument(
        "--costs",
        type=number(0),
        default=0,
        help="also ask each kind of question so often by itself, and simulate",
    )
    parser.add_argument("--to", type=writable, help="a file for the figures, as JSON")
    parser.add_argument("--draw", type=Path, nargs="*", help="only draw what these files have")
    options = parser.parse_args()
    if options.draw:
        print(curves.draw(options.draw))
        return 0
    if (options.asking or 0) > options.schools:
        parser.error(f"argument --asking: give a whole number from 1 to --schools, not {options.asking}")
    folder = KEPT / _named(options)
    try:
        with place(options.database, folder) as at:
            land = country(at, folder, options.schools, options.pupils, options.partners)
            return _morning(land, at, folder, options)
    except NotMeasured as reason:
        sys.exit(f"not measured: {reason}")


def _named(options: argparse.Namespace) -> str:
    """The folder of a country; the number of partners was always the same before it could be said."""
    partners = "" if options.partners == PARTNERS else f"-{options.partners}"
    return f"{options.schools}x{options.pupils}{partners}-{options.database.lower()}"


def country(at: Place, folder: Path, schools: int, pupils: int, partners: int = PARTNERS) -> Land:
    """The country that is there, or a new one; ends the program as its maker ended, which said why."""
    size = ("--schools", schools, "--pupils", pupils, "--partners", partners)
    where = ("--to", str(folder), "--database", at.url)
    command = servers.python("-m", "bench.landelijk", "make", *map(str, size), *where)
    made = subprocess.run(command, check=False, cwd=servers.ROOT)
    if made.returncode:
        print(f"no country; to begin anew, remove {folder}", file=sys.stderr)
        sys.exit(made.returncode)
    return Land.read(folder)


def _morning(land: Land, at: Place, folder: Path, options: argparse.Namespace) -> int:
    window = Window() if options.whole else Window.peak(options.minutes * MINUTE)
    plan = Plan(
        schools=options.asking or options.schools, window=window, seed=options.seed, pace=options.pace
    )
    with serving(land, at, folder, options.workers) as stage:
        seen = run(stage.land, stage.settings, stage.port, stage.meter, plan, repeats=options.costs)
    facts = written.facts(plan, land.omvang, workers=options.workers, database=options.database)
    simulations = list(_simulated(plan, seen)) if options.costs else []
    print("\n".join(written.tables(facts, seen.outcome, seen.costs, simulations)))
    if options.to is not None:
        kept = written.as_json(facts, seen.outcome, seen.costs, simulations)
        options.to.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return 0 if seen.outcome.is_good else 1


def _simulated(plan: Plan, seen: Run) -> list[Simulated]:
    """The run itself on these cores, to hold beside what was measured; and the country on what it needs."""
    costs: dict[str, Cost] = seen.costs
    asking = round(plan.schools * plan.pace)
    found = [simulated(asking, cores(), plan.window, costs, plan.seed, with_client=True)]
    country = fewest_cores(COUNTRY, PEAK, costs, plan.seed)
    return found if country is None else [*found, country]


if __name__ == "__main__":
    sys.exit(main())
