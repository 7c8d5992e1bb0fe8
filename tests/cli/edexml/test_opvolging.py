"""``uwlr edexml import`` and ``undo``: what is held, what is tried, and what is taken back."""

import time
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.places import CORPUS
from tests.support.schools.builders import JAAR, leerling, school, schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml

FOLDER = CORPUS / "opvolging"
COUNTS = ("toegevoegd", "gewijzigd", "ongewijzigd", "verdwenen")


@pytest.fixture
def first(uwlr: Uwlr) -> Uwlr:
    """Commands after the first file of the corpus."""
    uwlr.good("edexml", "import", FOLDER / "eerste.xml")
    return uwlr


def undo(uwlr: Uwlr, *args: str) -> tuple[str, ...]:
    return ("edexml", "undo", "--school", "99XX/16", "--schooljaar", "2026-2027", *args)


def test_a_refusal_has_its_figures_for_people_and_for_programs(first: Uwlr) -> None:
    bestand = FOLDER / "andere-sleutels.xml"
    said = first.refused("edexml", "import", bestand)
    assert "5 van de 5 leerlingen zouden verdwijnen: meer dan een vijfde" in said
    assert "de sleutels zijn vervangen, de ECK-iD's zijn gelijk: dat geldt voor 5 van de 5 leerlingen" in said
    assert said.endswith("herhaal de opdracht met --allow-shrink als dit klopt.")
    record = first.json("edexml", "import", bestand, exit_code=1)
    assert record["meldingen"] == []
    assert [bezwaar["soort"] for bezwaar in record["bezwaren"]] == ["leerlingen_weg", "leerlingen_sleutels"]
    assert record["bezwaren"][0] == {
        "soort": "leerlingen_weg",
        "tekst": "5 van de 5 leerlingen zouden verdwijnen: meer dan een vijfde",
        "optie": "--allow-shrink",
        "aantal": 5,
        "van": 5,
    }
    assert first.json("edexml", "import", bestand, "--allow-shrink")["verdwenen"] == 5


@pytest.mark.parametrize(
    ("naam", "optie"),
    [
        ("historisch", "--allow-shrink"),
        ("zonder-leerkrachten", "--allow-shrink"),
        ("ouder", "--allow-older"),
        ("achternamen", "--allow-mass-change"),
    ],
)
def test_each_option_lets_its_own_through(first: Uwlr, naam: str, optie: str) -> None:
    bestand = FOLDER / f"{naam}.xml"
    options = {"--allow-shrink", "--allow-older", "--allow-mass-change"}
    assert optie in first.refused("edexml", "import", bestand, *sorted(options - {optie}))
    first.good("edexml", "import", bestand, optie)


def test_a_trial_tells_what_would_change_and_stores_nothing(first: Uwlr) -> None:
    before = first.good("edexml", "export", "--school", "99XX/16", "--schooljaar", "2026-2027").stdout
    bestand = FOLDER / "een-leerling-minder.xml"
    shown = first.good("edexml", "import", bestand, "--proef")
    assert ["leerlingen", "0", "0", "4", "1"] in [line.split() for line in shown.stdout.splitlines()]
    assert "er is niets gewijzigd" in shown.stderr
    trial = first.json("edexml", "import", bestand, "--proef")
    assert first.good("edexml", "export", "--school", "99XX/16", "--schooljaar", "2026-2027").stdout == before
    stored = first.json("edexml", "import", bestand)
    assert trial == {"proef": True, **stored}


def test_a_trial_of_what_would_be_refused_tells_both(first: Uwlr) -> None:
    bestand = FOLDER / "twee-leerlingen-minder.xml"
    result = first("edexml", "import", bestand, "--proef")
    assert result.exit_code == 1
    assert ["leerlingen", "0", "0", "3", "2"] in [line.split() for line in result.stdout.splitlines()]
    assert "2 van de 5 leerlingen zouden verdwijnen" in result.stderr
    trial = first.json("edexml", "import", bestand, "--proef", exit_code=1)
    assert (trial["verdwenen"], trial["bezwaren"][0]["aantal"]) == (2, 2)
    assert "--allow-shrink" in trial["fout"]
    allowed = first.json("edexml", "import", bestand, "--proef", "--allow-shrink")
    assert "fout" not in allowed
    assert (
        first.json("edexml", "import", FOLDER / "eerste.xml")["ongewijzigd"]
        == allowed["verdwenen"] + (allowed["ongewijzigd"])
    )


