"""Questions are asked when they come, however long the answers to earlier ones take.

How long one took counts from when it should have been asked: a generator that is late itself adds that to
the figure and hides nothing (no "coordinated omission"). How late it was is told as well, because a figure of
a generator that could not keep up says nothing of the server.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from bench.landelijk.asking.callers import Wrong
from bench.landelijk.morning.arrivals import Arrival, Kind

LEAD = 0.2
"""Seconds before the first question, in which everything gets ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question that was asked: what it was, when it was due, and how long it took from then."""

    name: str
    moment: float
    seconds: float
    error: str | None = None
    """The kind of error; None if the answer was right."""


@dataclass(slots=True)
class Played:
    """Everything that was asked in a run."""

    answered: list[Answered] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    """Of every question how late it was asked, in seconds."""
    seconds: float = 0.0
    """From the first moment until everything was answered."""

    def note(self, name: str, seconds: float) -> None:
        """Note a question that came up by itself and was answered well."""
        self.answered.append(Answered(name=name, moment=0.0, seconds=seconds))


Ask = Callable[[Arrival], Awaitable[str]]
"""Asks a question, and says by its answer what it was. Raises Wrong."""


async def asked(ask: Ask, arrival: Arrival) -> tuple[str, str | None]:
    """Ask something: what it was, and the kind of error, or None if the answer was right."""
    try:
        return await ask(arrival), None
    except Wrong as wrong:
        return arrival.kind, str(wrong)
    except (ValueError, KeyError) as misread:  # JSON without what must be in it
        return arrival.kind, f"not understood: {type(misread).__name__}"


async def play(arrivals: Iterable[Arrival], asks: dict[Kind, Ask], played: Played) -> None:
    """Ask all, each at its moment, and wait for the answers."""
    loop = asyncio.get_running_loop()
    begin = loop.time() + LEAD

    async def ask(arrival: Arrival) -> None:
        due = begin + arrival.moment
        played.lags.append(loop.time() - due)
        name, error = await asked(asks[arrival.kind], arrival)
        played.answered.append(
            Answered(name=name, moment=arrival.moment, seconds=loop.time() - due, error=error)
        )

    async with asyncio.TaskGroup() as group:
        for arrival in arrivals:
            await asyncio.sleep(max(0.0, begin + arrival.moment - loop.time()))
            group.create_task(ask(arrival))
    played.seconds = loop.time() - begin
