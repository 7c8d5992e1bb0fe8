"""A full school, unchanged, beside the peers; and the answer that nothing changed, from one core."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import databases, load, machine, messages, school, servers
from bench.load import Load
from bench.peers import start
from bench.report import Chapter, NotMeasured, Result

GSOAP, SPYNE = "gSOAP (C)", "plain Spyne"
OURS = {name: f"ours, {name}" for name in databases.NAMES}
TARGETS = (
    (databases.SQLITE, SPYNE, 150.0),
    (databases.SQLITE, GSOAP, 1.5),
    (databases.POSTGRESQL, GSOAP, 1.0),
)
CONNECTIONS = {SPYNE: 4}
"""With more, Spyne's calls would only wait longer."""
MANY = 16
SLOW = {SPYNE: 2}
"""How many times longer its runs are: it answers some ten calls a second."""
WARM_UP = 1
PER_SECOND = 1000

EXPLANATION = """\
Requests for the whole school, without ``laatstontvangengegevens``, answered from what is already known
of it. Ours is ``uwlr serve`` as it comes: gunicorn, one worker a core (one thread each on SQLite, eight
on PostgreSQL), with authorisation, validation against the schema, the question whether the data changed,
the register and the log. gSOAP has 16 threads, sends chunks, keeps the school in memory and neither
authorises nor validates; plain Spyne has as many gunicorn workers as ours and keeps the school in
memory. Load: wrk with one thread and 16 connections, for plain Spyne 4; it runs on the same cores.

All answers are compared with ours: element by element, with attributes and texts, save the moments.
Their bytes differ by prefixes, end tags and zones. Processor time is that of the server per call,
without the database server and without wrk.
"""

UNCHANGED = """\
The request carries the ``aanmaakdatum`` of the last answer, and gets ``geenwijzigingen``: authorisation,
validation, two questions to SQLite and a line in the log. One worker is pinned to one core, wrk with 16
connections to the other.
"""


@dataclass(slots=True)
class Candidate:
    """A server that takes its turns, and what was seen of it."""

    server: servers.Server
    message: Path
    size: int
    same: bool
    loads: list[Load]
    processor_ms: list[float]


def full_school(folder: Path, rounds: int, seconds: int) -> Chapter:
    """Measure ours on both databases, and the peers, in turns."""
    with ExitStack() as stack:
        candidates, missing = _start(stack, folder)
        for turn in range(rounds + 1):
            for name, candidate in list(candidates.items()):
                try:
                    _take_turn(name, candidate, seconds if turn else WARM_UP)
                except NotMeasured as reason:
                    missing[name] = reason
                    del candidates[name]
                    continue
                print(f"  turn {turn}: {name}: {candidate.loads[-1].per_second:.1f} a second", flush=True)
        for candidate in candidates.values():
            del candidate.loads[0], candidate.processor_ms[0]  # the warming up
    return Chapter(
        "A full school",
        EXPLANATION,
        list(_ratios(candidates, missing)),
        ("server", "calls/s", "p50 ms", "p99 ms", "processor ms/call", "answer bytes", "same document"),
        [
            *(_details(name, candidate) for name, candidate in candidates.items()),
            *((name, f"not measured: {reason}", *[""] * 5) for name, reason in missing.items()),
        ],
    )


def _start(stack: ExitStack, folder: Path) -> tuple[dict[str, Candidate], dict[str, NotMeasured]]:
    """Every server that can be had here, and why the others cannot."""
    gegevens, values = school.make(), folder / "school.tsv"
    school.write_for_peers(gegevens, values)

    def own(name: str) -> tuple[servers.Server, str]:
        place = folder / name
        url = stack.enter_context(databases.database(name, place))
        installed = servers.install(url, place, gegevens)
        return stack.enter_context(servers.ours(installed, place)), installed.sleutels["soap"]

    def gsoap() -> tuple[servers.Server, str]:
        return stack.enter_context(start.gsoap(values, folder)), "any"

    def spyne() -> tuple[servers.Server, str]:
        return stack.enter_context(start.plain_spyne(values, folder, len(machine.cores()))), "any"

    ways: Mapping[str, Callable[[], tuple[servers.Server, str]]] = {
        OURS[databases.SQLITE]: lambda: own(databases.SQLITE),
        GSOAP: gsoap,
        OURS[databases.POSTGRESQL]: lambda: own(databases.POSTGRESQL),
        SPYNE: spyne,
    }
    candidates: dict[str, Candidate] = {}
    missing: dict[str, NotMeasured] = {}
    reference: list[messages.Item] = []
    for name, way in ways.items():
        try:
            server, sleutel = way()
            body = messages.request(sleutel)
            answer = messages.post(server.port, body)
        except NotMeasured as reason:
            missing[name] = reason
            continue
        message = folder / f"request-{len(candidates)}.xml"
        message.write_bytes(body)
        said = messages.content(answer)
        reference = reference or said
        candidates[name] = Candidate(server, message, len(answer), said == reference, [], [])
    return candidates, missing


