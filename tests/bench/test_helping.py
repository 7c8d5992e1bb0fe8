"""Every command is asked for its help."""

import pytest

from bench import helping
from bench.report import NotMeasured


def test_every_group_and_command_is_walked() -> None:
    paths = list(helping.commands())

    assert paths[0] == ()
    assert {("serve",), ("koppeling",), ("koppeling", "add"), ("gkv", "generate")} <= set(paths)
    assert len(set(paths)) == len(paths)


def test_a_command_is_named_as_one_types_it() -> None:
    assert helping.spelled(("koppeling", "add")) == "uwlr koppeling add --help"


def test_the_time_is_that_of_the_process() -> None:
    assert 0 < helping._seconds(("serve",)) < 60


def test_a_command_that_is_not_there_is_no_figure() -> None:
    with pytest.raises(NotMeasured, match="uwlr nonsense --help ended with 2"):
        helping._seconds(("nonsense",))
