"""``python -m bench.landelijk.day``: a day of load as fast as it is answered, and what it leaves behind.

Two million questions take some two hours by themselves; a smaller day by ``--schools 300 --calls 50000``
shows that it works, but says little of memory. The country is made once and kept in ``build/landelijk``; the
day is of a copy, because its clock goes on for weeks: first ten hours of a day, then 32 days in which nothing
happens and everything that is kept for 30 days or less falls due, then a whole day.

The calls come from one process that waits for answers (a closed loop): here the number counts, how long an
answer takes is for ``bench.landelijk.morning``. 1 is the exit code of a day that is not good.
"""

import argparse
import json
import sys

from bench import databases
from bench.landelijk.day import service, verdict, written
from bench.landelijk.day.hours import hours
from bench.landelijk.day.mix import A_DAY
from bench.landelijk.day.run import Plan, Seen, run
from bench.landelijk.morning.__main__ import KEPT, country
from bench.landelijk.morning.processor import load
from bench.landelijk.morning.stage import cores, place
from bench.landelijk.options import MOST_SCHOOLS, amount, number, writable
from bench.report import NotMeasured
from uwlr_service.domain import tijd

CACHE = "64MB"
"""As a server has it of itself."""


def main() -> int:
    """Make the country if need be, let a day pass, and show what was seen."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.landelijk.day",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument(
        "--schools", type=number(1, MOST_SCHOOLS), default=2000, help="schools in the country [2000]"
    )
    parser.add_argument("--pupils", type=number(1), default=230, help="pupils of each school [230]")
    parser.add_argument("--calls", type=number(1), default=2_000_000, help="questions in all [2000000]")
    parser.add_argument("--database", choices=databases.NAMES, default=databases.POSTGRESQL)
    parser.add_argument("--workers", type=number(1), default=2, help="of the server [2]")
    parser.add_argument(
        "--cache",
        default=CACHE,
        help="UWLR_CACHE_BYTES of each worker; less lets a small day fill it in its first half [%(default)s]",
    )
    parser.add_argument("--each", type=amount, default=10, help="seconds between two samples [10]")
    parser.add_argument("--seed", type=int, default=2026, help="another day [2026]")
    parser.add_argument("--to", type=writable, help="a file for the figures, as JSON")
    options = parser.parse_args()
    try:
        return _day(options)
    except NotMeasured as reason:
        sys.exit(f"not measured: {reason}")


def _day(options: argparse.Namespace) -> int:
    folder = KEPT / f"{options.schools}x{options.pupils}-{options.database.lower()}"
    with place(options.database, folder) as at:
        land = country(at, folder, options.schools, options.pupils)
        plan = Plan(
            hours=hours(tijd.today() + tijd.DAY), calls=options.calls, seed=options.seed, each=options.each
        )
        begin = plan.hours[0].begin
        with service.running(
            land, at, folder, options.workers, begin, UWLR_CACHE_BYTES=options.cache
        ) as running:
            seen = run(running, plan)
    calls_a_day = options.schools * A_DAY
    found = faults(seen, calls_a_day)
    facts = {
        "schools": options.schools,
        "pupils": options.pupils,
        "database": options.database,
        "workers": options.workers,
        "cache": options.cache,
        "cores": cores(),
        "load": round(load(), 1),
    }
    print("\n".join(written.tables(facts, seen, calls_a_day, found)))
    if options.to is not None:
        kept = written.as_json(facts, seen, found)
        options.to.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    return 1 if found else 0


def faults(seen: Seen, calls_a_day: float) -> list[str]:
    """All that is wrong with a day."""
    errors = [f"{count} times {error}" for error, count in seen.tally.errors.items()]
    first, last = seen.rows[0]["resultaat"].rows, seen.rows[-1]["resultaat"].rows
    if last - first != seen.confirmed:
        errors.append(f"{seen.confirmed} results were confirmed, and {last - first} more are stored")
    piled = verdict.faults(seen.samples, calls_a_day, seen.rows, seen.kept[-1])
    return [*errors, *seen.found, *piled]


if __name__ == "__main__":
    sys.exit(main())
