"""Brings every input of an HTTP door to a server, and lists what went otherwise than the index says."""

from collections.abc import Iterable, Iterator

from tests.support.vijandig.directives import Directives
from tests.support.vijandig.exchange import exchange
from tests.support.vijandig.index import Input, inputs
from tests.support.vijandig.judging import deviations
from tests.support.vijandig.stored import changed, digests
from tests.support.vijandig.world import MEMORY, WORK, World, worked


def knock(world: World, door: str) -> list[str]:
    """Everything that deviates at one door: answers, what was stored, the log, and the memory."""
    at_this_door = inputs(door)
    refused = [entry for entry in at_this_door if entry.expected.is_refusal]
    taken = [entry for entry in at_this_door if not entry.expected.is_refusal]
    logged = len(world.server.log)
    before = digests(world.server.database)
    listed = list(_answered(world, refused))
    if tables := changed(before, world.server.database):
        listed.append(f"{door}: what was refused changed {tables}")
    listed += _answered(world, taken)
    listed += _logged(world, door, logged)
    if world.memory() > MEMORY:
        listed.append(f"{door}: the worker took {world.memory() // 1024} MB more than at start")
    return listed


def _answered(world: World, entries: Iterable[Input]) -> Iterator[str]:
    for entry in entries:
        directives = Directives({**world.parts, **entry.parts}, world.sign)
        before = worked(world.worker)
        try:
            answers = exchange(
                world.server.url,
                directives.write(entry.parts["raw"]),
                hangs_up="hangs_up" in entry.parts,
                expected=entry.expected.answers,
            )
        except TimeoutError:
            yield f"{entry.name}: no answer"
            continue
        cost = worked(world.worker) - before
        if cost > WORK:
            yield f"{entry.name}: {cost:.1f} s of a processor"
        for deviation in deviations(entry.expected, answers):
            yield f"{entry.name}: {deviation}"


def _logged(world: World, door: str, since: int) -> Iterator[str]:
    world.server.events()  # each line is a JSON object, or this raises
    if world.server.workers() != [world.worker]:
        yield f"{door}: the worker was replaced"
    for line in world.server.log[since:].splitlines():
        if "unexpected error" in line or "Traceback" in line:
            yield f"{door}: in the log: {line[:2000]}"
