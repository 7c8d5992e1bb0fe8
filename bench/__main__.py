"""``make bench``: measure everything, and write bench/README.rst.

Some chapters alone: ``make bench ARGS='--only school first --to school.rst'``.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench import (
    curve,
    helping,
    las,
    las_push,
    lasfeed,
    laswaits,
    machine,
    memory,
    nacht,
    pooler,
    portaal,
    processor,
    report,
    results,
    sso,
    throughput,
    uitgebreid,
    unchanged,
)
from bench.landelijk.chapter import chapter as of_country
from tests.support.databases import postgres_binaries

README = Path(__file__).with_name("README.rst")


def main() -> None:
    """Run the measurements one after another, so that none disturbs another."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often the servers take turns [5]")
    parser.add_argument("--seconds", type=int, default=4, help="how long a turn is [4]")
    parser.add_argument(
        "--stored", type=int, default=5_000_000, help="how many results the curve goes up to [5000000]"
    )
    parser.add_argument(
        "--people-seconds", type=int, default=sso.WITHIN, help=f"how long people sign in [{sso.WITHIN}]"
    )
    parser.add_argument("--only", nargs="*", default=[], help="only these chapters, to a file of their own")
    parser.add_argument("--to", type=Path, default=README, help="the file to write [bench/README.rst]")
    options = parser.parse_args()
    if options.only and options.to == README:
        parser.error("with --only, name another file by --to: the README would lose its other chapters")
    measurements: dict[str, Callable[[Path], report.Chapter]] = {
        "school": lambda folder: throughput.full_school(folder, options.rounds, options.seconds),
        "geenwijzigingen": lambda folder: unchanged.unchanged(folder, options.rounds, options.seconds),
        "first": processor.first_answer,
        "help": helping.helps,
        "memory": memory.serving,
        "import": processor.importing,
        "las": las.sending,
        "push": las_push.pushed,
        "feed": lambda folder: lasfeed.feed(folder, options.stored),
        "waiting": lambda folder: laswaits.waiting(folder, options.rounds, options.seconds),
        "night": nacht.nights,
        "results": results.large,
        "extended": uitgebreid.extended,
        "pooler": pooler.pooler,
        "portal": lambda folder: portaal.portal(folder, options.rounds, options.seconds),
        "sso": lambda folder: sso.signing(folder, options.people_seconds),
        "drip": lambda folder: results.drip(folder, options.rounds, options.seconds),
        "curve": lambda folder: curve.draw(folder, options.stored),
        "country": lambda _folder: of_country(),
    }
    chapters = []
    with tempfile.TemporaryDirectory(prefix="uwlr-bench-") as scratch:
        for name, measure in measurements.items():
            if options.only and name not in options.only:
                continue
            print(f"{name} ...", flush=True)
            folder = Path(scratch) / name
            folder.mkdir()
            chapters.append(measure(folder))
    facts = list(machine.facts(postgres_binaries()))
    options.to.write_text(report.document(facts, chapters), encoding="utf-8")
    for chapter in chapters:
        for result in chapter.results:
            print(f"{result.what}: {result.measured}; target {result.target}; met: {result.verdict}")


if __name__ == "__main__":
    main()
