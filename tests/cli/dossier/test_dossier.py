"""``uwlr dossier``: a dossier in, its counts out, and a name for the school."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from uwlr_service import demodata
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.dossier import write_dossier


def test_a_dossier_goes_in_once_and_is_counted(uwlr: Uwlr, tmp_path: Path) -> None:
    uwlr.good(
        "demo-data", "--schools", "1", "--pupils", "20", "--seed", "1", "--dossier", "2", "--to", tmp_path
    )
    uwlr.good("edexml", "import", tmp_path / "99AA-00.xml")
    first = uwlr.json("dossier", "import", tmp_path / "99AA-00.dossier.xml")
    assert (first["school"], first["gewijzigd"], first["verdwenen"]) == ("99AA/00", 0, 0)
    assert first["per_soort"]["leerlingdetail"]["toegevoegd"] == 20
    shown = uwlr.good("dossier", "import", tmp_path / "99AA-00.dossier.xml").stdout
    assert "leerlingdetails" in shown
    assert "99AA/00" in shown


def test_texts_that_lost_misleading_signs_are_counted(uwlr: Uwlr, school: str, tmp_path: Path) -> None:
    gegevens = next(iter(demodata.schools(1, 5, 1)))
    dossier = replace(
        demodata.make_dossier(gegevens, 1, 1), school=Schoolcode.parse(school), objecten=(), berekenden=()
    )
    content = b"".join(write_dossier(replace(dossier, naam="De Boog")))
    path = tmp_path / "dossier.xml"
    path.write_bytes(content.replace(b"De Boog", "De\u202e Boog".encode()))
    assert uwlr.json("dossier", "import", path)["opgeschoond"] == 1
    assert "uit 1 tekst zijn stuurtekens verwijderd" in uwlr.good("dossier", "import", path).stderr


def test_a_faulty_dossier_is_refused_with_its_line(uwlr: Uwlr, school: str, tmp_path: Path) -> None:
    gegevens = next(iter(demodata.schools(1, 5, 1)))
    path = tmp_path / "dossier.xml"
    content = b"".join(write_dossier(demodata.make_dossier(gegevens, 1, 1)))
    path.write_bytes(content.replace(b"<heledag>false", b"<heledag>nee"))
    result = uwlr("dossier", "import", path)
    assert (school, result.exit_code) == ("99XX/16", 1)
    assert result.stderr.startswith(f"Fout: {path}: Het bestand is geen geldig dossier.")
    assert "heledag" in result.stderr
    assert "true of false" in result.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda content: content[:5000], "het document houdt op"),
        (lambda content: content.rstrip()[:-1], "het document houdt op"),
        (
            lambda content: content.replace(b"<d:school", b"<!-- Zo\xeb --><d:school"),
            "passen niet bij de tekenset",
        ),
    ],
)
def test_a_dossier_that_is_broken_stores_nothing(
    uwlr: Uwlr, school: str, tmp_path: Path, change: Callable[[bytes], bytes], words: str
) -> None:
    gegevens = next(iter(demodata.schools(1, 5, 1)))
    code = Schoolcode.parse(school)
    made = replace(demodata.make_dossier(gegevens, 1, 1), school=code)
    path = tmp_path / "dossier.xml"
    whole = b"".join(write_dossier(made))
    path.write_bytes(change(whole))
    result = uwlr("dossier", "import", path)
    assert (result.exit_code, words in result.stderr) == (1, True)
    path.write_bytes(whole)
    assert uwlr.json("dossier", "import", path)["ongewijzigd"] == 0


def test_a_school_gets_a_name(uwlr: Uwlr, school: str) -> None:
    assert "De & Wilg" in uwlr.good("dossier", "naam", school, "De & Wilg").stderr
    for naam in ("x" * 65, "a\nb", "\u00a0", ""):
        assert uwlr.refused("dossier", "naam", school, naam).startswith("De naam")
    assert "heet nu De\u00a0Wilg." in uwlr.good("dossier", "naam", school, "\u00a0De\u00a0Wilg ").stderr


def test_several_dossiers_get_a_line_each_and_stand_on_their_own(uwlr: Uwlr, tmp_path: Path) -> None:
    uwlr.good(
        "demo-data", "--schools", "3", "--pupils", "5", "--seed", "1", "--dossier", "2", "--to", tmp_path
    )
    uwlr.good("edexml", "import", tmp_path / "99AA-00.xml", tmp_path / "99AB-00.xml")
    paths = [tmp_path / f"{brin}-00.dossier.xml" for brin in ("99AA", "99AC", "99AB")]

    records = uwlr.json("dossier", "import", *paths, exit_code=1)
    assert [record["bestand"] for record in records] == [str(path) for path in paths]
    assert [record.get("school") for record in records] == ["99AA/00", None, "99AB/00"]
    assert "99AC/00" in records[1]["fout"]

    result = uwlr("dossier", "import", *paths)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Fout: {paths[1]}: ")
    lines = [line.split() for line in result.stdout.splitlines() if line.startswith(" 99A")]
    assert [(line[0], line[1]) for line in lines] == [("99AA/00", "0"), ("99AB/00", "0")]
    assert "Dossiers (2)" in result.stdout


def test_a_refused_dossier_is_a_record_for_a_program(uwlr: Uwlr, school: str, tmp_path: Path) -> None:
    gegevens = next(iter(demodata.schools(1, 5, 1)))
    path = tmp_path / "dossier.xml"
    content = b"".join(write_dossier(demodata.make_dossier(gegevens, 1, 1)))
    path.write_bytes(content.replace(b"<heledag>false", b"<heledag>nee"))
    record = uwlr.json("dossier", "import", path, exit_code=1)
    assert (school, record["fout"].startswith("Het bestand is geen geldig dossier.")) == ("99XX/16", True)
    assert record["meldingen"][0]["bestand"] == str(path)
