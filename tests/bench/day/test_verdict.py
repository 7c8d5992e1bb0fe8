"""What piles up is found in samples that are made up; what only wavers is not."""

import random
from collections.abc import Callable
from functools import partial

import pytest

from bench.landelijk.day.rows import Kept, Rows
from bench.landelijk.day.samples import Held, Sample
from bench.landelijk.day.verdict import MOST_MEGABYTES, faults, in_a_week, slopes

CALLS = 2_000_000
SAMPLES = 600
MB = 1_000_000
ROWS = [{"resultaat": Rows(100, 0)}, {"resultaat": Rows(500, 0)}]
CLEARED = {"sessions": Kept(before=0, since=3)}


def _samples(
    uss: Callable[[float], float] = lambda _: 0.0,
    *,
    files: Callable[[float], int] = lambda _: 30,
    threads: Callable[[float], int] = lambda _: 8,
    connections: Callable[[float], int] = lambda _: 12,
    count: int = SAMPLES,
) -> list[Sample]:
    """Samples of a day: 120 MB that waver by half a megabyte, and what grows, by the share of the day."""
    chance = random.Random(7)
    found = []
    for number in range(count):
        part = number / (count - 1)
        held = Held(
            name="worker 1 of the server",
            pid=7,
            uss=round(120 * MB + chance.gauss(0, MB / 2) + uss(part)),
            pss=0,
            files=files(part),
            threads=threads(part),
        )
        found.append(
            Sample(
                asked=round(part * CALLS),
                seconds=part * 7000,
                processes=(held,),
                connections=connections(part),
                log=0,
            )
        )
    return found


def test_a_service_that_only_wavers_is_good() -> None:
    assert faults(_samples(), CALLS, ROWS, CLEARED) == []


@pytest.mark.parametrize("megabytes_a_day", [12, 40, 400])
def test_a_leak_is_found(megabytes_a_day: int) -> None:
    samples = _samples(lambda part: part * megabytes_a_day * MB)

    (fault,) = faults(samples, CALLS, ROWS, CLEARED)

    assert fault.startswith("worker 1 of the server: its memory grows")
    (slope,) = slopes(samples)
    assert slope.least < megabytes_a_day * MB / (CALLS / 1000) < slope.most
    assert in_a_week(slope.most, CALLS) > MOST_MEGABYTES


def test_what_is_filled_in_the_first_half_is_no_leak() -> None:
    assert faults(_samples(lambda part: min(part, 0.4) * 200 * MB), CALLS, ROWS, CLEARED) == []


def test_the_bound_holds_nineteen_times_in_twenty() -> None:
    """Of 200 days without a leak the bounds have to hold 0 in some 190."""
    held = 0
    for seed in range(200):
        waver = partial(random.Random(seed).gauss, 0)
        (slope,) = slopes(_samples(lambda _, waver=waver: waver(MB), count=120))  # type: ignore[misc]
        held += slope.least <= 0 <= slope.most
    assert 180 <= held <= 198


def test_a_short_run_says_so() -> None:
    short = [sample for sample in _samples() if sample.asked <= CALLS / 100]
    assert len(short) == 6

    assert any("say nothing" in fault for fault in faults(short, CALLS, ROWS, CLEARED))


def test_a_run_of_few_calls_cannot_say_that_memory_stays() -> None:
    """The same samples, of a day with a hundred times as many calls."""
    (fault,) = faults(_samples(), CALLS * 100, ROWS, CLEARED)

    assert "too short to say that it does not" in fault


@pytest.mark.parametrize("what", ["files", "threads", "connections"])
def test_what_is_held_at_the_end_and_was_not_before_is_found(what: str) -> None:
    samples = _samples(**{what: lambda part: 30 + round(part * 20)})  # type: ignore[arg-type]

    (fault,) = faults(samples, CALLS, ROWS, CLEARED)

    assert f" {what} at the end" in fault


def test_a_table_that_grows_and_nobody_takes_from_is_found() -> None:
    rows = [{"resultaat": Rows(1, 0), "nieuw": Rows(10, 0)}, {"resultaat": Rows(1, 0), "nieuw": Rows(12, 0)}]

    assert faults(_samples(), CALLS, rows, CLEARED) == ["nieuw: 2 rows more, and nothing takes them away"]


def test_retention_that_does_not_work_is_found() -> None:
    old = {"sessions": Kept(before=2, since=3), "tokens": Kept(before=0, since=0)}

    assert faults(_samples(), CALLS, ROWS, old) == [
        "sessions: 2 are still there of before",
        "tokens: none is there of now",
    ]
