"""School years: two consecutive years that turn on 1 August."""

from datetime import date

import pytest

from uwlr_service.domain.school.schooljaar import Schooljaar


@pytest.mark.parametrize(
    "text", ["2026-2028", "2026-2025", "26-27", "2026/2027", "", " 2026-2027", "٢٠٢٦-٢٠٢٧"]
)
def test_what_is_not_a_school_year(text: str) -> None:
    with pytest.raises(ValueError, match="schooljaar"):
        Schooljaar(text)


def test_it_turns_on_the_first_of_august() -> None:
    assert Schooljaar.at(date(2026, 7, 31)) == "2025-2026"
    assert Schooljaar.at(date(2026, 8, 1)) == "2026-2027"
