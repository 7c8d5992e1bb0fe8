"""Workers that make packages are killed at random moments, night after night, and with clocks that differ."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta

from tests.chaos.ground import Ground
from tests.chaos.outcome import Outcome
from tests.support.gkv.nights import PATIENCE, Process, Service
from uwlr_service.config import Settings

FIRST = date(2026, 11, 10)
NIGHTS = 5
KILLS = 8
"""In each night."""
SCHOLEN = 10
KOPPELINGEN = 4
WORKERS = 2


class Night:
    """One night of two workers, in which some are killed; each that dies is replaced."""

    def __init__(self, service: Service, nacht: date) -> None:
        self.service = service
        self.nacht = nacht
        self.total = len(service.scholen) * len(service.koppelingen)
        self.kills = 0
        self.recoveries: list[float] = []
        self.heard: Counter[str] = Counter()

    def run(self, kills: int) -> None:
        """Kill at random moments, and let the rest of the night be made."""
        chance = random.Random()
        with ExitStack() as stack:
            workers = [self._start(stack) for _ in range(WORKERS)]
            for at in sorted(chance.choices(range(self.total - 1), k=kills)):
                self.service.wait(lambda at=at: self.service.made(self.nacht) >= at)  # type: ignore[misc]
                time.sleep(chance.uniform(0, 0.1))
                place = chance.randrange(WORKERS)
                workers[place].kill()
                workers[place].wait(PATIENCE)
                self.kills += 1
                self.heard["killed"] += 1
                workers[place] = self._replaced(stack)
            for worker in workers:
                self.heard[f"ends with {worker.wait(PATIENCE)}"] += 1
        # The last one that was killed may have had a package in hand when nobody came after it.
        self.service.expire_leases()
        with self.service.worker("--once", "--nacht", str(self.nacht)) as last:
            self.heard[f"ends with {last.wait(PATIENCE)}"] += 1

    def _start(self, stack: ExitStack) -> Process:
        return stack.enter_context(self.service.worker("--once", "--nacht", str(self.nacht)))

    def _replaced(self, stack: ExitStack) -> Process:
        """Another worker; the recovery ends with the next package, unless all are made."""
        self.service.expire_leases()  # also of the worker that lives on, which must then publish nothing
        made = self.service.made(self.nacht)
        begun = time.monotonic()
        worker = self._start(stack)
        self.service.wait(lambda: self.service.made(self.nacht) > made or worker.poll() is not None)
        if self.service.made(self.nacht) > made:
            self.recoveries.append(time.monotonic() - begun)
        return worker


def run(ground: Ground, nights: int = NIGHTS, kills: int = KILLS) -> Iterator[Outcome]:
    """So many nights, with so many kills in each."""
    settings = Settings.from_environment(
        {"UWLR_DATABASE_URL": ground.url, "UWLR_VAR": str(ground.folder / "var")}
    )
    days = [FIRST + timedelta(days=number) for number in range(nights)]
    heard: Counter[str] = Counter()
    recoveries: list[float] = []
    faults = []
    with ground.opened() as database:
        service = Service(settings, database, schools=SCHOLEN, links=KOPPELINGEN, from_nothing=True)
        for nacht in days:
            night = Night(service, nacht)
            night.run(kills)
            heard += night.heard
            recoveries += night.recoveries
        try:
            service.check(*days)
        except AssertionError as error:
            faults.append(f"the packages are not each there once: {error}")
    packages = nights * SCHOLEN * KOPPELINGEN
    return_code = {key: count for key, count in heard.items() if key not in ("killed", "ends with 0")}
    if return_code:
        faults.append(f"a worker ended otherwise: {return_code}")
    yield Outcome(
        disturbance="worker killed",
        database=ground.kind,
        blows=heard["killed"],
        heard=heard,
        recoveries=recoveries,
        remarks=[f"{packages} packages in {nights} nights, each there once"] if not faults else [],
        faults=faults,
    )
