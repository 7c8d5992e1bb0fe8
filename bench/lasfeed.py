"""Results out to a LAS: the feed with few and with many results stored, and SOAP while LASes wait."""

import gc
import io
import json
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from wsgiref.types import WSGIApplication

from sqlalchemy import text
from werkzeug.test import Client

from bench import databases, messages, pushing, school, servers
from bench.report import Chapter, NotMeasured, Result
from tests.support.las.las import API, Beller
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.las.feed import Punt
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.volgorde import VolgordeRepository
from uwlr_service.uitwisseling.las.resultaten.cursors import Cursors

READ = 10_000
LIMIET = 500
IN_A_MESSAGE = 25
SCHOOLS = 1000
OF_ONE_LAS = 500
TIMES = 5
SECONDS = 0.5
FLAT = 1.5
TARGET = f"at most {SECONDS:g} s"
FLAT_TARGET = f"at most {FLAT:g} times"

EXPLANATION = f"""\
The last {READ:,} results of the feed are read in pages of {LIMIET}, by a LAS that has all of {SCHOOLS}
schools and by one that has {OF_ONE_LAS} of them, in a database with nothing else and in one with many
results before these. A message has {IN_A_MESSAGE} results. The whole WSGI application is called in this
process, so that the processor time of all its threads can be taken; a PostgreSQL server has its own, so
whether it is flat is told by the clock. Of {TIMES} readings the median of the processor and the quickest by
the clock. The results before are written into the tables; PostgreSQL has its statistics.
"""

NUMBERS = """
    with recursive nummers(n) as (
        select cast(:van as integer) union all select n + 1 from nummers where n < cast(:tot as integer)
    ), begin(eerste) as (select cast(:eerste as integer))
"""
BERICHTEN = f"""
    insert into resultatenbericht (school_id, revisie, klant_id, koppeling_id, sleutel_id, digest, schooljaar,
        xsdversie, aanmaakdatum, ontvangen, auteur, commentaar, aantal)
    {NUMBERS}
    select eerste + n % {SCHOOLS}, n / {SCHOOLS} + 1, b.klant_id, b.koppeling_id, b.sleutel_id,
        cast(n as varchar(64)), b.schooljaar, b.xsdversie, b.aanmaakdatum, b.ontvangen, null, null,
        {IN_A_MESSAGE}
    from nummers, begin, (select * from resultatenbericht order by ontvangen limit 1) as b
"""
RESULTATEN = f"""
    insert into resultaat (school_id, klant_id, key, van_revisie, leerling, definitie_id, afnamedatum, soort,
        score, aanmaakdatum)
    {NUMBERS}
    select eerste + n / {IN_A_MESSAGE} % {SCHOOLS}, r.klant_id, 'uitgever-' || cast(n as varchar(20)),
        n / {IN_A_MESSAGE} / {SCHOOLS} + 1, 'leerling-' || cast(n % 250 as varchar(20)), r.definitie_id,
        r.afnamedatum, r.soort, n % 10, r.aanmaakdatum
    from nummers, begin, (select * from resultaat order by aanmaakdatum limit 1) as r
"""
VOLGORDE = f"""
    insert into resultatenvolgorde (volgnummer, school_id, revisie, moment)
    {NUMBERS}
    select cast(:voor as integer) + n, eerste + n % {SCHOOLS}, n / {SCHOOLS} + 1, :moment
    from nummers, begin
"""
"""Message n of the school n modulo the number of schools, with the results n * 25 to n * 25 + 24."""


