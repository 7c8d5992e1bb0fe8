"""A part of a school may go at once, and not one more."""

from fractions import Fraction

import pytest

from uwlr_service.domain.school.deel import FIFTH, exceeds, in_words, parse_deel


@pytest.mark.parametrize(
    ("before", "gone", "too_much"),
    [
        (100, 20, False),
        (100, 21, True),
        (15, 3, False),
        (4, 0, False),
        (4, 1, True),
        (0, 0, False),
        (0, -30, False),
        (30, -270, False),
    ],
)
def test_exactly_a_fifth_is_not_too_much(before: int, gone: int, too_much: bool) -> None:
    assert exceeds(gone, before) is too_much


@pytest.mark.parametrize(
    ("text", "gone", "too_much"),
    [
        ("0.3", 3, False),
        ("0,3", 4, True),
        ("0", 0, False),
        ("0", 1, True),
        ("1", 10, False),
        ("1.0", 10, False),
    ],
)
def test_a_school_may_have_a_part_of_its_own(text: str, gone: int, too_much: bool) -> None:
    assert exceeds(gone, 10, parse_deel(text)) is too_much


@pytest.mark.parametrize(
    "text", ["", "1.1", "-0.1", "2", "0.", ".3", "nan", "inf", "1e-1", "30%", "1/5", "0.33333", "٠.٣"]
)
def test_what_is_not_a_part_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="van 0 tot en met 1"):
        parse_deel(text)


def test_a_part_is_said_as_a_person_says_it() -> None:
    parts = [FIFTH, Fraction(3, 10), Fraction(1, 3).limit_denominator(10), Fraction(333, 1000), Fraction(0)]
    assert [in_words(part) for part in parts] == ["een vijfde", "30%", "33,3333%", "33,3%", "0%"]
