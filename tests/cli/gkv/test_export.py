"""``uwlr gkv export``: a school as OneRoster or SDS, in a folder or a ZIP, or nothing at all."""

import os
import re
import shlex
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.gkv.roosterkeuring import oneroster_faults, rows, sds_faults
from tests.support.places import ROOT
from tests.support.schools.builders import ALL_ALLOWED, schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

ADD = ("koppeling", "add", "--klantnaam", "Rooster", "--klantcode", "R1", "--gegevensset", "gkv-basis")
EXPORT = ("gkv", "export", "1", "--formaat")
PROMPT = re.compile(r"^   \$ uwlr (.+)$", re.MULTILINE)
BOTH = ("--veld", "leerling/gebruikersnaam=aan", "--veld", "leerling/emailadres=aan")


@pytest.fixture
def link(uwlr: Uwlr, school: str) -> dict[str, Any]:
    made: dict[str, Any] = uwlr.json(*ADD, "--school", school)
    uwlr.good("koppeling", "afspraak", "1", *BOTH)
    return made


def read(folder: Path) -> dict[str, bytes]:
    """The files in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_school_is_written_as_oneroster(uwlr: Uwlr, school: str, link: dict[str, Any]) -> None:
    folder = uwlr.folder / "rooster"
    (record,) = uwlr.json(*EXPORT, "oneroster", "--school", school, "--to", folder)["roosters"]
    bestanden = read(folder)
    assert oneroster_faults(bestanden) == []
    assert (record["school"], record["formaat"], record["leerlingen"]) == (school, "oneroster", 3)
    assert len(rows(bestanden["users.csv"])) == record["leerlingen"] + record["medewerkers"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))


def test_a_school_is_written_as_sds_and_says_whom_microsoft_does_not_know(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    to = uwlr.folder / "sds.zip"
    said = uwlr.good(*EXPORT, "sds", "--school", school, "--to", to, "--allow-shrink").stderr
    assert "weggelaten: 2 leerlingen, geen emailadres." in said
    with zipfile.ZipFile(to) as archive:
        assert sds_faults({name: archive.read(name) for name in archive.namelist()}) == []
    assert to.stat().st_mode & 0o077 == 0


def test_pupils_without_an_account_stop_it_as_those_who_do_not_fit(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    to = uwlr.folder / "sds.zip"
    said = uwlr.refused(*EXPORT, "sds", "--school", school, "--to", to)
    assert "passen 2 van de 3 leerlingen niet in SDS v2.1 (geen emailadres)" in said
    assert "--allow-shrink" in said
    assert not to.exists()


def test_a_file_without_pupils_is_not_written_where_the_school_has_some(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    uwlr.good("koppeling", "afspraak", "1", "--jaargroep", "8")
    to = uwlr.folder / "rooster.zip"
    said = uwlr.refused(*EXPORT, "oneroster", "--school", school, "--to", to)
    assert "Van de leerlingen van school 99XX/16 en koppeling 1 (3) valt er geen onder de afspraak" in said
    assert not to.exists()
    uwlr.good(*EXPORT, "oneroster", "--school", school, "--to", to, "--allow-shrink")


def test_whoever_makes_a_package_hears_that_a_roster_is_off_and_why(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    uwlr.good("koppeling", "afspraak", "1", "--veld", "set/sds=aan")
    said = uwlr.good("gkv", "generate", "1").stderr
    assert "Let op: sds is uit in dit pakket. Bij school 99XX/16 en koppeling 1 passen 2 van de 3" in said
    (levering,) = uwlr.json("gkv", "generate", "1")["leveringen"]
    assert [tekst.partition(".")[0] for tekst in levering["let_op"]] == ["sds is uit in dit pakket"]
    assert "is uit" not in uwlr.good("gkv", "generate", "1", "--allow-shrink").stderr
    assert "Let op" not in uwlr.good("gkv", "generate", "1").stderr
    assert all("let_op" not in gemaakt for gemaakt in uwlr.json("gkv", "list", "1"))


def test_fields_that_are_not_agreed_are_named_and_nothing_is_written(uwlr: Uwlr, school: str) -> None:
    uwlr.good(*ADD, "--school", school)
    for formaat, veld in (("oneroster", "leerling/gebruikersnaam"), ("sds", "leerling/emailadres")):
        for naam in ("rooster.zip", "rooster"):
            to = uwlr.folder / naam
            assert veld in uwlr.refused(*EXPORT, formaat, "--school", school, "--to", to)
            assert not to.exists()
    assert uwlr.json("koppeling", "show", "1")["verstrekkingen"] == []


def test_people_who_share_an_account_are_counted(uwlr: Uwlr, school: str, link: dict[str, Any]) -> None:
    gegevens = schoolgegevens()
    leerlingen = tuple(replace(one, gebruikersnaam="klas4") for one in gegevens.leerlingen)
    database = Database.open(uwlr.database_url)
    EdexmlUitwisseling(database).store(replace(gegevens, leerlingen=leerlingen), ALL_ALLOWED)
    database.close()
    said = uwlr.good(*EXPORT, "oneroster", "--school", school, "--to", uwlr.folder / "1.zip").stderr
    assert "Let op: 3 personen delen hun gebruikersnaam met een ander." in said
    told = uwlr.json(*EXPORT, "oneroster", "--school", school, "--to", uwlr.folder / "2.zip")
    (record,) = told["roosters"]
    assert record["dubbele_accounts"] == 3
    uwlr.good("koppeling", "afspraak", "1", "--veld", "set/oneroster=aan")
    (levering,) = uwlr.json("gkv", "generate", "1")["leveringen"]
    assert levering["let_op"] == [
        "oneroster van school 99XX/16: 3 personen delen hun gebruikersnaam met een ander."
    ]


def test_the_command_that_a_refusal_names_turns_on_what_each_school_lacks(uwlr: Uwlr, school: str) -> None:
    uwlr.good("demo-data", "--schools", "1", "--pupils", "4", "--seed", "1")
    uwlr.good(*ADD, "--school", school, "--school", "99AA")
    folder = uwlr.folder / "roosters"
    uwlr.good("koppeling", "afspraak", "1", "--school", "99AA", "--veld", "leerkracht/gebruikersnaam=uit")
    said = uwlr.refused(*EXPORT, "oneroster", "--to", folder)
    assert "school 99AA/00: leerling/gebruikersnaam, leerkracht/gebruikersnaam" in said
    assert "school 99XX/16: leerling/gebruikersnaam." in said
    command = shlex.split(said.partition("zet ze dan aan: uwlr ")[2])
    assert "--school" not in command
    uwlr.good(*command)
    uwlr.good(*EXPORT, "oneroster", "--to", folder)
    uwlr.good("koppeling", "afspraak", "1", "--school", school, "--veld", "leerling/gebruikersnaam=uit")
    said = uwlr.refused(*EXPORT, "oneroster", "--to", uwlr.folder / "later")
    assert "99AA" not in said
    uwlr.good(*shlex.split(said.partition("zet ze dan aan: uwlr ")[2]))
    uwlr.good(*EXPORT, "oneroster", "--to", uwlr.folder / "later")


def test_what_was_exported_is_in_the_register_and_in_the_log(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    for number in range(2):
        uwlr.good(*EXPORT, "oneroster", "--school", school, "--to", uwlr.folder / f"{number}.zip")
    (line,) = uwlr.json("koppeling", "show", "1")["verstrekkingen"]
    assert (line["bericht"], line["school"], line["aantal"]) == ("oneroster", school, 2)
    told = uwlr.json("audit", "list", "--soort", "uitwisseling")
    assert [regel["wat"] for regel in told].count("rooster-uitgegeven") == 2
    (partner,) = uwlr.json("inzage", "--leerling", "L1", "--school", school)["partners"]
    (verstrekt,) = partner["verstrekt"]
    assert (verstrekt["weg"], verstrekt["aantal"]) == ("rooster", 2)
    velden = {veld["veld"] for veld in verstrekt["velden"]}
    assert {"leerling/gebruikersnaam", "leerling/geboortedatum", "groepsindeling/vanafdatum"} <= velden
    assert velden.isdisjoint({"leerling/voorletters-1", "leerling/voornamen", "leerling/eckid"})


def test_every_school_of_a_link_has_a_folder_or_none_has(uwlr: Uwlr, school: str) -> None:
    uwlr.good("demo-data", "--schools", "1", "--pupils", "4", "--seed", "1")
    uwlr.good(*ADD, "--school", school, "--school", "99AA")
    uwlr.good("koppeling", "afspraak", "1", "--school", school, *BOTH)
    folder = uwlr.folder / "roosters"
    assert "school 99AA/00" in uwlr.refused(*EXPORT, "sds", "--to", folder)
    assert not folder.exists()
    uwlr.good("koppeling", "afspraak", "1", "--school", "99AA", *BOTH)
    uwlr.good(*EXPORT, "sds", "--to", folder, "--allow-shrink")
    assert {path.name for path in folder.iterdir()} == {"99AA-00", "99XX-16"}
    for path in folder.iterdir():
        assert sds_faults(read(path)) == []


def test_a_school_that_paused_gives_nothing(uwlr: Uwlr, school: str, link: dict[str, Any]) -> None:
    uwlr.good("koppeling", "pause", "1", "--school", school)
    to = uwlr.folder / "rooster.zip"
    assert "gepauzeerd" in uwlr.refused(*EXPORT, "oneroster", "--school", school, "--to", to)
    assert not to.exists()


def test_a_school_that_paused_is_named_and_does_not_hold_up_the_others(uwlr: Uwlr, school: str) -> None:
    uwlr.good("demo-data", "--schools", "1", "--pupils", "4", "--seed", "1")
    uwlr.good(*ADD, "--school", school, "--school", "99AA")
    uwlr.good("koppeling", "afspraak", "1", *BOTH)
    uwlr.good("koppeling", "pause", "1", "--school", "99AA")
    result = uwlr(*EXPORT, "oneroster", "--to", uwlr.folder / "een")
    assert result.exit_code == 1
    assert "Fout: School 99AA/00 heeft koppeling 1 gepauzeerd." in result.stderr
    assert [path.name for path in (uwlr.folder / "een").iterdir()] == ["99XX-16"]
    told = uwlr.json(*EXPORT, "oneroster", "--to", uwlr.folder / "twee", exit_code=1)
    assert [record["school"] for record in told["roosters"]] == [school]
    assert [record["school"] for record in told["geweigerd"]] == ["99AA/00"]
    uwlr.good("koppeling", "pause", "1", "--school", school)
    nothing = uwlr.json(*EXPORT, "oneroster", "--to", uwlr.folder / "drie", exit_code=1)
    assert (nothing["roosters"], len(nothing["geweigerd"])) == ([], 2)
    assert not (uwlr.folder / "drie").exists()


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """Places where nothing can be written."""
    made = {naam: tmp_path / naam for naam in ("bezet", "map.zip", "bestand", "pijp.zip", "kring")}
    made["bezet"].mkdir()
    (made["bezet"] / "iets").touch()
    made["map.zip"].mkdir()
    made["bestand"].touch()
    os.mkfifo(made["pijp.zip"])
    made["kring"].symlink_to(made["kring"])
    return {
        **made,
        "nergens": tmp_path / "nergens" / "map",
        "achter": made["bestand"] / "map",
        "dicht": Path("/proc/rooster"),
        "lang": tmp_path / ("x" * 300),
    }


@pytest.mark.parametrize(
    ("naam", "cause"),
    [
        ("bezet", "de map is niet leeg"),
        ("map.zip", "het is een map"),
        ("bestand", "het is een bestand"),
        ("pijp.zip", "het is geen gewoon bestand"),
        ("nergens", "/nergens' is er niet"),
        ("achter", "/bestand' is er niet"),
        ("dicht", "in de map '/proc' lukt dat niet, want"),
        ("kring", "wijzen in een kring naar elkaar"),
        ("lang", "de naam is te lang"),
    ],
)
def test_a_place_that_cannot_be_written_is_named_with_the_cause_and_what_was_expected(
    empty_uwlr: Uwlr, places: dict[str, Path], naam: str, cause: str
) -> None:
    to = places[naam]
    said = empty_uwlr.refused(*EXPORT, "sds", "--school", "99XX", "--to", to, exit_code=2)
    assert said.startswith(f"'{to}' is niet te schrijven: ")
    assert cause in said
    assert ". Verwacht: een " in said


def test_a_zip_is_of_one_school(empty_uwlr: Uwlr) -> None:
    said = empty_uwlr.refused(*EXPORT, "sds", "--to", "alles.zip", exit_code=2)
    assert said == "een ZIP is van één school: noem die met --school."


def test_a_zip_of_before_is_replaced_and_stays_where_nothing_is_written(
    uwlr: Uwlr, school: str, link: dict[str, Any]
) -> None:
    to = uwlr.folder / "rooster.zip"
    to.write_bytes(b"van eerder")
    uwlr.refused(*EXPORT, "sds", "--school", school, "--to", to)
    assert to.read_bytes() == b"van eerder"
    uwlr.good(*EXPORT, "oneroster", "--school", school, "--to", to)
    assert zipfile.is_zipfile(to)


def test_what_the_documentation_types_goes_well_on_demo_data(uwlr: Uwlr) -> None:
    uwlr.good("demo-data", "--schools", "1", "--pupils", "60", "--seed", "1")
    uwlr.good("koppeling", "add", "--klantnaam", "Uitgever", "--klantcode", "U1", "--school", "99AA")
    uwlr.good(*ADD, "--school", "99AA")
    page = (ROOT / "docs" / "gkv-oneroster.rst").read_text(encoding="utf-8")
    to_write, _, _ = page.partition("In een pakket\n")
    commands = PROMPT.findall(to_write)
    assert len(commands) == 7
    for command in commands:
        uwlr.good(*shlex.split(command))
    assert {path.name for path in uwlr.folder.glob("*.zip")} == {"rooster.zip", "sds.zip"}
