"""Dates on a screen have one style, also at the ends of the calendar."""

from datetime import date

import pytest

from uwlr_service.domain import datum


@pytest.mark.parametrize(
    ("dag", "text"),
    [
        (date(2026, 11, 2), "02-11-2026"),
        (date(26, 11, 2), "02-11-0026"),
        (date.min, "01-01-0001"),
        (date.max, "31-12-9999"),
    ],
)
def test_a_year_has_four_digits(dag: date, text: str) -> None:
    assert datum.shown(dag) == text
    assert datum.parse_datum(text) == dag
