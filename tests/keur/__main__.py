"""``make keur``: judge the cases for a LAS and for who delivers GKV themselves, longer than a test can.

Every defect of the double meets the whole suite, not only the groups of its cases; and our own service is
judged again and again, on each kind of database. Ends with 1 if a defect is missed, if a case sees one that
it is not for, or if a case finds something wrong with our own service.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Set
from contextlib import ExitStack
from pathlib import Path

from tests.support.databases import cluster, postgres_binaries, sqlite_template
from tests.support.keur.dubbelganger import afwijkingen, dubbelganger
from tests.support.keur.gebreken import GEBREKEN
from tests.support.keur.gkv.dubbelganger import gkv_dubbelganger
from tests.support.keur.gkv.gebreken import GEBREKEN as GKV_GEBREKEN
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.servers.uwlr import serving
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG

DEVIATES = (Stand.AFWIJKING,)
NOT_GOOD = (Stand.AFWIJKING, Stand.OVERGESLAGEN)
"""Where nothing is wrong no case may be passed over either; a defect may leave others nothing to judge."""


def main() -> None:
    """Run both, and print what was found and how long it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.keur", description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="runs on each kind of database [20]")
    options = parser.parse_args()
    suite = read_suite(SUITES / "las")
    binaries = postgres_binaries()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="uwlr-keur-")))
        template = sqlite_template(scratch)
        wrong = _defects(suite, template, _made(scratch, "double"))
        wrong += _gkv_defects(template, _made(scratch, "gkv"))
        wrong += _runs("SQLite", suite, f"sqlite:///{template}", _made(scratch, "sqlite"), options.runs)
        if binaries is None:
            wrong.append("PostgreSQL is not on this machine, so our service was not judged on it")
            print(f"WRONG  {wrong[-1]}")
        else:
            url = stack.enter_context(stack.enter_context(cluster(binaries)).migrated())
            wrong += _runs("PostgreSQL", suite, url, _made(scratch, "postgres"), options.runs)
    sys.exit(1 if wrong else 0)


def _made(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


def _defects(suite: Suite, template: Path, folder: Path) -> list[str]:
    """The whole table: no defect, and each defect, against every case."""
    begun = time.monotonic()
    wrong: list[str] = []
    with dubbelganger(template, folder) as double:
        for gebrek in (None, *GEBREKEN):
            double.gebrek = gebrek
            wrong += compared(
                "without a defect" if gebrek is None else gebrek.naam,
                expected=frozenset() if gebrek is None else gebrek.gevallen,
                seen=double.afwijkingen(suite, standen=NOT_GOOD if gebrek is None else DEVIATES).keys(),
            )
    _say(f"{len(GEBREKEN)} defects and none, each against the whole suite", wrong, begun)
    return wrong


def _gkv_defects(template: Path, folder: Path) -> list[str]:
    """The same for who delivers GKV."""
    begun = time.monotonic()
    wrong: list[str] = []
    suite = read_suite(SUITES / "gkv-las")
    with gkv_dubbelganger(template, folder) as double:
        for gebrek in (None, *GKV_GEBREKEN):
            double.switch(gebrek)
            wrong += compared(
                "without a defect of GKV" if gebrek is None else gebrek.naam,
                expected=frozenset() if gebrek is None else gebrek.gevallen,
                seen=double.afwijkingen(suite, standen=NOT_GOOD if gebrek is None else DEVIATES).keys(),
            )
    _say(f"{len(GKV_GEBREKEN)} defects of GKV and none, each against the whole suite", wrong, begun)
    return wrong


def _runs(kind: str, suite: Suite, url: str, folder: Path, runs: int) -> list[str]:
    """Our own service, again and again."""
    begun = time.monotonic()
    wrong: list[str] = []
    with serving(url, folder) as server:
        for school in (SCHOOL, ANDERE_SCHOOL):
            server.invoer.store(schoolgegevens(school))
        eerste, tweede = (
            server.link(klantnaam=naam, klantcode=code, scholen=[school], gegevensset=VOLLEDIG).sleutel
            for naam, code, school in (
                ("Uitgeverij & Zn.", "U1", SCHOOL),
                ("Andere uitgever", "U2", ANDERE_SCHOOL),
            )
        )
        for run in range(1, runs + 1):
            seen = afwijkingen(server.url, eerste, tweede, suite, standen=NOT_GOOD).keys()
            wrong += compared(f"{kind}, run {run}", expected=frozenset(), seen=seen)
    _say(f"{runs} runs of our own service on {kind}", wrong, begun)
    return wrong


def compared(what: str, *, expected: Set[str], seen: Set[str]) -> Iterator[str]:
    """What was seen beside what had to be seen, in a line for each case."""
    for geval in sorted(expected - seen):
        yield f"{what}: {geval} does not see it"
    for geval in sorted(seen - expected):
        yield f"{what}: {geval} cries wolf"


def _say(what: str, wrong: list[str], begun: float) -> None:
    """At once: a run takes long, and may be cut off."""
    for line in wrong:
        print(f"WRONG  {line}")
    print(f"{what}: {len(wrong)} wrong, in {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
