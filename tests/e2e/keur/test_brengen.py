"""Results of a run: only with ``--brengen``, recognisable, and told to the last one."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree

from tests.support.keur import Keurder
from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.cli.errors import GOOD, USAGE
from uwlr_service.cli.keur.las import NIETS_GEBRACHT
from uwlr_service.cli.keur.verslag import LAS_GOED
from uwlr_service.conformiteit.brengen import PREFIX
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = pytest.mark.e2e
GROEPEN = ("--groep", "resultaten", "--groep", "resultaten-fout")
BRENGEN = ("--brengen", *GROEPEN)


def stored(server: Server) -> set[str]:
    """The keys of the results that the school has, those that gave way too."""
    regels = Resultatenoverzicht(server.database).of_school(SCHOOL, Resultatenfilter(history=True))
    return {regel.resultaat.key for regel in regels}


def brought(server: Server) -> int:
    """How often anybody brought results."""
    return sum(call["operation"] == "leerresultaten" for call in server.calls())


def test_without_leave_nothing_is_brought(server: Server, keurder: Keurder) -> None:
    before = (brought(server), stored(server))
    rapport = json.loads(keurder("--json").stdout)
    of_results = [geval for geval in rapport["gevallen"] if geval["groep"].startswith("resultaten")]
    assert len(of_results) > 40
    for geval in of_results:
        assert geval["stand"] == "overgeslagen"
        assert geval["bevindingen"] == ["niet opgegeven: brengen"]
        assert geval["stappen"] == []
    assert (brought(server), stored(server)) == before
    assert rapport["achtergelaten"]["aantal"] == 0


def test_the_report_tells_every_result_that_was_left_behind(
    server: Server, keurder: Keurder, tmp_path: Path
) -> None:
    junit = tmp_path / "rapport.xml"
    html = tmp_path / "rapport.html"
    before = stored(server)
    result = keurder("--json", "--junit", str(junit), "--html", str(html), *BRENGEN)
    assert result.exit_code == GOOD
    left = json.loads(result.stdout)["achtergelaten"]
    told = {resultaat["key"] for resultaat in left["resultaten"]}
    assert told == stored(server) - before
    assert left["aantal"] == len(told) > 24
    assert {resultaat["hoe"] for resultaat in left["resultaten"]} == {"bevestigd"}
    assert all(key.startswith(f"{left['merk']}-resultaten-") for key in told)
    assert re.fullmatch(f"{PREFIX}[0-9a-f]{{8}}", left["merk"])
    assert all(code.startswith(left["merk"]) for code in left["toetscodes"])
    assert left["geweigerde_berichten"] > 30
    names = etree.parse(junit).xpath("//testsuite[@name='achtergelaten']//property/@name")
    assert set(names) == told
    page = html.read_text()
    assert all(f"<code>{key}</code>" in page for key in told)


def test_on_the_screen_stands_what_was_left_behind(server: Server, keurder: Keurder) -> None:
    before = stored(server)
    result = keurder("--brengen", "--groep", "resultaten")
    said = " ".join(result.output.split())
    new = stored(server) - before
    assert f"Achtergelaten bij het LAS: {len(new)} resultaten van" in said
    assert all(key in said for key in new)
    assert "Niet van buiten te zien: of het resultaat er daarna één keer staat (resultaten-nog-eens)" in said
    assert "of daar niets van bewaard is, is van buiten niet te zien" in said


def test_each_run_brings_keys_of_its_own(keurder: Keurder) -> None:
    first, second = (
        json.loads(keurder("--json", "--brengen", "--groep", "resultaten").stdout)["achtergelaten"]["merk"]
        for _ in range(2)
    )
    assert first != second


def test_without_an_address_for_results_their_cases_are_passed_over(keurder: Keurder) -> None:
    alone = Keurder(keurder.url, keurder.sleutel, resultaten=False)
    rapport = json.loads(alone("--json", *BRENGEN).stdout)
    assert {geval["stand"] for geval in rapport["gevallen"]} == {"overgeslagen"}
    assert rapport["gevallen"][0]["bevindingen"] == ["niet opgegeven: url-resultaten"]


def test_results_go_to_the_server_that_is_judged(keurder: Keurder) -> None:
    result = keurder("--brengen", "--url-resultaten", "https://elders.example/uwlr/leerresultaten?wsdl")
    assert result.exit_code == USAGE
    assert "noemt een andere server dan --url" in " ".join(result.output.split())


def test_whoever_brings_nothing_is_told_what_to_give(sound: Keurder) -> None:
    alone = Keurder(sound.url, sound.sleutel, resultaten=False)
    result = alone("--brengen", "--groep", "alles")
    said = " ".join(result.stderr.split())
    assert said.count(NIETS_GEBRACHT) == 2
    assert said.endswith(f"{LAS_GOED} {NIETS_GEBRACHT}")
    assert NIETS_GEBRACHT in " ".join(alone("--brengen", "--groep", "alles", "--json").stderr.split())
    assert "niets gebracht" not in sound("--brengen", "--groep", "alles").output
