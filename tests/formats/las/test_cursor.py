"""A cursor: the same text for the same place, readable by us alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hypothesis_profiles import examples
from uwlr_service.formats.las.cursor import Cursorschrift, Plaats

SECRET = b"een geheim van dertig tekens of meer"
OTHER = b"een ander geheim van dertig tekens of meer"
PLACES: list[Plaats] = [
    (1, None, 0, None),
    (1, "99XX/00", 7, None),
    (2, "schoolkey:ë", 2**40, "R 1"),
    (1, None, 7, ""),
]


@pytest.mark.parametrize("plaats", PLACES)
def test_a_place_comes_back_and_is_always_written_the_same(plaats: Plaats) -> None:
    schrift = Cursorschrift(SECRET)
    text = schrift.write(plaats)
    assert schrift.read(text) == plaats
    assert Cursorschrift(SECRET).write(plaats) == text
    assert text.isascii()


def test_places_differ() -> None:
    schrift = Cursorschrift(SECRET)
    assert len({schrift.write(plaats) for plaats in PLACES}) == len(PLACES)


def test_a_cursor_of_before_is_read_with_the_former_secret_only() -> None:
    text = Cursorschrift(SECRET).write(PLACES[0])
    assert Cursorschrift(OTHER, SECRET).read(text) == PLACES[0]
    assert Cursorschrift(OTHER).read(text) is None


def test_a_cursor_with_another_sign_in_it_is_not_ours() -> None:
    schrift = Cursorschrift(SECRET)
    text = schrift.write(PLACES[1])
    for place in range(len(text)):
        sign = "B" if text[place] == "A" else "A"
        changed = f"{text[:place]}{sign}{text[place + 1 :]}"
        assert schrift.read(changed) in (None, PLACES[1])
    assert schrift.read(text[:-5]) is None


@settings(max_examples=examples(50))
@given(st.text())
def test_any_other_text_is_none(text: str) -> None:
    assert Cursorschrift(SECRET).read(text) is None
