"""What a pooler costs, and statements that are not kept prepared: processor time of all that take part."""

import itertools
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from bench import messages, pushing, school, servers
from bench.report import Chapter, NotMeasured, Result
from bench.servers import Installation, Server
from tests.support.databases import DURABLE, cluster, postgres_binaries
from tests.support.servers.pgbouncer import pgbouncer_binary, pooling

TURNS = 5
CALLS = {"geenwijzigingen": 150, "full school": 20, "25 results": 20}
"""Calls in each turn, one after another."""
DIRECT, UNPREPARED, POOLED = "direct, PREPARE on", "direct, PREPARE off", "PgBouncer, PREPARE off"

POOLER = """\
One worker answers calls one after another: that nothing changed, a whole school of which no answer is kept
(``UWLR_CACHE_BYTES=1000``, with gzip), and a message with 25 results. Processor time is that of the server,
PostgreSQL (``fsync`` and ``synchronous_commit`` on) and PgBouncer in transaction mode together, for each
call. The three ways take turns on one database; the median of 5 turns. PgBouncer of Debian 12 keeps no
prepared statements, so with it ``UWLR_DATABASE_PREPARE`` is off.
"""


@dataclass(frozen=True, slots=True)
class Way:
    """A server that goes one way to the database, and the pooler on it."""

    server: Server
    pooler: psutil.Process | None

    def seconds(self, database: psutil.Process) -> float:
        """What all that take part took from the processor so far."""
        parts = [database, *database.children(), *([self.pooler] if self.pooler else [])]
        taken = [part.cpu_times() for part in parts]
        ended = taken[0].children_user + taken[0].children_system
        return self.server.processor_seconds() + ended + sum(part.user + part.system for part in taken)


def pooler(folder: Path) -> Chapter:
    """Measure the three ways."""
    try:
        taken = _taken(folder)
    except NotMeasured as reason:
        return Chapter("A pooler", POOLER, [Result.missing("a call by way of a pooler", "-", reason)])
    results = [
        Result(f"{kind}, {way}", "-", f"{median(milliseconds):.2f} ms", None)
        for (kind, way), milliseconds in taken.items()
    ]
    details = [
        (f"{kind}, {way}", *(f"{value:.2f}" for value in milliseconds))
        for (kind, way), milliseconds in taken.items()
    ]
    columns = ("ms for each call", *(f"turn {turn + 1}" for turn in range(TURNS)))
    return Chapter("A pooler", POOLER, results, columns, details)


def _taken(folder: Path) -> dict[tuple[str, str], list[float]]:
    binaries = postgres_binaries()
    pgbouncer = pgbouncer_binary()
    if binaries is None or pgbouncer is None:
        raise NotMeasured("this machine has no PostgreSQL or pgbouncer")
    with cluster(binaries, **DURABLE) as database, database.empty() as url, ExitStack() as stack:
        gegevens = school.make()
        installed = servers.install(url, folder, gegevens)
        before = {child.pid for child in psutil.Process().children()}
        port = stack.enter_context(pooling(pgbouncer, database.port))
        (process,) = (child for child in psutil.Process().children() if child.pid not in before)
        by_pooler = url.replace(f":{database.port}/", f":{port}/")
        ways = {
            DIRECT: _way(stack, installed, folder, url, "on"),
            UNPREPARED: _way(stack, installed, folder, url, "off"),
            POOLED: _way(stack, installed, folder, by_pooler, "off", process),
        }
        sleutel = installed.sleutels["soap"]
        latest = messages.aanmaakdatum(messages.post(ways[DIRECT].server.port, messages.request(sleutel)))
        whole = messages.request(sleutel)
        unchanged = messages.request(sleutel, laatst=latest)
        numbers = itertools.count()
        sends: Mapping[str, Callable[[int], object]] = {
            "geenwijzigingen": lambda port: messages.post(port, unchanged),
            "full school": lambda port: messages.post(port, whole, **{"Accept-Encoding": "gzip"}),
            "25 results": lambda port: messages.post(
                port,
                pushing.bericht(sleutel, gegevens.leerlingen, 25, f"p{next(numbers)}"),
                pushing.PATH,
                SOAPAction=f'"{pushing.ACTION}"',
            ),
        }
        return _turns(psutil.Process(database.pid), ways, sends)


def _way(
    stack: ExitStack,
    installed: Installation,
    folder: Path,
    url: str,
    prepare: str,
    pooler: psutil.Process | None = None,
) -> Way:
    server = stack.enter_context(
        servers.ours(
            installed,
            folder,
            UWLR_DATABASE_URL=url,
            UWLR_DATABASE_PREPARE=prepare,
            UWLR_WORKERS="1",
            UWLR_CACHE_BYTES="1000",
        )
    )
    return Way(server, pooler)


def _turns(
    database: psutil.Process, ways: Mapping[str, Way], sends: Mapping[str, Callable[[int], object]]
) -> dict[tuple[str, str], list[float]]:
    """Milliseconds of processor time for each call, by what is asked and by which way, in each turn."""
    taken: dict[tuple[str, str], list[float]] = {(kind, way): [] for kind in sends for way in ways}
    for turn, kind, name in itertools.product(range(TURNS + 1), sends, ways):
        way = ways[name]
        before = way.seconds(database)
        for _ in range(CALLS[kind]):
            sends[kind](way.server.port)
        spent = way.seconds(database) - before
        if turn:  # the first one warms up
            taken[kind, name].append(spent * 1000 / CALLS[kind])
            print(f"  {kind}, {name}: {taken[kind, name][-1]:.2f} ms", flush=True)
    return taken
