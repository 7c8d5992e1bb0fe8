"""A full school, unchanged, beside the peers."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import databases, load, machine, messages, school, servers
from bench.load import Load
from bench.peers import start
from bench.report import Chapter, NotMeasured, Result

GSOAP = "gSOAP (C)"
CXF = "Apache CXF (Java)"
NGINX = "nginx, static file"
SPYNE = "plain Spyne"
OURS = {name: f"ours, {name}" for name in databases.NAMES}
TARGETS = (
    (databases.SQLITE, SPYNE, 150.0),
    (databases.SQLITE, GSOAP, 1.8),
    (databases.POSTGRESQL, GSOAP, 1.25),
    (databases.SQLITE, CXF, 3.0),
    (databases.POSTGRESQL, CXF, 2.0),
    (databases.SQLITE, NGINX, 0.2),
)
CONNECTIONS = {SPYNE: 4}
"""With more, Spyne's calls would only wait longer."""
MANY = 16
SLOW = {SPYNE: 2}
"""How many times longer its runs are: it answers some ten calls a second."""
WARM_UP = 1
PATIENCE = 20
WARM_UPS = {CXF: 30, NGINX: 30}
"""Seconds: a JVM that just started is several times slower than one that has compiled what it runs often."""

EXPLANATION = """\
Requests for the whole school, without ``laatstontvangengegevens``, answered from what is already known
of it. Ours is ``uwlr serve`` as it comes: gunicorn, one worker a core (one thread each on SQLite, eight
on PostgreSQL), with authorisation, validation against the schema, the question whether the data changed,
the register and the log. gSOAP has 16 threads, sends chunks, keeps the school in memory and neither
authorises nor validates. Apache CXF 4 runs on Undertow with 16 threads, the parallel collector and a heap
of 512 MB; it keeps the school as JAXB objects, marshals them at each call, and neither authorises nor
validates. Plain Spyne has as many gunicorn workers as ours and keeps the school in memory. Load: wrk with
one thread and 16 connections, for plain Spyne 4; it runs on the same cores.

nginx is the limit: one worker, which takes the same POST, throws it away and sends the bytes of our answer
from a file, by ``sendfile`` and without a log. A POST to a file is refused with 405, whose error page is the
file. wrk, with one thread, is what bounds it. CXF and nginx are under load for 30 seconds before anything is
measured, the others for one.

All answers are compared with ours: element by element, with attributes and texts, save the moments.
Their bytes differ by prefixes, end tags and zones. Processor time is that of the server per call,
without the database server and without wrk.
"""


@dataclass(slots=True, kw_only=True)
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
                    _take_turn(name, candidate, seconds if turn else WARM_UPS.get(name, WARM_UP))
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
    candidates: dict[str, Candidate] = {}
    missing: dict[str, NotMeasured] = {}
    answers: dict[str, bytes] = {}
    reference: list[messages.Item] = []
    for name, way in _ways(stack, folder, answers).items():
        try:
            server, sleutel = way()
            body = messages.request(sleutel)
            answer = _first_answer(server, body)
        except NotMeasured as reason:
            missing[name] = reason
            continue
        message = folder / f"request-{len(candidates)}.xml"
        message.write_bytes(body)
        answers[name] = answer
        said = messages.content(answer)
        reference = reference or said
        candidates[name] = Candidate(
            server=server,
            message=message,
            size=len(answer),
            same=said == reference,
            loads=[],
            processor_ms=[],
        )
    return candidates, missing


def _ways(
    stack: ExitStack, folder: Path, answers: Mapping[str, bytes]
) -> Mapping[str, Callable[[], tuple[servers.Server, str]]]:
    """How each server is started; it comes with a key. ``answers`` has those of earlier ones."""
    gegevens = school.make()
    values = folder / "school.tsv"
    school.write_for_peers(gegevens, values)

    def own(name: str) -> tuple[servers.Server, str]:
        place = folder / name
        url = stack.enter_context(databases.database(name, place))
        installed = servers.install(url, place, gegevens)
        return stack.enter_context(servers.ours(installed, place)), installed.sleutels["soap"]

    def nginx() -> tuple[servers.Server, str]:
        if OURS[databases.SQLITE] not in answers:
            raise NotMeasured("there is no answer of ours to send")
        return stack.enter_context(start.nginx(answers[OURS[databases.SQLITE]], folder)), "any"

    return {
        OURS[databases.SQLITE]: lambda: own(databases.SQLITE),
        GSOAP: lambda: (stack.enter_context(start.gsoap(values, folder)), "any"),
        OURS[databases.POSTGRESQL]: lambda: own(databases.POSTGRESQL),
        CXF: lambda: (stack.enter_context(start.cxf(values, folder)), "any"),
        NGINX: nginx,
        SPYNE: lambda: (
            stack.enter_context(start.plain_spyne(values, folder, len(machine.cores()))),
            "any",
        ),
    }


def _first_answer(server: servers.Server, body: bytes) -> bytes:
    """The answer once there is one: a server may listen before it knows its addresses."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return messages.post(server.port, body)
        except NotMeasured:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _take_turn(name: str, candidate: Candidate, seconds: int) -> None:
    seconds *= SLOW.get(name, 1)
    before = candidate.server.processor_seconds()
    seen = load.run(
        candidate.server.port,
        candidate.message,
        seconds=seconds,
        connections=CONNECTIONS.get(name, MANY),
    )
    taken = candidate.server.processor_seconds() - before
    candidate.loads.append(seen)
    candidate.processor_ms.append(taken / seen.requests * 1000)


def _ratios(candidates: Mapping[str, Candidate], missing: Mapping[str, NotMeasured]) -> Iterator[Result]:
    for name, peer, target in TARGETS:
        what = f"full school, {name}, beside {peer}"
        wanted = f"at least {target:g} times"
        reason = missing.get(OURS[name]) or missing.get(peer)
        if reason is not None:
            yield Result.missing(what, wanted, reason)
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
