"""A clock in a file moves every process that follows it, and only forward."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import servers
from bench.landelijk.day.clock import Clock, followed
from uwlr_service.domain import tijd

WEEKS = timedelta(days=32)
NEARLY = timedelta(minutes=1)


def test_it_moves_forward_only(tmp_path: Path) -> None:
    clock = Clock.make(tmp_path / "clock")
    later = datetime.now(UTC) + WEEKS
    clock.move_to(later)
    assert clock.now() >= later
    clock.move_to(datetime.now(UTC))
    assert clock.now() >= later


def test_who_follows_it_lives_by_it_until_the_end_of_the_block(tmp_path: Path) -> None:
    clock = Clock.make(tmp_path / "clock")
    with followed(clock):
        assert abs(tijd.now() - datetime.now(UTC)) < NEARLY
        clock.move_to(datetime.now(UTC) + WEEKS)  # by whoever has the file
        assert abs(tijd.now() - datetime.now(UTC) - WEEKS) < NEARLY
        assert tijd.today() == (datetime.now(UTC) + WEEKS).astimezone(tijd.AMSTERDAM).date()
    assert abs(tijd.now() - datetime.now(UTC)) < NEARLY


def test_the_program_lives_by_it(tmp_path: Path) -> None:
    """Its defaults too: a part of the service keeps ``tijd.now`` when it is imported."""
    clock = Clock.make(tmp_path / "clock")
    clock.move_to(datetime.now(UTC) + WEEKS)
    script = (
        "import sys; from pathlib import Path; from bench.landelijk.day.clock import Clock, follow;"
        "follow(Clock(Path(sys.argv[1])));"
        "import inspect; from uwlr_service.taken.work import Work;"
        "print(inspect.signature(Work).parameters['clock'].default().isoformat())"
    )

    done = subprocess.run(
        servers.python("-c", script, str(clock.path)),
        cwd=servers.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert abs(datetime.fromisoformat(done.stdout.strip()) - clock.now()) < NEARLY
