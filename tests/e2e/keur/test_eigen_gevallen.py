"""``uwlr keur suite`` looks a folder of cases over, and ``uwlr keur las --suite`` judges by it."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.keur import Keurder
from uwlr_service.cli import main
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG, USAGE
from uwlr_service.conformiteit.suitebestand import SUITES

pytestmark = pytest.mark.e2e


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A suite of one group of ours."""
    shutil.copytree(SUITES / "las" / "berichten", tmp_path / "berichten")
    shutil.copy(SUITES / "las" / "stabiel.toml", tmp_path)
    head = 'naam = "eigen"\ntitel = "Eigen gevallen"\nversie = "7"\ngroepen = ["stabiel.toml"]\n'
    (tmp_path / "suite.toml").write_text(head)
    return tmp_path


def keur_suite(folder: Path) -> Result:
    return CliRunner().invoke(main, ["keur", "suite", str(folder)], env={"COLUMNS": "200"})


def test_a_good_folder_is_counted_and_what_is_not_used_is_named(folder: Path) -> None:
    (folder / "later.toml").write_text("")
    result = keur_suite(folder)
    assert result.exit_code == GOOD
    assert "Eigen gevallen: 1 groep, 2 gevallen, 5 stappen. De map is goed." in result.output
    assert "Niet gebruikt: later.toml." in result.output
    assert "Niet gebruikt: berichten/doctype.xml." in result.output
    assert "Niet gebruikt: berichten/alles.xml." not in result.output


def test_a_folder_with_a_mistake_is_refused_with_its_place(folder: Path) -> None:
    file = folder / "stabiel.toml"
    file.write_text(file.read_text().replace('gewicht = "hoort"', 'gewicht = "zwaar"', 1))
    result = keur_suite(folder)
    assert result.exit_code == JUDGED_WRONG
    assert "stabiel.toml, geval stabiel-drie-keer: 'zwaar' kan niet bij 'gewicht'" in result.output
    assert "verwacht: moet, hoort of weet." in result.output


def test_a_script_is_looked_over_as_well(tmp_path: Path) -> None:
    shutil.copytree(SUITES / "uitgever", tmp_path, dirs_exist_ok=True)
    file = tmp_path / "leeg.toml"
    file.write_text(file.read_text() + '[[stap]]\nid = "over"\ntitel = "Over"\ndoe = "Doe niets."\n')
    result = keur_suite(tmp_path)
    assert result.exit_code == GOOD
    assert "Niet gebruikt: stap over." in result.output
    assert "De map is goed." in result.output
    file.write_text(file.read_text() + 'bij = "morgen"\n')
    result = keur_suite(tmp_path)
    assert result.exit_code == JUDGED_WRONG
    assert "leeg.toml, stap over: 'morgen' kan niet bij 'bij'; verwacht: halen, brengen of" in result.output


def test_a_folder_that_is_not_there_is_refused(folder: Path) -> None:
    assert keur_suite(folder / "weg").exit_code == USAGE


def test_a_las_is_judged_by_ones_own_cases(keurder: Keurder, folder: Path) -> None:
    result = keurder("--suite", str(folder), "--json")
    rapport = json.loads(result.stdout)
    assert result.exit_code == GOOD
    assert (rapport["suite"], rapport["versie"]) == ("eigen", "7")
    assert [geval["id"] for geval in rapport["gevallen"]] == ["stabiel-drie-keer", "stabiel-versies"]
