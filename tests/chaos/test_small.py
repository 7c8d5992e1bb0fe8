"""Short versions of the scenarios that no other test is about: full disks, and a clock set back."""

from pathlib import Path

import pytest

from tests.chaos import clocks, disks
from tests.chaos.ground import SQLITE, ground
from tests.chaos.outcome import NotPossible, Outcome

pytestmark = pytest.mark.e2e


def wrong(outcomes: list[Outcome]) -> list[Outcome]:
    """Those that found what must not be."""
    return [outcome for outcome in outcomes if not outcome.is_good]


def test_a_disk_runs_full_behind_four_doors(tmp_path: Path) -> None:
    with ground(SQLITE, tmp_path / "ground") as prepared:
        try:
            outcomes = list(disks.run(prepared, rounds=1))
        except NotPossible as reason:
            pytest.skip(str(reason))
    assert len(outcomes) == 4
    assert wrong(outcomes) == []
    assert outcomes[0].heard["Server.TijdelijkNietBeschikbaar"]


def test_the_clock_is_set_back_and_forth(tmp_path: Path) -> None:
    with ground(SQLITE, tmp_path / "ground") as prepared:
        outcomes = list(clocks.run(prepared, (0, -clocks.HOUR, 0)))
    assert wrong(outcomes) == []
    assert outcomes[0].confirmed
