"""Questions are asked at their moments, whatever becomes of others, and what went wrong is kept."""

import asyncio
import time

from bench.landelijk.asking.callers import Wrong
from bench.landelijk.morning.arrivals import Arrival, Kind
from bench.landelijk.morning.open_loop import Ask, Played, play

SLOW = 0.3


def _pulls(*moments: float) -> list[Arrival]:
    return [
        Arrival(moment=moment, kind=Kind.PULL, school=at, choice=0.0, is_new=False)
        for at, moment in enumerate(moments)
    ]


def _played(arrivals: list[Arrival], ask: Ask) -> Played:
    played = Played()
    asyncio.run(play(arrivals, {Kind.PULL: ask}, played))
    return played


def test_a_late_answer_holds_up_no_other_question() -> None:
    order: list[str] = []

    async def ask(arrival: Arrival) -> str:
        order.append(f"asked {arrival.school}")
        await asyncio.sleep(SLOW if arrival.school == 0 else 0)
        order.append(f"answered {arrival.school}")
        return "pull"

    played = _played(_pulls(0.0, 0.01, 0.02), ask)

    assert order == ["asked 0", "asked 1", "answered 1", "asked 2", "answered 2", "answered 0"]
    assert [answered.error for answered in played.answered] == [None, None, None]


def test_the_time_counts_from_when_it_was_due() -> None:
    """The first question holds up the generator itself: the second is late, and its figure shows that."""

    async def ask(arrival: Arrival) -> str:
        if arrival.school == 0:
            time.sleep(SLOW)
        return "pull"

    played = _played(_pulls(0.0, 0.01), ask)

    late = played.answered[1]
    assert late.moment == 0.01
    assert late.seconds >= SLOW / 2
    assert max(played.lags) >= SLOW / 2


def test_an_error_is_kept_by_its_kind_and_goes_on() -> None:
    async def ask(arrival: Arrival) -> str:
        if arrival.school == 0:
            raise Wrong("status 500")
        if arrival.school == 1:
            raise KeyError("access_token")
        return "pull, unchanged"

    played = _played(_pulls(0.0, 0.0, 0.0), ask)

    assert [(answered.name, answered.error) for answered in played.answered] == [
        ("pull", "status 500"),
        ("pull", "not understood: KeyError"),
        ("pull, unchanged", None),
    ]
