"""More machines: hosts are lost and cut off, and the database fails over, while clients go on."""

import itertools
import time
from collections.abc import Callable, Iterator, Mapping

from tests.chaos.ground import SQLITE, Ground
from tests.chaos.load import Load
from tests.chaos.outcome import Outcome
from tests.chaos.site import Site, site, wait_for_replica
from tests.support.publishers import CONFIRMED, GATEWAY

SECONDS = 20.0
"""How long a host is cut off: longer than anything waits for what is silent."""
SETTLED = 2.0
"""Seconds after which a server surely read its settings again."""
Blow = Callable[[Site], None]


def lose(which: str) -> Blow:
    """All that runs on a host is killed, and begins anew after a while."""

    def blow(place: Site) -> None:
        place.crash(which)
        time.sleep(SECONDS)
        place.start(which)

    return blow


def unplug(which: str) -> Blow:
    """A host is cut off from all others for a while; nobody is told."""

    def blow(place: Site) -> None:
        place.hosts[which].unplug()
        time.sleep(SECONDS)
        place.hosts[which].plug()

    return blow


def deafen(speaker: str, listener: str) -> Blow:
    """What one host sends to another is lost for a while; the other way all arrives."""

    def blow(place: Site) -> None:
        place.hosts[speaker].lose_what_goes_to(place.hosts[listener])
        time.sleep(SECONDS)
        place.hosts[speaker].reach(place.hosts[listener])

    return blow


def unplug_a_replica_that_nobody_waits_for(place: Site) -> None:
    """What is confirmed is stored on the primary alone, and the replica is cut off."""
    wait_for_replica(place.primary, on=False)
    time.sleep(SETTLED)
    unplug("replica")(place)
    wait_for_replica(place.primary, on=True)


def fail_over(place: Site) -> None:
    """The host of the database is lost for good, and its replica takes over."""
    place.crash("database")
    place.replica.execute("select pg_promote()")
    place.lead(place.replica)


HURT: Mapping[str, tuple[Blow, Callable[[Site], str]]] = {
    "application lost": (lose("first"), lambda place: place.by_the_pooler),
    "application cut off": (unplug("first"), lambda place: place.by_the_pooler),
    "database cut off": (unplug("database"), lambda place: place.by_the_pooler),
    "database unheard by pooler": (deafen("database", "pooler"), lambda place: place.by_the_pooler),
    "pooler unheard by database": (deafen("pooler", "database"), lambda place: place.by_the_pooler),
    "pooler unheard by application": (deafen("pooler", "first"), lambda place: place.by_the_pooler),
    "replica cut off, waited for": (unplug("replica"), lambda place: place.by_the_pooler),
    "replica cut off": (unplug_a_replica_that_nobody_waits_for, lambda place: place.by_the_pooler),
    "database cut off, no pooler": (unplug("database"), lambda place: place.by_whoever_leads),
}
"""What can be mended, so that all of it happens to one site."""
LAST: Mapping[str, Callable[[Site], str]] = {
    "failed over, pooler": lambda place: place.by_the_pooler,
    "failed over, two addresses": lambda place: place.by_whoever_leads,
}
"""The ways to the database that takes over, each with a site of its own."""


def run(ground: Ground) -> Iterator[Outcome]:
    """Every disturbance of the hosts."""
    if ground.kind == SQLITE:
        yield Outcome(disturbance="more machines", database=SQLITE, skipped="it is for one machine")
        return
    with site(ground.folder / "site") as place:
        for name, (blow, address) in HURT.items():
            yield struck(place, name, blow, address)
    for number, (name, address) in enumerate(LAST.items()):
        with site(ground.folder / f"site-{number}") as place:
            yield struck(place, name, fail_over, address)


def struck(place: Site, name: str, blow: Blow, address: Callable[[Site], str]) -> Outcome:
    """One disturbance, with a fresh database on the same hosts."""
    with place.serving(address) as sleutel:
        with Load(place.url, sleutel) as load:
            load.settle()
            blow(place)
            load.over()
            load.settle()
        calls = load.publishers.calls
        moments = sorted(call.ended for call in calls if call.outcome == CONFIRMED)
        silence = max(after - before for before, after in itertools.pairwise(moments))
        remarks = [
            f"nothing was confirmed for {silence:.1f} s",
            f"the longest call took {max(call.ended - call.began for call in calls):.1f} s",
        ]
        return load.outcome(name, place.ground(), remarks, deliberate=set(GATEWAY.values()))
