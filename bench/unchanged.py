"""The answer that nothing changed, from one core."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from bench import databases, load, machine, messages, school, servers
from bench.load import Load
from bench.report import Chapter, NotMeasured, Result

MANY = 16
WARM_UP = 1
PER_SECOND = 1000

UNCHANGED = """\
The request carries the ``aanmaakdatum`` of the last answer, and gets ``geenwijzigingen``: authorisation,
validation, one question to SQLite and a line in the log. One worker is pinned to one core, wrk with 16
connections to the other.
"""


def unchanged(folder: Path, rounds: int, seconds: int) -> Chapter:
    """Measure the answer ``geenwijzigingen`` from one pinned worker."""
    what = "geenwijzigingen, one worker on one core, SQLite"
    target = f"at least {PER_SECOND} a second"
    try:
        loads = list(_unchanged(folder, rounds, seconds))
        middle = median(seen.per_second for seen in loads)
        alone = "" if len(machine.cores()) > 1 else ", sharing its core with wrk"
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
            run = partial(load.run, server.port, message, connections=MANY, cores=others[:1] or [first])
            run(seconds=WARM_UP)
            for _ in range(rounds):
                seen = run(seconds=seconds)
                print(f"  geenwijzigingen: {seen.per_second:.0f} a second", flush=True)
                yield seen
