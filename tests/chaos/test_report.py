"""The report says what went wrong, names what was skipped, and leaves what people wrote as it is."""

import pytest

from tests.chaos import report
from tests.chaos.__main__ import RELIABILITY
from tests.chaos.outcome import Outcome

GOOD = Outcome(
    disturbance="kill -9",
    database="SQLite",
    blows=3,
    sent=1200,
    confirmed=1100,
    heard={"no answer": 100, "confirmed": 1100},
    recoveries=[0.5, 3.0, 0.25],
)
DOCUMENT = "before\n.. Written by make chaos: kills\n\nold\n\n.. End of kills\nafter\n"


def test_a_good_outcome() -> None:
    assert GOOD.is_good
    text = report.part([GOOD])
    assert "3      1,200  1,100      0     0     0        0.50 s  3.00 s" in text
    assert "* kill -9, SQLite: confirmed 1,100; no answer 100.\n" in text


@pytest.mark.parametrize(
    "wrong", [{"lost": 1}, {"half": 1}, {"doubled": 1}, {"faults": ["clients heard Server.InterneFout"]}]
)
def test_an_outcome_that_is_not_good(wrong: dict) -> None:
    outcome = Outcome(disturbance="kill -9", database="SQLite", **wrong)
    assert not outcome.is_good
    for fault in outcome.faults:
        assert f"**{fault}**" in report.part([outcome])


def test_what_was_skipped_is_named_and_has_no_figures() -> None:
    skipped = Outcome(disturbance="full disk", database="SQLite", skipped="only root may mount")
    assert skipped.is_good
    assert report.part([skipped]) == "* full disk, SQLite: skipped, only root may mount\n"


def test_only_the_part_is_replaced() -> None:
    replaced = report.replaced(DOCUMENT, "kills", "new")
    assert replaced == "before\n.. Written by make chaos: kills\n\nnew\n\n.. End of kills\nafter\n"
    assert report.replaced(replaced, "kills", "old") == DOCUMENT


def test_a_part_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="nights"):
        report.replaced(DOCUMENT, "nights", "new")


def test_every_scenario_has_its_part() -> None:
    text = RELIABILITY.read_text(encoding="utf-8")
    for name in ("kills", "databases", "disks", "clocks", "nights", "restores", "machine"):
        assert report.replaced(text, name, "") != text
