"""``uwlr school accounts``: whether leerkrachten and leerlingen have accounts."""

from pathlib import Path

from tests.support.commandline import Uwlr
from tests.support.schools.builders import schoolgegevens
from uwlr_service.formats import edexml


def test_a_school_has_none_until_they_are_turned_on(uwlr: Uwlr, tmp_path: Path) -> None:
    file = tmp_path / "school.xml"
    file.write_bytes(b"".join(edexml.write(schoolgegevens())))
    uwlr.good("edexml", "import", file)
    assert uwlr.json("school", "accounts", "99XX/16") == {"school": "99XX/16", "accounts": False}
    assert "hebben geen account" in uwlr.good("school", "accounts", "99XX/16").stdout
    said = uwlr.good("school", "accounts", "99XX/16", "--aan")
    assert (said.stdout, "hebben een account" in said.stderr) == ("", True)
    assert uwlr.json("school", "accounts", "99XX/16", "--uit") == {"school": "99XX/16", "accounts": False}


def test_a_school_that_nobody_knows_has_no_accounts(uwlr: Uwlr) -> None:
    assert "99ZZ/00 is niet bekend" in uwlr.refused("school", "accounts", "99ZZ", "--aan")
    assert "99ZZ/00 is niet bekend" in uwlr.refused("school", "accounts", "99ZZ")
