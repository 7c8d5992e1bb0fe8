"""``uwlr keur las`` against our own service: it does all of it, and the report gives nothing away."""

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.support.keur import Keurder
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from uwlr_service.cli.errors import GOOD, UNREACHABLE, USAGE
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite
from uwlr_service.conformiteit.verkeer import MOST_CALLS

pytestmark = pytest.mark.e2e


def test_our_own_service_does_everything(keurder: Keurder, tmp_path: Path) -> None:
    junit = tmp_path / "rapport.xml"
    result = keurder("--brengen", "--json", "--junit", str(junit))
    rapport = json.loads(result.stdout)
    assert [geval for geval in rapport["gevallen"] if geval["stand"] != "goed"] == []
    assert result.exit_code == GOOD
    suite = read_suite(SUITES / "las")
    gevallen = [geval.id for groep in suite.groepen for geval in groep.gevallen]
    assert [geval["id"] for geval in rapport["gevallen"]] == gevallen
    assert rapport["goed"] is True
    assert rapport["ondertekend"] is False
    assert len(gevallen) <= rapport["vragen"] <= MOST_CALLS
    root = etree.parse(junit).getroot()
    assert root.xpath("count(//testcase)") == len(gevallen)
    assert root.xpath("count(//failure | //skipped)") == 0


def test_a_report_holds_no_key_and_nothing_of_people(keurder: Keurder, tmp_path: Path) -> None:
    junit = tmp_path / "rapport.xml"
    said = keurder("--brengen", "--json", "--junit", str(junit)).stdout
    said += junit.read_text() + keurder("--brengen").output
    assert "***" in said
    leerlingen = schoolgegevens().leerlingen
    assert leerlingen
    private = [str(leerling.achternaam) for leerling in leerlingen] + [
        leerling.key for leerling in leerlingen
    ]
    for value in (keurder.sleutel, *private, "Uitgeverij &amp; Zn."):
        assert f">{value}<" not in said
        assert f'"{value}"' not in said
    assert keurder.sleutel not in said


def test_on_the_screen_each_group_is_told(keurder: Keurder) -> None:
    result = keurder("--groep", "sleutel", "--groep", "wsdl")
    assert result.exit_code == GOOD
    assert "Sleutel en school" in result.output
    assert "WSDL en schema's" in result.output
    assert "Getrapt" not in result.output
    assert "Het LAS doet wat het moet, voor zover hier is gekeken." in result.output


def test_without_another_school_its_cases_are_passed_over(keurder: Keurder) -> None:
    result = keurder("--json", "--groep", "sleutel", "--andere-school", "99ZZ/01")
    standen = {geval["id"]: geval["stand"] for geval in json.loads(result.stdout)["gevallen"]}
    assert standen["sleutel-andere-school"] == "goed"  # one that is not there is refused as well


def test_where_nothing_answers_it_ends_with_3(keurder: Keurder) -> None:
    nowhere = Keurder(f"http://127.0.0.1:{free_port()}", keurder.sleutel)
    result = nowhere()
    assert result.exit_code == UNREACHABLE
    assert "komt geen antwoord: er komt geen verbinding tot stand." in result.output


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--groep", "bestaat-niet"), "is geen groep van gevallen; kies uit wsdl, alles"),
        (("--tweede-klantnaam", "X"), "geef --tweede-klantnaam en --tweede-klantcode allebei"),
        (("--tweede-school", "99ZZ"), "de tweede sleutel ontbreekt: geef hem in UWLR_TWEEDE_SLEUTEL"),
        (("--pauze", "-1"), "0 tot en met 60"),
        (
            ("--url", "127.0.0.1:18931/uwlr"),
            "'127.0.0.1:18931/uwlr' is geen adres van een dienst; dat begint",
        ),
        (("--url", ""), "'' is geen adres van een dienst; dat begint met http:// of https://."),
        (("--url", "user:geheim@host/x?key=1"), "'host/x' is geen adres van een dienst"),
        (("--url", "ftp://user:geheim@host/x?key=1"), "'host/x' is geen adres van een dienst"),
        (("--url-resultaten", "user:geheim@host"), "de optie --url-resultaten: 'host' is geen adres"),
    ],
)
def test_what_cannot_be_is_refused(keurder: Keurder, args: tuple[str, ...], told: str) -> None:
    result = Keurder(keurder.url, keurder.sleutel)(*args)
    assert result.exit_code == USAGE
    assert told in " ".join(result.output.split())
    assert "geheim" not in result.output


def test_it_judges_the_school_that_it_was_given(keurder: Keurder) -> None:
    rapport = json.loads(keurder("--json", "--groep", "alles").stdout)
    asked = {stap["verzoek"] for geval in rapport["gevallen"] for stap in geval["stappen"]}
    assert len(asked) == 1
    assert f"<lg:schooljaar>{schoolgegevens().school.schooljaar}<" in asked.pop()
    assert str(SCHOOL) not in json.dumps(rapport["gevallen"])
