"""A fifth may go at once, and not one more."""

import pytest

from uwlr_service.domain.school.krimp import shrinks_too_much


@pytest.mark.parametrize(
    ("before", "after", "too_much"),
    [
        (100, 80, False),
        (100, 79, True),
        (15, 12, False),
        (4, 4, False),
        (4, 3, True),
        (0, 0, False),
        (0, 30, False),
        (30, 300, False),
    ],
)
def test_exactly_a_fifth_is_not_too_much(before: int, after: int, too_much: bool) -> None:
    assert shrinks_too_much(before, after) is too_much
