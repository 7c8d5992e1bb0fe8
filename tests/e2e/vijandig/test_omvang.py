"""The corpus has as many inputs as it says, and every door has honest and hostile ones."""

import pytest

from tests.support.vijandig.index import COMMAND_DOORS, HTTP_DOORS, RECEIVER_DOORS, VIJANDIG, inputs

DOORS = (*HTTP_DOORS, *COMMAND_DOORS, *RECEIVER_DOORS)
LEAST = 1500


def test_there_are_enough_inputs() -> None:
    assert sum(len(inputs(door)) for door in DOORS) >= LEAST


def test_every_file_of_the_index_is_a_door() -> None:
    assert {path.stem for path in VIJANDIG.glob("*.toml")} == set(DOORS)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_has_inputs_that_are_taken_and_that_are_refused(door: str) -> None:
    assert {entry.expected.is_refusal for entry in inputs(door)} == {True, False}


@pytest.mark.parametrize("door", DOORS)
def test_no_input_is_there_twice(door: str) -> None:
    seen = [(entry.family, repr(sorted(entry.parts.items(), key=str))) for entry in inputs(door)]
    assert len(seen) == len(set(seen))