def test_a_trial_of_a_school_that_nobody_knows_does_not_make_it(uwlr: Uwlr) -> None:
    assert uwlr.json("edexml", "import", FOLDER / "eerste.xml", "--proef")["toegevoegd"] == 25
    assert "is niet bekend" in uwlr.refused("school", "rem", "99XX/16")


def test_a_trial_of_a_bad_file_says_what_an_import_says(uwlr: Uwlr, tmp_path: Path) -> None:
    bad = tmp_path / "fout.xml"
    bad.write_bytes(b"geen xml")
    trial = uwlr.json("edexml", "import", bad, "--proef", exit_code=1)
    assert trial == uwlr.json("edexml", "import", bad, exit_code=1)


def test_undo_takes_the_newest_import_back_and_then_the_one_before(first: Uwlr) -> None:
    for naam in ("een-leerling-minder", "een-achternaam"):
        first.good("edexml", "import", FOLDER / f"{naam}.xml")
    record = first.json(*undo(first))
    assert {name: record[name] for name in COUNTS} == {
        "toegevoegd": 0,
        "gewijzigd": 1,
        "ongewijzigd": 23,
        "verdwenen": 1,
    }
    assert record["per_soort"]["leerlingen"]["verdwenen"] == 1
    assert (record["school"], record["schooljaar"]) == ("99XX/16", "2026-2027")
    assert record["aanmaakdatum"] == "2026-10-01T08:30:00+02:00"
    shown = first.good(*undo(first))
    assert ["leerlingen", "1", "0", "4", "0"] in [line.split() for line in shown.stdout.splitlines()]
    assert "is terug" in shown.stderr
    assert "geen eerdere stand" in first.refused(*undo(first))
    assert first.json("edexml", "import", FOLDER / "eerste.xml")["ongewijzigd"] == 25


def test_undo_of_what_is_not_there_or_no_longer_kept_is_refused(first: Uwlr) -> None:
    assert "geen gegevens" in first.refused("edexml", "undo", "--school", "99ZZ")
    assert "geen gegevens" in first.refused(
        "edexml", "undo", "--school", "99XX/16", "--schooljaar", "2098-2099"
    )
    first.good("edexml", "import", FOLDER / "een-leerling-minder.xml")
    first.good("db", "purge")
    until = time.monotonic() + 10
    while not first.json("db", "purge", "--dagen", "0")["vergeten"]:
        assert time.monotonic() < until  # imports within a second are dated a second ahead
    assert "bewaartermijn" in first.refused(*undo(first))


def test_undo_is_of_the_current_school_year_unless_another_is_named(uwlr: Uwlr, tmp_path: Path) -> None:
    other = Schooljaar("2098-2099")
    for jaar in (JAAR, other):
        for number in (5, 6):
            pupils = tuple(leerling(f"L{at}") for at in range(number))
            path = tmp_path / f"{jaar}-{number}.xml"
            gegevens = schoolgegevens(school=school(jaar=jaar), leerlingen=pupils)
            path.write_bytes(b"".join(edexml.write(gegevens)))
            uwlr.good("edexml", "import", path)
    assert uwlr.json("edexml", "undo", "--school", "99XX/16")["schooljaar"] == JAAR
    assert "geen eerdere" in uwlr.refused("edexml", "undo", "--school", "99XX/16")
    assert uwlr.json("edexml", "undo", "--school", "99XX/16", "--schooljaar", other)["verdwenen"] == 1


def test_made_up_schools_are_held_as_files_are(uwlr: Uwlr) -> None:
    def args(pupils: int, seed: int) -> tuple[str, ...]:
        return ("demo-data", "--schools", "1", "--pupils", str(pupils), "--seed", str(seed), "--dossier", "1")

    uwlr.good(*args(40, 1))
    uwlr.good(*args(40, 1))
    assert "--allow-shrink" in uwlr.refused(*args(10, 1))
    uwlr.good(*args(10, 1), "--allow-shrink", "--allow-mass-change")
