"""Processor time, taken in this process: the first answer after a change, and an import."""

import functools
import gc
import io
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median

from bench import databases, messages, school, servers
from bench.report import Chapter, NotMeasured, Result
from uwlr_service import demodata
from uwlr_service.app import create_app
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account.schoolaccounts.volgen import Accountbijhouder
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

CHANGES = 15
FIRST_ANSWER_MS = 20.0
IMPORTS = 5
IMPORTED = 3000
IMPORT_SECONDS = 1.5
SEED = 2026
WIE = Handelende.opdrachtregel()

FIRST_ANSWER = """\
One pupil changes, and the school is pulled with gzip: rows are read, the agreement is applied, the
document is written and compressed, and the register is written through to the database. The whole WSGI
application is called in this process, so that the processor time of all its threads can be taken; a
PostgreSQL server has its own. The median of 15 changes.
"""

IMPORT = """\
An EDEXML 2.1 file of 3,000 pupils by the demo generator goes into a fresh database, as ``uwlr edexml
import`` does it: read, validated, checked, stored. Processor time of this process; the median of 5
databases. The second figure is the same file again, when nothing is new. The others are of a school whose
people have accounts, which an import makes or follows.
"""


def _taken(work: Callable[[], object]) -> float:
    """The processor seconds of this process during some work."""
    before = time.process_time()
    work()
    return time.process_time() - before


def first_answer(folder: Path) -> Chapter:
    """Measure the first pull after a change, on both databases."""
    results, target = [], f"at most {FIRST_ANSWER_MS:g} ms"
    for name in databases.NAMES:
        what = f"first answer after a change, {name}"
        try:
            milliseconds = [seconds * 1000 for seconds in _first_answers(name, folder / name)]
        except NotMeasured as reason:
            results.append(Result.missing(what, target, reason))
            continue
        middle = median(milliseconds)
        spread = f"{middle:.1f} ms ({min(milliseconds):.1f} to {max(milliseconds):.1f})"
        results.append(Result(what, target, spread, middle <= FIRST_ANSWER_MS))
        print(f"  {what}: {spread}", flush=True)
    return Chapter("The first answer after a change", FIRST_ANSWER, results)


def _first_answers(name: str, folder: Path) -> Iterator[float]:
    gegevens = school.make()
    with databases.database(name, folder) as url:
        installed = servers.install(url, folder, gegevens)
        app = create_app(installed.settings)
        database = Database.open(url)
        body = messages.request(installed.sleutels["soap"])

        def pull() -> None:
            seen: list[str] = []
            with redirect_stdout(io.StringIO()):  # the log
                answer = b"".join(app(messages.environ(io.BytesIO(body)), messages.keep_status(seen)))
            if seen != ["200 OK"] or not answer.startswith(b"\x1f\x8b"):
                raise NotMeasured(f"the answer was {seen}")

        for number in range(CHANGES + 1):
            EdexmlUitwisseling(database).store(school.change(gegevens, number))
            gc.collect()
            seconds = _taken(pull)
            if number:  # the first also compiles the schemas
                yield seconds
        app.close()
        database.close()


def importing(folder: Path) -> Chapter:
    """Measure an import into a fresh database, and its repetition."""
    (gegevens,) = demodata.schools(1, IMPORTED, SEED)
    file = folder / "school.xml"
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.writelines(edexml.write(gegevens))
    code = gegevens.school.code
    results = [
        *_imported("", [_import_twice(file, folder, None) for _ in range(IMPORTS)]),
        *_imported(", with accounts", [_import_twice(file, folder, code) for _ in range(IMPORTS)]),
    ]
    return Chapter("Import", IMPORT, results)


def _import_twice(file: Path, folder: Path, with_accounts: Schoolcode | None) -> tuple[float, float]:
    """The processor seconds of an import into a fresh database, and of the same once more."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        database = Database.open(f"sqlite:///{Path(place) / 'uwlr.sqlite'}")
        database.upgrade()
        if with_accounts is not None:
            with database.write() as connection:
                scholen = SchoolRepository(connection)
                scholen.set_accounts(scholen.ensure(with_accounts), tijd.now())
        read_in = EdexmlUitwisseling(database, accounts=Accountbijhouder()).read_in
        seconds = []
        for _ in range(2):
            gc.collect()
            with file.open("rb") as source:
                seconds.append(_taken(functools.partial(read_in, source, door=WIE)))
        database.close()
    first, again = seconds
    return first, again


def _imported(where: str, taken: list[tuple[float, float]]) -> list[Result]:
    first, again = zip(*taken, strict=True)
    middle = median(first)
    print(f"  import{where}: {middle:.2f} s, again {median(again):.3f} s", flush=True)
    return [
        Result(
            f"import of {IMPORTED} pupils, SQLite{where}",
            f"less than {IMPORT_SECONDS:g} s",
            f"{middle:.2f} s ({min(first):.2f} to {max(first):.2f})",
            middle < IMPORT_SECONDS,
        ),
        Result(f"the same file again{where}", "-", f"{median(again):.3f} s", None),
    ]
