"""``uwlr inzage`` and ``uwlr vergeet``, as whoever runs the service uses them."""

import pytest

from tests.support.commandline import Uwlr
from tests.support.gkv.dossiers import dossierobject, relatie
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

OF_L1 = ("inzage", "--school", str(SCHOOL), "--leerling", "L1")
FORGET_L1 = ("vergeet", "--school", str(SCHOOL), "--leerling", "L1")


@pytest.fixture
def delivered(uwlr: Uwlr, cli_database: Database) -> Uwlr:
    """A school of which one package was made; of a pupil, one parent may see nothing."""
    EdexmlUitwisseling(cli_database).store(schoolgegevens())
    Dossiers(cli_database).store(
        Dossier(
            school=SCHOOL,
            objecten=[
                dossierobject("leerlingdetail", "L1", geboorteplaats="Utrecht"),
                dossierobject("verzorger", "V1", roepnaam="Vader"),
                relatie("R1", "L1", "V1", geblokkeerd="true"),
            ],
        )
    )
    uwlr.good(
        "koppeling",
        "add",
        "--klantnaam",
        "Ouders",
        "--klantcode",
        "O1",
        "--school",
        str(SCHOOL),
        "--gegevensset",
        GKV_UITGEBREID,
    )
    uwlr.good("gkv", "generate", "1", "--school", str(SCHOOL))
    return uwlr


def test_people_read_names_of_fields_and_a_warning_first(delivered: Uwlr) -> None:
    result = delivered.good(*OF_L1)
    assert "Ouders (koppeling 1, gkv-uitgebreid)" in result.stdout
    assert "klaargezet" in result.stdout
    assert "Roepnaam" in result.stdout
    assert "Sanne" in result.stdout
    assert result.stderr.startswith("Let op: verzorger V1 mag geen gegevens van deze leerling zien.")


def test_programs_get_fields_and_values(delivered: Uwlr) -> None:
    record = delivered.json(*OF_L1)
    assert (record["school"], record["soort"], record["key"]) == (str(SCHOOL), "leerling", "L1")
    assert record["geblokkeerd"] == ["V1"]
    (partner,) = record["partners"]
    (verstrekt,) = partner["verstrekt"]
    assert (verstrekt["weg"], verstrekt["opgehaald"], verstrekt["zekerheid"]) == ("pakket", False, "zeker")
    assert {"veld": "leerling/roepnaam", "waarde": "Sanne"} in verstrekt["velden"]
    assert record["resultaten"] == []


def test_a_guardian_by_their_own_key(delivered: Uwlr) -> None:
    record = delivered.json("inzage", "--school", str(SCHOOL), "--verzorger", "V1")
    assert (record["soort"], record["naam"], record["geblokkeerd"]) == ("verzorger", "Vader", ["L1"])
    shown = delivered.good("inzage", "--school", str(SCHOOL), "--verzorger", "V1")
    assert "deze ouder mag geen gegevens zien van leerling L1" in shown.stderr


def test_a_request_to_destroy_ends_when_the_school_comes_back(delivered: Uwlr) -> None:
    delivered.good("koppeling", "revoke", "1", "--school", str(SCHOOL), "--ja")
    assert "is gevraagd alles te vernietigen: nog niet bevestigd." in delivered.good(*OF_L1).stderr
    delivered.good("koppeling", "school", "add", "1", "--school", str(SCHOOL))
    assert "alles te vernietigen: dat hoeft niet meer, want de school" in delivered.good(*OF_L1).stderr
    (partner,) = delivered.json(*OF_L1)["partners"]
    (vernietiging,) = partner["vernietigingen"]
    assert (vernietiging["bevestigd"], vernietiging["hervat"]) == (None, True)


def test_nothing_left_and_that_is_said(delivered: Uwlr) -> None:
    result = delivered.good(*OF_L1, "--tot", "2020-01-01")
    assert "Er is niets verstrekt van deze leerling." in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("--school", str(SCHOOL)),
        ("--school", str(SCHOOL), "--leerling", "L1", "--verzorger", "V1"),
        ("--school", str(SCHOOL), "--leerling", "L1", "--van", "2026-02-02", "--tot", "2026-02-01"),
    ],
)
def test_what_cannot_be_meant_is_refused(delivered: Uwlr, args: tuple[str, ...]) -> None:
    delivered.refused("inzage", *args, exit_code=2)


def test_who_is_still_in_the_newest_file_is_kept(delivered: Uwlr) -> None:
    still_there = delivered.refused(*FORGET_L1)
    assert "Verwijder de leerling eerst in het LAS" in still_there
    assert "--toch" in still_there
    assert delivered.json(*OF_L1)["naam"]


def test_forgetting_says_what_went_and_leaves_a_mark(delivered: Uwlr, cli_database: Database) -> None:
    proof = delivered.json(*FORGET_L1, "--toch")
    assert proof["tellingen"]["leerling"] == 1
    assert proof["tellingen"]["levering"] == 1
    assert "Deze leerling is bij deze school niet bekend." in delivered.refused(*OF_L1)
    EdexmlUitwisseling(cli_database).store(schoolgegevens())
    shown = delivered.good(*FORGET_L1, "--toch")
    assert proof["kenmerk"] in shown.stderr
    assert "pakketten" in shown.stdout


def test_a_pupil_who_comes_back_is_told(delivered: Uwlr, cli_database: Database) -> None:
    delivered.good(*FORGET_L1, "--toch")
    bestand = delivered.folder / "school.xml"
    EdexmlUitwisseling(cli_database).store(schoolgegevens())
    delivered.good("edexml", "export", "--school", str(SCHOOL), "--to", bestand)
    delivered.good(*FORGET_L1, "--toch")
    trial = delivered.good("edexml", "import", bestand, "--proef").stderr
    assert "Let op: in deze import staat 1 leerling die eerder is vergeten. Na het inlezen zijn" in trial
    said = delivered.good("edexml", "import", bestand).stderr
    assert "De gegevens zijn weer bewaard, en gaan weer naar leveranciers." in said
    assert "Sanne" not in said
    assert "L1" not in said
    assert "vergeten" not in delivered.good("edexml", "import", bestand).stderr
    assert delivered.json("edexml", "import", bestand)["vergeten_terug"] == 0
    result = delivered.good(*OF_L1)
    assert "Deze leerling is eerder vergeten" in result.stderr
    assert delivered.json(*OF_L1)["teruggekomen"] is not None
