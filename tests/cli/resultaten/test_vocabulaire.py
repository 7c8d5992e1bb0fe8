"""``uwlr vocabulaire``: read in and list."""

from pathlib import Path

from tests.support.commandline import Uwlr
from tests.support.messages.vocabularies import URI, vdex


def test_the_shipped_list_is_there_without_an_import(uwlr: Uwlr) -> None:
    (only,) = uwlr.json("vocabulaire", "list")
    assert (only["herkomst"], only["waarden"], only["ingelezen"]) == ("meegeleverd", 46, None)
    assert "Vakgebieden" in uwlr.good("vocabulaire", "list").stdout


def test_a_file_is_read_in_and_listed(uwlr: Uwlr, tmp_path: Path) -> None:
    bestand = tmp_path / "normen.vdex"
    bestand.write_bytes(vdex("goed", "fout"))
    assert uwlr.json("vocabulaire", "import", bestand) == [
        {"identifier": URI, "naam": "Normen", "waarden": 4}
    ]
    found = {one["identifier"]: one["herkomst"] for one in uwlr.json("vocabulaire", "list")}
    assert found[URI] == "normen.vdex"


def test_an_invalid_file_is_refused_with_its_place(uwlr: Uwlr, tmp_path: Path) -> None:
    bestand = tmp_path / "fout.vdex"
    bestand.write_bytes(b"<x/>")
    result = uwlr("vocabulaire", "import", bestand)
    assert (result.exit_code, "VDEX 1.0" in result.stderr) == (1, True)


def test_a_vocabulary_of_the_longest_texts_can_be_listed(uwlr: Uwlr, tmp_path: Path) -> None:
    name = "naam " * 100_000
    path = tmp_path / "lang.vdex"
    path.write_bytes(vdex(*["x" * 1000] * 1000).replace(b"Normen", name.encode()))
    uwlr.good("vocabulaire", "import", path)
    assert len(uwlr.good("vocabulaire", "list").stdout) < 20_000
    assert any(kept["naam"] == name.strip() for kept in uwlr.json("vocabulaire", "list"))
