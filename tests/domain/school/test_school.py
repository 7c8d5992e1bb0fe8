"""How a school is called, on the command line and in messages."""

import pytest

from uwlr_service.domain.school.school import Schoolcode


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("99XX/16", Schoolcode("99XX", "16")),
        ("99XX", Schoolcode("99XX", "00")),
        ("schoolkey:abc 1", Schoolcode(schoolkey="abc 1")),
    ],
)
def test_parse(text: str, code: Schoolcode) -> None:
    assert Schoolcode.parse(text) == code


def test_a_brin_alone_is_the_main_location_and_not_all_of_them() -> None:
    assert str(Schoolcode.parse("99XX")) == "99XX/00"


@pytest.mark.parametrize("text", ["99xx", "9XX", "99XX/1", "99XX/", "schoolkey:", "schoolkey: ", "٩٩XX", ""])
def test_what_is_not_a_school(text: str) -> None:
    with pytest.raises(ValueError, match="school"):
        Schoolcode.parse(text)


@pytest.mark.parametrize("parts", [{}, {"brincode": "99XX", "schoolkey": "k"}, {"brincode": "onzin"}])
def test_a_code_is_one_thing_and_well_formed(parts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="brincode"):
        Schoolcode(**parts)