def feed(folder: Path, stored: int) -> Chapter:
    """Measure both LASes with nothing before, and with ``stored`` results before, on both databases."""
    results: list[Result] = []
    details: list[tuple[str, ...]] = []
    for name in databases.NAMES:
        try:
            with databases.database(name, folder / name) as url:
                reader = Reader(url, folder / name)
                few = reader.measured(0)
                many = reader.measured(stored)
                reader.close()
        except NotMeasured as reason:
            results.append(Result.missing(f"{READ:,} results read, {name}", TARGET, reason))
            continue
        results += _judged(name, few, many, stored)
        details += [
            (name, each.las, f"{before:,}", f"{each.processor:.2f}", f"{each.clock:.2f}")
            for before, taken in ((0, few), (stored, many))
            for each in taken
        ]
    columns = ("database", "schools", "stored before", "processor s", "clock s")
    return Chapter("Results out to a LAS", EXPLANATION, results, columns, details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How long a reading took, by the processor and by the clock, in seconds."""

    las: str
    processor: float
    clock: float


def _judged(name: str, few: Sequence[Reading], many: Sequence[Reading], stored: int) -> list[Result]:
    """The dearest reading, and the worst ratio of the clock."""
    dearest = max(reading.processor for reading in (*few, *many))
    ratio = max(after.clock / before.clock for before, after in zip(few, many, strict=True))
    return [
        Result(f"{READ:,} results read, {name}", TARGET, f"{dearest:.2f} s", dearest <= SECONDS),
        Result(
            f"{READ:,} results read, {stored / 1e6:g} million stored before or none, {name}",
            FLAT_TARGET,
            f"{ratio:.2f} times",
            ratio <= FLAT,
        ),
    ]


class Reader:
    """Two LASes in this process, and a database that grows."""

    def __init__(self, url: str, folder: Path) -> None:
        gegevens = school.make(250)
        installed = servers.install(url, folder, gegevens)
        self._settings = Settings.from_environment(dict(installed.environ))
        self._diensten = Diensten.open(self._settings)
        self._database = Database.open(url)
        with redirect_stdout(io.StringIO()):  # the log
            self._app = create_app(self._settings)
            with pushing.pusher(installed, folder) as pusher:
                sleutel = installed.sleutels["soap"]
                pusher.push(pushing.bericht(sleutel, gegevens.leerlingen, IN_A_MESSAGE, "0"))
        codes = [_code(number) for number in range(SCHOOLS)]
        with self._database.write() as connection:
            repository = SchoolRepository(connection)
            self._first = min(repository.ensure(code) for code in codes)
        client = Client(self._app)
        self._lassen = {
            "all": Beller(client, self._diensten),
            f"{OF_ONE_LAS}": Beller(client, self._diensten, "Een", codes[:: SCHOOLS // OF_ONE_LAS]),
        }
        self._filled = 0

    def measured(self, stored: int) -> list[Reading]:
        """What a reading of the last results takes each LAS, with so many results before them."""
        self._fill(stored + READ * SCHOOLS // OF_ONE_LAS)
        readings = []
        for naam, las in self._lassen.items():
            share = 1 if las.las.alle_scholen else SCHOOLS // OF_ONE_LAS
            with redirect_stdout(io.StringIO()):
                token = las.token()
            start = self._cursor(las, self._last - READ // IN_A_MESSAGE * share)
            taken = [self._read(token, start) for _ in range(TIMES + 1)][1:]
            reading = Reading(
                las=naam,
                processor=median(processor for processor, _ in taken),
                clock=min(clock for _, clock in taken),
            )
            print(f"  {stored} before, {naam}: {reading.processor:.2f} s, {reading.clock:.2f} s", flush=True)
            readings.append(reading)
        return readings

    def close(self) -> None:
        """Give the connections back."""
        with redirect_stdout(io.StringIO()):
            self._app.close()
        self._diensten.close()
        self._database.close()

    def _cursor(self, las: Beller, volgnummer: int) -> str:
        return Cursors(self._settings.secret).write(las.las.id, None, Punt(volgnummer))

    def _read(self, token: str, cursor: str) -> tuple[float, float]:
        """The seconds of reading all that is behind a cursor. Raises NotMeasured for another number."""
        gc.collect()
        count = 0
        processor = 0.0
        clock = 0.0
        more = True
        while more:
            before = time.process_time()
            began = time.perf_counter()
            with redirect_stdout(io.StringIO()):
                body = _called(self._app, token, cursor)
            processor += time.process_time() - before
            clock += time.perf_counter() - began
            page = json.loads(body)
            count += len(page["resultaten"])
            cursor = page["cursor"]
            more = page["meer"]
        if count != READ:
            raise NotMeasured(f"{count} results were read")
        return processor, clock

    def _fill(self, results: int) -> None:
        """Let there be so many results, in messages, each with its number."""
        span = {"van": self._filled, "tot": results - 1}
        of_messages = {"van": self._filled // IN_A_MESSAGE, "tot": results // IN_A_MESSAGE - 1}
        with self._database.write() as connection:
            if not self._filled:
                # Behind the one message that came over SOAP.
                self._before = VolgordeRepository(connection).number(tijd.now()) + 1
            connection.execute(text(BERICHTEN), of_messages | {"eerste": self._first})
            connection.execute(text(RESULTATEN), span | {"eerste": self._first})
            moment = connection.execute(text("select moment from resultatenvolgorde limit 1")).scalar_one()
            self._last = self._before + results // IN_A_MESSAGE - 1
            connection.execute(
                text(VOLGORDE),
                of_messages | {"eerste": self._first, "voor": self._before, "moment": moment},
            )
            connection.execute(
                text("update resultatenteller set volgnummer = :laatste"), {"laatste": self._last}
            )
        with self._database.write() as connection:
            connection.execute(text("analyze"))
        self._filled = results


def _code(number: int) -> Schoolcode:
    """A school that does not exist."""
    return Schoolcode(f"{number // 26 + 10}{chr(ord('A') + number % 26)}Z", "00")


def _called(app: WSGIApplication, token: str, cursor: str) -> bytes:
    environ: dict[str, Any] = messages.environ(io.BytesIO(b"")) | {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"{API}/resultaten",
        "QUERY_STRING": f"limiet={LIMIET}&na={cursor}",
        "HTTP_AUTHORIZATION": f"Bearer {token}",
        "HTTP_HOST": "localhost",
    }
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return b"".join(app(environ, messages.keep_status([])))
