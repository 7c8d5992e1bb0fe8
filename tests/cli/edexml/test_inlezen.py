"""``uwlr edexml import``: what was shortened and what was set aside is told."""

from pathlib import Path

from tests.support.commandline import Uwlr
from tests.support.messages.edexml import EDEXML_CORPUS, document, leerling
from uwlr_service.cli.edexml.inlezen import Uitslag


def test_numbers_that_were_shortened_are_counted(uwlr: Uwlr) -> None:
    said = uwlr.good("edexml", "import", EDEXML_CORPUS / "goed" / "nummers.xml").stderr
    assert "zijn alleen de laatste vier cijfers bewaard." in " ".join(said.split())


def test_toevoegingen_of_an_unknown_type_are_named(uwlr: Uwlr) -> None:
    bestand = EDEXML_CORPUS / "goed" / "toevoegingen-onbekend.xml"
    said = " ".join(uwlr.good("edexml", "import", bestand).stderr.split())
    assert "Toevoegingen van een onbekend type zijn terzijde gelegd: " in said


def test_texts_that_lost_misleading_signs_are_counted(uwlr: Uwlr) -> None:
    bestand = uwlr.folder / "school.xml"
    bestand.write_bytes(document(leerling().replace("Bram", "Br\x85am\u202e")))
    assert uwlr.json("edexml", "import", bestand)["opgeschoond"] == 1
    assert "Let op: uit 1 tekst zijn stuurtekens verwijderd." in uwlr.good("edexml", "import", bestand).stderr


def test_an_ordinary_file_has_nothing_to_tell(uwlr: Uwlr) -> None:
    bestand = uwlr.folder / "school.xml"
    bestand.write_bytes(document(leerling()))
    said = uwlr.good("edexml", "import", bestand).stderr
    assert "cijfers" not in said
    assert "terzijde" not in said
    assert "stuurtekens" not in said
    assert uwlr.json("edexml", "import", bestand)["opgeschoond"] == 0


def test_a_file_that_nothing_came_of_is_named_alone() -> None:
    assert Uitslag(bestand=Path("a.xml")).as_record(with_file=True) == {"bestand": "a.xml"}


def test_many_files_get_a_line_each(uwlr: Uwlr, tmp_path: Path) -> None:
    uwlr.good("demo-data", "--schools", "4", "--pupils", "6", "--seed", "1", "--to", tmp_path / "scholen")
    wrong = tmp_path / "scholen" / "stuk.xml"
    wrong.write_text("<EDEXML", encoding="utf-8")
    many = sorted((tmp_path / "scholen").glob("*.xml"))
    result = uwlr("edexml", "import", *many, COLUMNS="80")
    assert result.exit_code == 1
    assert "stuk.xml" in result.stderr
    assert "Ingelezen (4)" in result.stdout
    lines = [line for line in result.stdout.splitlines() if line.startswith(" 99A")]
    assert [line.split()[0] for line in lines] == ["99AA/00", "99AB/00", "99AC/00", "99AD/01"]
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert len(result.stdout.splitlines()) < 12
