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
from bench.landelijk.land import PARTNERS, Land
from bench.landelijk.morning import curves, written
from bench.landelijk.morning.alone import Cost
from bench.landelijk.morning.arrivals import MINUTE, Window
from bench.landelijk.morning.jobs import COUNTRY, PEAK, Simulated, fewest_cores, simulated
from bench.landelijk.morning.run import Plan, Run, run
from bench.landelijk.morning.stage import Place, cores, place, serving

KEPT = servers.ROOT / "build" / "landelijk"


def main() -> int:
    """Make the country if need be, run, and show what was seen; 1 if the run is not good."""
    parser = argparse.ArgumentParser(prog="python -m bench.landelijk.morning", description=__doc__)
    parser.add_argument("--schools", type=int, default=1000, help="schools in the database [1000]")
    parser.add_argument("--pupils", type=int, default=230, help="pupils of each school [230]")
    parser.add_argument(
        "--partners", type=int, default=PARTNERS, help=f"of which each school has ten [{PARTNERS}]"
    )
    parser.add_argument("--asking", type=int, help="of how many schools something is asked [all]")
    parser.add_argument("--minutes", type=float, default=10, help="how much of the peak [10]")
    parser.add_argument("--whole", action="store_true", help="the whole morning, from 7:30 to 9:00")
    parser.add_argument("--database", choices=databases.NAMES, default=databases.POSTGRESQL)
    parser.add_argument("--workers", type=int, default=cores(), help="of the server [one a core]")
    parser.add_argument(
        "--pace", type=float, default=1, help="so many times as often as schools really ask [1]"
    )
    parser.add_argument("--seed", type=int, default=2026, help="another morning [2026]")
    parser.add_argument(
        "--costs",
        type=int,
        default=0,
        help="also ask each kind of question so often by itself, and simulate",
    )
    parser.add_argument("--to", type=Path, help="a file for the figures, as JSON")
    parser.add_argument("--draw", type=Path, nargs="*", help="only draw what these files have")
    options = parser.parse_args()
    if options.draw:
        print(curves.draw(options.draw))
        return 0
    folder = KEPT / _named(options)
    with place(options.database, folder) as at:
        land = country(at, folder, options.schools, options.pupils, options.partners)
        return _morning(land, at, folder, options)


def _named(options: argparse.Namespace) -> str:
    """The folder of a country; the number of partners was always the same before it could be said."""
    partners = "" if options.partners == PARTNERS else f"-{options.partners}"
    return f"{options.schools}x{options.pupils}{partners}-{options.database.lower()}"


def country(at: Place, folder: Path, schools: int, pupils: int, partners: int = PARTNERS) -> Land:
    """The country that is there, or a new one."""
    size = ("--schools", schools, "--pupils", pupils, "--partners", partners)
    where = ("--to", str(folder), "--database", at.url)
    command = servers.python("-m", "bench.landelijk", "make", *map(str, size), *where)
    subprocess.run(command, check=True, cwd=servers.ROOT)
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
