"""``make chaos``: disturb everything, and write what followed into docs/reliability.rst.

Some scenarios alone: ``make chaos ARGS='--only kills nights'``; the other parts of the report stay.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench import machine
from tests.chaos import clocks, databases, disks, kills, machines, nights, report, restores
from tests.chaos.ground import KINDS, Ground, ground
from tests.chaos.outcome import NotPossible, Outcome
from tests.support.databases import postgres_binaries
from tests.support.places import ROOT

RELIABILITY = ROOT / "docs" / "reliability.rst"
Scenario = Callable[[Ground], Iterator[Outcome]]


def main() -> None:
    """Run the scenarios one after another; ends with 1 when one of them found what must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="how many kills in all [1000]")
    parser.add_argument("--only", nargs="*", default=[], help="only these scenarios")
    parser.add_argument("--to", type=Path, default=RELIABILITY, help="the report [docs/reliability.rst]")
    options = parser.parse_args()
    scenarios: dict[str, Scenario] = {
        "kills": lambda ground: kills.run(ground, options.kills // len(KINDS)),
        "databases": databases.run,
        "disks": disks.run,
        "clocks": clocks.run,
        "nights": nights.run,
        "restores": restores.run,
        "machines": machines.run,
    }
    unknown = set(options.only) - set(scenarios)
    if unknown:
        parser.error(f"there is no scenario {', '.join(unknown)}; there are {', '.join(scenarios)}")
    document = RELIABILITY.read_text(encoding="utf-8")
    is_good = True
    with tempfile.TemporaryDirectory(prefix="uwlr-chaos-") as scratch:
        for name, scenario in scenarios.items():
            if options.only and name not in options.only:
                continue
            begun = time.monotonic()
            outcomes = list(on_each(name, scenario, Path(scratch)))
            took = f"Run on {date.today()}, in {time.monotonic() - begun:.0f} s.\n"
            text = report.part(outcomes)
            print(text, flush=True)
            document = report.replaced(document, name, f"{text}\n{took}")
            is_good = is_good and all(outcome.is_good for outcome in outcomes)
    document = report.replaced(document, "machine", report.facts(machine.facts(postgres_binaries())))
    options.to.write_text(document, encoding="utf-8")
    sys.exit(0 if is_good else 1)


def on_each(name: str, scenario: Scenario, scratch: Path) -> Iterator[Outcome]:
    """A scenario on each kind of database; what goes wrong with it is an outcome too."""
    for kind in KINDS:
        print(f"{name} on {kind} ...", flush=True)
        try:
            with ground(kind, scratch / f"{name}-{kind}") as prepared:
                yield from scenario(prepared)
        except NotPossible as reason:
            yield Outcome(disturbance=name, database=kind, skipped=str(reason))
        except Exception as error:  # the others go on, and the report says which one did not
            traceback.print_exc()
            yield Outcome(disturbance=name, database=kind, faults=[f"it ended by {type(error).__name__}"])


if __name__ == "__main__":
    main()
