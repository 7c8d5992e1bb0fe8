"""The messages that are measured are stored whole, and a refused one is not measured."""

from pathlib import Path

import pytest

from bench import pushing, school, servers
from bench.report import NotMeasured


@pytest.fixture
def installed(tmp_path: Path) -> servers.Installation:
    return servers.install(f"sqlite:///{tmp_path / 'uwlr.sqlite'}", tmp_path, school.make(20))


def test_every_result_is_stored(installed: servers.Installation, tmp_path: Path) -> None:
    leerlingen = school.make(20).leerlingen
    with pushing.pusher(installed, tmp_path) as pusher:
        for number in range(2):
            pusher.push(
                pushing.bericht(installed.sleutels["soap"], leerlingen, 25, number, together=number + 1)
            )

    assert servers.count_results(installed) == 50


def test_a_refused_message_is_not_measured(installed: servers.Installation, tmp_path: Path) -> None:
    leerlingen = school.make(21).leerlingen[-1:]
    with pushing.pusher(installed, tmp_path) as pusher, pytest.raises(NotMeasured, match="500"):
        pusher.push(pushing.bericht(installed.sleutels["soap"], leerlingen, 1, 1))
    assert servers.count_results(installed) == 0
