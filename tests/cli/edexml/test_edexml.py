"""``uwlr edexml`` and ``uwlr demo-data``: a school in, out, and refused."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import JAAR, leerling, schoolgegevens
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats import edexml

STIL = {"toegevoegd": 0, "gewijzigd": 0, "verdwenen": 0}
NO_EDEXML = (b"", b"<EDEX>", b"PK\x03\x04", b"<!DOCTYPE EDEX []><EDEX/>", b"\xff\xfe<")
MELDING = {"bestand", "regel", "pad", "key", "melding", "verwacht"}


def write(path: Path, **delen: Any) -> Path:
    """A school of only these parts, as a file."""
    path.write_bytes(b"".join(edexml.write(schoolgegevens(**delen))))
    return path


def test_import_counts_what_it_did(uwlr: Uwlr, bestand: Path) -> None:
    first = uwlr.json("edexml", "import", bestand)
    assert (first["school"], first["schooljaar"]) == ("99XX/16", JAAR)
    assert {name: first[name] for name in (*STIL, "ongewijzigd")} == STIL | {
        "toegevoegd": 9,
        "ongewijzigd": 0,
    }
    assert first["per_soort"]["leerlingen"]["toegevoegd"] == 3


def test_the_same_file_again_changes_nothing(uwlr: Uwlr, bestand: Path) -> None:
    uwlr.good("edexml", "import", bestand)
    again = uwlr.json("edexml", "import", bestand)
    assert {name: again[name] for name in STIL} == STIL
    assert again["ongewijzigd"] == 9


def test_people_get_a_table_of_every_kind(uwlr: Uwlr, bestand: Path) -> None:
    shown = uwlr.good("edexml", "import", bestand).stdout
    for word in ("toegevoegd", "gewijzigd", "ongewijzigd", "verdwenen", "samengestelde groepen", "totaal"):
        assert word in shown
    assert ["leerlingen", "3", "0", "0", "0"] in [line.split() for line in shown.splitlines()]


def test_a_school_that_shrinks_by_more_than_a_fifth_is_refused(uwlr: Uwlr, tmp_path: Path) -> None:
    many = write(tmp_path / "10.xml", leerlingen=tuple(leerling(f"L{n}") for n in range(10)))
    few = write(tmp_path / "7.xml", leerlingen=tuple(leerling(f"L{n}") for n in range(7)))
    eight = write(tmp_path / "8.xml", leerlingen=tuple(leerling(f"L{n}") for n in range(8)))
    uwlr.good("edexml", "import", many)
    said = uwlr.refused("edexml", "import", few)
    assert "--allow-shrink" in said
    assert uwlr.json("edexml", "import", many)["ongewijzigd"] == 10
    assert uwlr.json("edexml", "import", eight)["verdwenen"] == 2
    assert uwlr.json("edexml", "import", few, "--allow-shrink")["verdwenen"] == 1


def test_of_a_bad_file_every_fault_is_named_and_the_database_stays(
    uwlr: Uwlr, school: str, bestand: Path, tmp_path: Path
) -> None:
    before = uwlr.good("edexml", "export", "--school", school).stdout
    bad = tmp_path / "fout.xml"
    text = bestand.read_text(encoding="utf-8")
    text = text.replace('key="L1"', 'key="#1"').replace("<achternaam>Çelik</achternaam>", "<naam/>")
    bad.write_text(text.replace("<geslacht>2</geslacht>", "<geslacht>7</geslacht>"), encoding="utf-8")
    refusal = uwlr.json("edexml", "import", bad, exit_code=1)
    assert refusal["fout"]
    meldingen = refusal["meldingen"]
    assert all(set(melding) == MELDING and melding["regel"] > 0 for melding in meldingen)
    assert {melding["bestand"] for melding in meldingen} == {str(bad)}
    places = " ".join(melding["pad"] for melding in meldingen)
    assert "/EDEX/leerlingen/leerling[1]" in places
    assert "/EDEX/leerlingen/leerling[2]" in places
    assert "geslacht" in places
    shown = uwlr("edexml", "import", bad)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert all(melding["melding"].split(";")[0] in shown.stderr for melding in meldingen)
    assert uwlr.good("edexml", "export", "--school", school).stdout == before


def test_the_good_files_beside_a_bad_one_are_read(uwlr: Uwlr, bestand: Path, tmp_path: Path) -> None:
    bad = tmp_path / "fout.xml"
    bad.write_bytes(b"geen xml")
    refusal, verslag = uwlr.json("edexml", "import", bad, bestand, exit_code=1)
    assert (refusal["bestand"], verslag["bestand"]) == (str(bad), str(bestand))
    assert verslag["toegevoegd"] == 9


@pytest.mark.parametrize(
    "content", [b"", b"<EDEX>", b"PK\x03\x04", b"<!DOCTYPE EDEX []><EDEX/>", b"\xff\xfe<"]
)
def test_what_is_not_edexml_is_refused_in_one_sentence(uwlr: Uwlr, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    result = uwlr("edexml", "import", path, "--json")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("versie", edexml.VERSIES)
def test_export_gives_back_what_was_read(uwlr: Uwlr, school: str, versie: str, tmp_path: Path) -> None:
    target = tmp_path / "uit.xml"
    uwlr.good("edexml", "export", "--school", school, "--versie", versie, "--to", target)
    assert target.stat().st_mode & 0o077 == 0
    uwlr.good("validate", target)
    assert uwlr.good("edexml", "export", "--school", school, "--versie", versie).stdout_bytes == (
        target.read_bytes()
    )
    gelezen = edexml.read(io.BytesIO(target.read_bytes()))
    assert gelezen.versie == versie
    assert [p.key for p in gelezen.gegevens.leerlingen] == ["L1", "L2", "L3"]


@pytest.mark.parametrize("args", [("--school", "99ZZ"), ("--school", "99XX/16", "--schooljaar", "1999-2000")])
def test_export_of_what_is_not_there_is_refused(uwlr: Uwlr, school: str, args: tuple[str, ...]) -> None:
    assert "geen gegevens" in uwlr.refused("edexml", "export", *args)


def test_export_to_a_folder_that_is_not_there_ends_with_2(uwlr: Uwlr, school: str, tmp_path: Path) -> None:
    target = tmp_path / "nergens" / "uit.xml"
    assert str(target.parent) in uwlr.refused(
        "edexml", "export", "--school", school, "--to", target, exit_code=2
    )


def test_an_import_warns_for_each_koppeling_that_loses_pupils(
    uwlr: Uwlr, bestand: Path, tmp_path: Path
) -> None:
    uwlr.good("edexml", "import", bestand)
    args = ("--klantnaam", "Toetsen", "--klantcode", "T1", "--school", "99XX/16", "--gegevensset", "lvs-set")
    uwlr.json("koppeling", "add", *args)
    without = write(
        tmp_path / "zonder.xml",
        leerlingen=(leerling("L1"), leerling("L2", bsn_ondwnr_4=None), leerling("L3", bsn_ondwnr_4=None)),
    )
    allowed = ("--allow-shrink", "--allow-mass-change")
    warned = uwlr.good("edexml", "import", without, *allowed).stderr
    assert "bij koppeling 1 worden 2 leerlingen weggelaten" in warned
    assert "uwlr koppeling todo 1" in warned


def test_demo_data_are_the_same_for_the_same_seed(uwlr: Uwlr, tmp_path: Path) -> None:
    args = ("demo-data", "--schools", "2", "--pupils", "12", "--seed", "5")
    stored = uwlr.json(*args)
    written = uwlr.json(*args, "--to", tmp_path / "een")
    uwlr.good(*args, "--to", tmp_path / "twee")
    assert [len(stored), stored[0]["leerlingen"], stored[0]["bestand"]] == [2, 12, None]
    for record in written:
        assert Schoolcode.parse(record["school"])
        path = Path(record["bestand"])
        assert path.read_bytes() == (tmp_path / "twee" / path.name).read_bytes()
        again = uwlr.json("edexml", "import", path)
        assert {name: again[name] for name in STIL} == STIL


def test_demo_data_name_their_files_on_a_narrow_screen(uwlr: Uwlr, tmp_path: Path) -> None:
    folder = tmp_path / "scholen-om-mee-te-proberen"
    args = ("demo-data", "--schools", "1", "--pupils", "3", "--seed", "5")
    shown = uwlr.good(*args, "--to", folder, COLUMNS="80").stdout
    assert {step for step in str(next(folder.iterdir())).split("/") if step} <= set(
        shown.replace("/", " ").split()
    )
    assert "bestand" not in uwlr.good(*args).stdout
