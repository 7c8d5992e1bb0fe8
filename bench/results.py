"""Results that come back: large messages, and a drip of messages with one result each."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench import databases, load, pushing, school, servers
from bench.report import Chapter, NotMeasured, Result

PUPILS = 1000
MANY, MOST = 10_000, 50_000
RUNS = 5
PROCESSOR_SECONDS = 0.8
PEAK_MEGABYTES = 160
KILOBYTES_PER_RESULT = 6
WALL_SECONDS = 1.5
LARGE_MEGABYTES = 20
PER_SECOND = 300
CONNECTIONS = 16
WARM_UP = 1
NUMBERED = "@NUMBER@"
"""What wrk replaces by a number that it never used before."""

LARGE = """\
The whole WSGI application is called in a process of its own with a message of 10,000 results: ten for each
of 1,000 pupils, with their ECK-iD, a key of 36 signs and a definition with ten parts. Processor time and
memory (VmHWM) are of that process, after a first message with one result; a PostgreSQL server has its own.
PostgreSQL runs with ``fsync`` and ``synchronous_commit`` on, SQLite with ``synchronous = FULL``. The median
of five, each in a new process, on a database that keeps what the ones before brought. Then one message of
50,000 results, each with the ECK-iD of its pupil.
"""

DRIP = """\
Messages with one result each, all for one school, by wrk with 16 connections that share the cores with the
server and the database: ``uwlr serve`` with two workers. Each is checked, stored and confirmed by itself, on
PostgreSQL with ``fsync`` and ``synchronous_commit`` on; messages for one school wait for each other.
Afterwards the results are counted: as many as were confirmed, or a few more that were under way at the end.
"""


def large(folder: Path) -> Chapter:
    """Measure large messages on both databases."""
    results = [result for name in databases.NAMES for result in _large(name, folder / name)]
    for result in results:
        print(f"  {result.what}: {result.measured}", flush=True)
    return Chapter("Many results in one message", LARGE, results)


def _large(name: str, folder: Path) -> Iterator[Result]:
    try:
        with databases.database(name, folder, durable=True) as url:
            gegevens = school.make(PUPILS)
            installed = servers.install(url, folder, gegevens)
            sleutel, pupils = installed.sleutels["soap"], gegevens.leerlingen
            runs, growth = [], []
            for run in range(RUNS):
                with pushing.pusher(installed, folder) as pusher:
                    base = pusher.push(pushing.bericht(sleutel, pupils, 1, f"{run}w")).peak_megabytes
                    runs.append(pusher.push(pushing.bericht(sleutel, pupils, MANY, f"{run}m")))
                    growth.append((runs[-1].peak_megabytes - base) * 1024 / MANY)
            body = pushing.bericht(sleutel, pupils, MOST, "large", together=1)
            with pushing.pusher(installed, folder) as pusher:
                most = pusher.push(body)
    except NotMeasured as reason:
        yield Result.missing(f"{MANY} results, {name}", "taken", reason)
        return
    processor = median(run.processor_seconds for run in runs)
    seconds = [run.seconds for run in runs]
    peak = max(run.peak_megabytes for run in runs)
    of = f"{MANY} results in one message, {name}"
    if name == databases.SQLITE:
        yield Result(
            f"{of}: processor time",
            f"less than {PROCESSOR_SECONDS} s",
            f"{processor:.2f} s",
            processor < PROCESSOR_SECONDS,
        )
        yield Result(
            f"{of}: memory", f"less than {PEAK_MEGABYTES} MB", f"{peak:.0f} MB", peak < PEAK_MEGABYTES
        )
        yield Result(
            f"{of}: memory per result",
            f"at most {KILOBYTES_PER_RESULT} kB",
            f"{max(growth):.1f} kB",
            max(growth) <= KILOBYTES_PER_RESULT,
        )
    else:
        yield Result(
            f"{of}: wall time",
            f"less than {WALL_SECONDS} s",
            f"{median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})",
            median(seconds) < WALL_SECONDS,
        )
    yield Result(
        f"{MOST} results, {len(body) / 1e6:.1f} MB, {name}",
        f"taken, over {LARGE_MEGABYTES} MB",
        f"{most.seconds:.1f} s, {most.peak_megabytes:.0f} MB",
        len(body) > LARGE_MEGABYTES * 1e6,
    )


def drip(folder: Path, rounds: int, seconds: int) -> Chapter:
    """Measure messages with one result, on both databases."""
    results, details = [], []
    for name in databases.NAMES:
        what = f"messages with one result, two workers, {name}"
        target = f"at least {PER_SECOND} a second" if name == databases.POSTGRESQL else "-"
        try:
            loads = list(_drip(name, folder / name, rounds, seconds))
        except NotMeasured as reason:
            results.append(Result.missing(what, target, reason))
            continue
        speeds = [seen.per_second for seen in loads]
        spread = f"{median(speeds):.0f} a second ({min(speeds):.0f} to {max(speeds):.0f})"
        print(f"  {what}: {spread}", flush=True)
        met = median(speeds) >= PER_SECOND if name == databases.POSTGRESQL else None
        results.append(Result(what, target, spread, met))
        details += [
            (name, f"{seen.per_second:.0f}", f"{seen.p50_ms:.3g}", f"{seen.p99_ms:.3g}") for seen in loads
        ]
    return Chapter("A drip of results", DRIP, results, ("database", "calls/s", "p50 ms", "p99 ms"), details)


def _drip(name: str, folder: Path, rounds: int, seconds: int) -> Iterator[load.Load]:
    with databases.database(name, folder, durable=True) as url:
        gegevens = school.make(PUPILS)
        installed = servers.install(url, folder, gegevens)
        with servers.ours(installed, folder, UWLR_WORKERS="2") as server:
            server.wait_for_workers(2)
            confirmed = 0
            for turn in range(rounds + 1):
                message = folder / f"drip-{turn}.xml"
                message.write_bytes(
                    pushing.bericht(installed.sleutels["soap"], gegevens.leerlingen, 1, f"{turn}x{NUMBERED}")
                )
                seen = load.run(
                    server.port,
                    message,
                    seconds=seconds if turn else WARM_UP,
                    connections=CONNECTIONS,
                    path=pushing.PATH,
                    action=pushing.ACTION,
                )
                confirmed += seen.requests
                if turn:
                    yield seen
            stored = servers.count_results(installed)
            if not confirmed <= stored <= confirmed + CONNECTIONS * (rounds + 1):
                raise NotMeasured(f"{confirmed} messages were confirmed, and {stored} results are stored")
