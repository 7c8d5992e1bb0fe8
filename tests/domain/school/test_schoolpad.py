"""A school inside a URL, and the ways to write one that name nothing."""

import base64

import pytest

from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode


@pytest.mark.parametrize(
    "school", [SCHOOL, Schoolcode(schoolkey="0123"), Schoolcode(schoolkey="de Brug/Zuid é")]
)
def test_a_school_is_read_back_from_its_path(school: Schoolcode) -> None:
    path = schoolpad.write(school)
    assert "/" not in path
    assert schoolpad.read(path) == school


@pytest.mark.parametrize(
    "path",
    [
        "",
        "99XX",
        "99xx-16",
        "99XX-16 ",
        "schoolkey-",
        "schoolkey-A",
        "schoolkey-_w",
        "schoolkey-" + base64.urlsafe_b64encode(b"0123").decode(),
        "schoolkey-MDEyMx",
    ],
    ids=[
        "empty",
        "no dependancecode",
        "small letters",
        "a space",
        "no key",
        "no base64",
        "no UTF-8",
        "padded",
        "bits that no decoder reads",
    ],
)
def test_what_is_not_written_exactly_so_names_no_school(path: str) -> None:
    assert schoolpad.read(path) is None