def _take_turn(name: str, candidate: Candidate, seconds: int) -> None:
    before = candidate.server.processor_seconds()
    seen = load.run(
        candidate.server.port,
        candidate.message,
        seconds=seconds * SLOW.get(name, 1),
        connections=CONNECTIONS.get(name, MANY),
    )
    taken = candidate.server.processor_seconds() - before
    candidate.loads.append(seen)
    candidate.processor_ms.append(taken / (seen.per_second * seconds * SLOW.get(name, 1)) * 1000)


def _ratios(candidates: Mapping[str, Candidate], missing: Mapping[str, NotMeasured]) -> Iterator[Result]:
    for name, peer, target in TARGETS:
        what = f"full school, {name}, beside {peer}"
        wanted = f"at least {target:g} times"
        absent = [missing[one] for one in (OURS[name], peer) if one in missing]
        if absent:
            yield Result.missing(what, wanted, absent[0])
            continue
        pairs = zip(candidates[OURS[name]].loads, candidates[peer].loads, strict=True)
        ratios = [mine.per_second / other.per_second for mine, other in pairs]
        middle = median(ratios)
        spread = f"{middle:.3g} times ({min(ratios):.3g} to {max(ratios):.3g})"
        yield Result(what, wanted, spread, middle >= target)


def _details(name: str, candidate: Candidate) -> tuple[str, ...]:
    loads = candidate.loads
    return (
        name,
        f"{median(seen.per_second for seen in loads):.4g}",
        f"{median(seen.p50_ms for seen in loads):.3g}",
        f"{median(seen.p99_ms for seen in loads):.3g}",
        f"{median(candidate.processor_ms):.3g}",
        str(candidate.size),
        "yes" if candidate.same else "no",
    )


def unchanged(folder: Path, rounds: int, seconds: int) -> Chapter:
    """Measure the answer ``geenwijzigingen`` from one pinned worker."""
    what, target = "geenwijzigingen, one worker on one core, SQLite", f"at least {PER_SECOND} a second"
    try:
        loads, cores = list(_unchanged(folder, rounds, seconds)), machine.cores()
        middle = median(seen.per_second for seen in loads)
        alone = "" if len(cores) > 1 else ", sharing its core with wrk"
        result = Result(what, target, f"{middle:.0f} a second{alone}", middle >= PER_SECOND)
    except NotMeasured as reason:
        return Chapter("Nothing changed", UNCHANGED, [Result.missing(what, target, reason)])
    details = [
        (str(turn + 1), f"{seen.per_second:.0f}", f"{seen.p50_ms:.3g}", f"{seen.p99_ms:.3g}")
        for turn, seen in enumerate(loads)
    ]
    return Chapter("Nothing changed", UNCHANGED, [result], ("turn", "calls/s", "p50 ms", "p99 ms"), details)


def _unchanged(folder: Path, rounds: int, seconds: int) -> Iterator[Load]:
    first, *others = machine.cores()
    if not machine.CAN_PIN:
        raise NotMeasured("this system cannot pin a process to a core")
    with databases.database(databases.SQLITE, folder) as url:
        installed = servers.install(url, folder, school.make())
        with servers.ours(installed, folder, cores=[first], UWLR_WORKERS="1", UWLR_THREADS="1") as server:
            sleutel = installed.sleutels["soap"]
            moment = messages.aanmaakdatum(messages.post(server.port, messages.request(sleutel)))
            message = folder / "request.xml"
            message.write_bytes(messages.request(sleutel, laatst=moment))
            answer = messages.post(server.port, message.read_bytes())
            if b"<geenwijzigingen/>" not in answer:
                raise NotMeasured("the answer was not geenwijzigingen")
            for seconds_of_run in (WARM_UP, *[seconds] * rounds):
                seen = load.run(
                    server.port,
                    message,
                    seconds=seconds_of_run,
                    connections=MANY,
                    cores=others[:1] or [first],
                )
                if seconds_of_run != WARM_UP:
                    print(f"  geenwijzigingen: {seen.per_second:.0f} a second", flush=True)
                    yield seen
