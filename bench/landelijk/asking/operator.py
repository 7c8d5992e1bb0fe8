"""The operator, whose Prometheus reads the metrics and whose balancer asks whether the service is ready."""

import random

from bench.landelijk.asking.callers import Caller
from bench.landelijk.morning.arrivals import Arrival


class Operator:
    """Whoever runs the service."""

    def __init__(self, url: str, seed: int) -> None:
        self._caller = Caller(url, random.Random(seed))

    async def close(self) -> None:
        """Hang up."""
        await self._caller.close()

    async def read_metrics(self, _arrival: Arrival) -> str:
        """Read all metrics. Raises Wrong."""
        (await self._caller.ask("GET", "/metrics")).require()
        return "metrics"

    async def ask_whether_ready(self, _arrival: Arrival) -> str:
        """Ask whether it is ready. Raises Wrong when it is not."""
        (await self._caller.ask("GET", "/health/ready")).require()
        return "ready"
