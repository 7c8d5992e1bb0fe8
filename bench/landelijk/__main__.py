"""``python -m bench.landelijk make --schools 1000 --to FOLDER``: a country of made-up schools in a database.

The folder gets ``land.json``, in which a load finds who may ask what, and by which proofs. Without
``--database`` the country is in SQLite in that folder; for PostgreSQL name an empty database by its address.
What was made before is found again, with new sessions at the portal.

Each school has 230 pupils, ten links (eight of publishers, two of partners of GKV), accounts, a year of
results, and for each partner of GKV the package of a night. However many partners there are, a school has its
ten links: with fewer partners each of them has more schools. There is one LAS for all schools, and one
application at which their pupils sign in, all with the same password. The same seed gives the same schools,
links and results on the same day; keys and secrets are new each time. The text of the messages that brought
the results is left out, as it is once its retention has ended.
"""

import argparse
import sys
from pathlib import Path

from bench.landelijk import costs
from bench.landelijk.asking.callers import Wrong
from bench.landelijk.land import FEWEST_PARTNERS, PARTNERS, Land, Omvang
from bench.landelijk.making import Unusable, country
from bench.landelijk.options import MOST_SCHOOLS, number, writable
from bench.report import NotMeasured
from uwlr_service.domain.school.schooljaar import Schooljaar

SQLITE = "sqlite"
SCHOOLS = 1000
PUPILS = 230
SEED = 2026
MANY_SCHOOLS = 2000
"""From here on a country has few results: 6,000 schools with 20 of each pupil would take 15 GB."""
RESULTS = 20
FEW_RESULTS = 2
TURNS = 3


def main() -> None:
    """Read the command line, and do as it says."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.landelijk", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    asking = commands.add_parser("costs", help="what each kind of question costs in some countries")
    asking.add_argument("folders", nargs="+", type=Path, help="the folders of these, the smallest first")
    asking.add_argument("--turns", type=number(1), default=TURNS, help=f"how often each is asked [{TURNS}]")
    asking.add_argument(
        "--times", type=number(1), default=costs.TIMES, help=f"questions of a kind in a turn [{costs.TIMES}]"
    )
    asking.add_argument("--to", type=writable, help="a file for the figures, as JSON")
    asking.add_argument("--note", default="", help="what else a reader of that file must know")
    asking.set_defaults(run=_ask)
    making = commands.add_parser("make", help="make a country, or find the one that was made")
    making.add_argument(
        "--schools",
        type=number(1, MOST_SCHOOLS),
        default=SCHOOLS,
        help=f"how many, up to {MOST_SCHOOLS} [{SCHOOLS}]",
    )
    making.add_argument("--pupils", type=number(1), default=PUPILS, help=f"pupils of each school [{PUPILS}]")
    making.add_argument(
        "--results",
        type=number(0),
        help=f"results of each pupil [{RESULTS}; from {MANY_SCHOOLS} schools on {FEW_RESULTS}]",
    )
    making.add_argument(
        "--partners",
        type=number(FEWEST_PARTNERS),
        default=PARTNERS,
        help=f"partners, of which each school has a link with {FEWEST_PARTNERS} [{PARTNERS}]",
    )
    making.add_argument("--seed", type=int, default=SEED, help=f"the seed of all that is made up [{SEED}]")
    making.add_argument("--to", type=Path, required=True, help="the folder of the country")
    making.add_argument("--database", default=SQLITE, help="sqlite, or postgresql://... of an empty database")
    making.set_defaults(run=_make)
    options = parser.parse_args()
    options.run(options)


def _ask(options: argparse.Namespace) -> None:
    try:
        compared = costs.compare(options.folders, options.turns, options.times)
    except (NotMeasured, Wrong) as reason:
        sys.exit(f"not measured: {reason}")
    omvangen = [Land.read(folder).omvang for folder in options.folders]
    print("\n".join(costs.table([omvang.schools for omvang in omvangen], compared)))
    needed = costs.cores(compared[-1], SEED)
    if needed is not None:
        print(f"{needed.schools} schools by simulation: {needed.cores} cores, {needed.used:.0%} at work")
    if options.to is not None:
        options.to.write_text(costs.as_json(omvangen, compared, needed, options.note), encoding="utf-8")


def _make(options: argparse.Namespace) -> None:
    omvang = Omvang(
        schools=options.schools,
        pupils=options.pupils,
        results=results_for(options.schools) if options.results is None else options.results,
        seed=options.seed,
        partners=options.partners,
        schooljaar=Schooljaar.current(),
    )
    print(f"{omvang.schools} schools of {omvang.pupils} pupils, {omvang.results} results of each", flush=True)
    try:
        land = country(omvang, options.to, address(options.database, options.to))
    except Unusable as error:
        sys.exit(f"{error}; give another folder or database")
    tell(land)


def results_for(schools: int) -> int:
    """How many results each pupil has unless somebody says so."""
    return FEW_RESULTS if schools >= MANY_SCHOOLS else RESULTS


def address(database: str, folder: Path) -> str:
    """The address of a database; ``sqlite`` is a file in the folder of the country."""
    return f"sqlite:///{folder.absolute() / 'uwlr.sqlite'}" if database == SQLITE else database


def tell(land: Land) -> None:
    """Say what there is."""
    sizes = [len(link.scholen) for link in land.uwlr]
    sizes += [len(link.scholen) for link in land.gkv]
    print(f"{len(land.uwlr)} links of publishers and {len(land.gkv)} of partners of GKV,", end=" ")
    print(f"each with {min(sizes)} to {max(sizes)} schools")


if __name__ == "__main__":
    main()
