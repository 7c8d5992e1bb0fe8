"""A key, school or address that opens nothing is told as that, and not as seventy faults of the LAS."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree

from tests.support.keur import Keurder
from tests.support.keur.dubbelganger import Dubbelganger
from tests.support.keur.gebreken import GEBREKEN
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.conformiteit.rapport import NIETS_BEOORDEELD
from uwlr_service.conformiteit.uitvoeren import GEEN_DIENST, NIETS_OPEN

pytestmark = pytest.mark.e2e


def record(result: Result) -> dict[str, Any]:
    """The report in JSON, behind what the log of the double says on the same screen."""
    whole: dict[str, Any] = json.loads(result.stdout[result.stdout.index("{\n") :])
    return whole


def test_a_wrong_key_is_told_in_every_form(sound: Keurder, tmp_path: Path) -> None:
    junit, html = tmp_path / "rapport.xml", tmp_path / "rapport.html"
    result = sound("--json", "--junit", str(junit), "--html", str(html), UWLR_SLEUTEL="niet-de-sleutel")
    rapport = record(result)
    assert (result.exit_code, rapport["goed"]) == (JUDGED_WRONG, False)
    assert rapport["voorbehoud"] == str(NIETS_OPEN)
    assert "weigert het LAS een goede sleutel" in rapport["voorbehoud"]
    assert {geval["stand"] for geval in rapport["gevallen"] if geval["groep"] == "wsdl"} == {"goed"}
    others = [geval for geval in rapport["gevallen"] if geval["groep"] != "wsdl"]
    judged = [geval["bevindingen"] for geval in others if geval["stand"] != "overgeslagen"]
    assert judged == []
    assert ["vooraf: de sleutel of school opent niets"] in [geval["bevindingen"] for geval in others]
    assert etree.parse(junit).xpath("//failure/@message") == [str(NIETS_OPEN)]
    assert str(NIETS_OPEN) in html.read_text().partition("<main>")[0]
    assert "niet-de-sleutel" not in result.output + junit.read_text() + html.read_text()


def test_a_wrong_school_is_told_above_and_below(sound: Keurder) -> None:
    result = sound("--groep", "alles", "--school", "12ZZ")
    said = " ".join(result.output.split())
    assert result.exit_code == JUDGED_WRONG
    assert said.count(str(NIETS_OPEN)) == 2  # where one begins to read, and where the screen ends
    assert "jaargroep" not in said.replace("alles-jaargroep", "")


def test_a_wrong_address_takes_three_questions(double: Dubbelganger, sound: Keurder) -> None:
    elsewhere = Keurder(f"{double.address}/nope", sound.sleutel, resultaten=False)
    rapport = record(elsewhere("--json"))
    assert rapport["voorbehoud"] == str(GEEN_DIENST)
    assert {geval["stand"] for geval in rapport["gevallen"]} == {"overgeslagen"}
    assert rapport["vragen"] <= 3


def test_a_las_that_has_no_wsdl_is_judged(double: Dubbelganger, sound: Keurder) -> None:
    double.gebrek = next(gebrek for gebrek in GEBREKEN if gebrek.naam == "wsdl-weg")
    rapport = record(sound("--json", "--groep", "wsdl", "--groep", "alles"))
    assert rapport["voorbehoud"] is None
    assert rapport["tellingen"]["goed"] > 0


def test_where_nothing_that_must_be_was_judged_it_is_not_good(double: Dubbelganger, sound: Keurder) -> None:
    double.gebrek = next(gebrek for gebrek in GEBREKEN if gebrek.naam == "altijd-geenwijzigingen")
    result = sound("--brengen", "--groep", "resultaten")
    assert result.exit_code == JUDGED_WRONG
    assert result.output.rstrip().endswith(NIETS_BEOORDEELD)


def test_with_a_right_key_nothing_is_held_back(sound: Keurder) -> None:
    result = sound("--json", "--groep", "alles")
    assert (result.exit_code, record(result)["voorbehoud"]) == (GOOD, None)


def test_each_reason_stands_once_and_deviations_last(double: Dubbelganger, sound: Keurder) -> None:
    double.gebrek = next(gebrek for gebrek in GEBREKEN if gebrek.naam == "altijd-geenwijzigingen")
    lines = sound(
        "--groep", "alles", "--groep", "resultaten", "--groep", "resultaten-fout"
    ).output.splitlines()
    (skipped,) = (number for number, line in enumerate(lines) if "(niet opgegeven: brengen)" in line)
    deviating = [number for number, line in enumerate(lines) if line.startswith(("moet  ", "hoort  "))]
    assert deviating
    assert skipped < min(deviating)
    assert lines[-1].startswith("Het LAS doet niet alles")
    logged = ("{", "[")
    assert [line for line in lines if len(line) > 80 and not line.startswith(logged)] == []
