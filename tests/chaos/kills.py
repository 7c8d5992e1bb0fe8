"""Processes of the server are killed at random moments, while publishers push and a puller pulls."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress

from tests.chaos.ground import Ground, Service
from tests.chaos.load import Load
from tests.chaos.outcome import Outcome

LONGEST = 0.7
"""Seconds between two kills; they fall at any moment up to this."""
WORKERS = "4"
"""So that most of the time some are there to be killed while they work."""
ONE_IN = 25
"""One kill in so many is of the arbiter, which is started again."""


def run(ground: Ground, kills: int) -> Iterator[Outcome]:
    """SIGKILL, so many times."""
    chance = random.Random()
    arbiters = 0
    with Service(ground, UWLR_WORKERS=WORKERS) as service:
        with Load(service.url, service.link()) as load:
            load.settle()
            for number in range(kills):
                time.sleep(chance.uniform(0, LONGEST))
                if number % ONE_IN == ONE_IN - 1:
                    service.crash()
                    service.start()
                    arbiters += 1
                else:
                    kill_a_worker(service, chance)
                load.over()
            load.settle()
        yield load.outcome("kill -9", ground, [f"{arbiters} of the kills were of the arbiter"])


def kill_a_worker(service: Service, chance: random.Random) -> None:
    """Kill one of those that are there; the arbiter may need a moment to replace the one before."""
    service.server.wait(service.server.workers)
    with suppress(ProcessLookupError):
        os.kill(chance.choice(service.server.workers()), signal.SIGKILL)
