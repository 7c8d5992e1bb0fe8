"""``uwlr school rem``: the part of a school that may disappear at once."""

from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import leerling, schoolgegevens
from uwlr_service.formats import edexml


def write(path: Path, pupils: int) -> Path:
    """A school of so many pupils, as a file."""
    gegevens = schoolgegevens(leerlingen=tuple(leerling(f"L{number}") for number in range(pupils)))
    path.write_bytes(b"".join(edexml.write(gegevens)))
    return path


def test_a_school_begins_with_a_fifth_and_keeps_what_it_is_given(uwlr: Uwlr, school: str) -> None:
    assert uwlr.json("school", "rem", school) == {"school": school, "deel": 0.2}
    assert "niet meer dan een vijfde" in uwlr.good("school", "rem", school).stdout
    assert uwlr.json("school", "rem", school, "--deel", "0,3") == {"school": school, "deel": 0.3}
    assert "niet meer dan 30%" in uwlr.good("school", "rem", school).stdout
    said = uwlr.good("school", "rem", school, "--deel", "1")
    assert (said.stdout, "niet meer dan 100%" in said.stderr) == ("", True)


def test_an_import_is_held_by_the_part_of_its_school(uwlr: Uwlr, tmp_path: Path) -> None:
    uwlr.good("edexml", "import", write(tmp_path / "10.xml", 10))
    uwlr.good("school", "rem", "99XX/16", "--deel", "0.3")
    assert "30%" in uwlr.refused("edexml", "import", write(tmp_path / "6.xml", 6))
    assert uwlr.json("edexml", "import", write(tmp_path / "7.xml", 7))["verdwenen"] == 3


@pytest.mark.parametrize("deel", ["1.01", "-0.1", "veel", "0.12345"])
def test_a_part_is_from_0_to_1(uwlr: Uwlr, school: str, deel: str) -> None:
    assert "van 0 tot en met 1" in uwlr.refused("school", "rem", school, "--deel", deel, exit_code=2)
    assert uwlr.json("school", "rem", school)["deel"] == 0.2


def test_a_school_that_nobody_knows_has_no_brake(uwlr: Uwlr) -> None:
    assert "99ZZ/00 is niet bekend" in uwlr.refused("school", "rem", "99ZZ", "--deel", "0.3")
    assert "99ZZ/00 is niet bekend" in uwlr.refused("school", "rem", "99ZZ")
