"""Where a report goes is looked at before a judging; what cannot be written takes nothing else along."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.keur import Keurder
from tests.support.servers.ports import free_port
from uwlr_service.cli import main
from uwlr_service.cli.errors import UNREACHABLE, USAGE

pytestmark = pytest.mark.e2e
FULL = Path("/dev/full")
GKV_LAS = ("gkv-las", "--pakket", __file__)
UITGEVER = ("uitgever", "--proeftuin", "1", "--verder")


def test_without_a_place_for_the_report_nobody_is_asked_anything(tmp_path: Path) -> None:
    nowhere = tmp_path / "bestaat-niet" / "rapport"
    result = Keurder(f"http://127.0.0.1:{free_port()}", "x")("--html", str(nowhere))
    assert result.exit_code == USAGE
    said = "".join(result.output.split())
    assert f"deoptie--html:'{nowhere}'ishierniettebeschrijven:hetbestandofdemapiserniet." in said


@pytest.mark.parametrize(
    "args",
    [
        (*GKV_LAS, "--junit"),
        (*GKV_LAS, "--product", "1", "--onderteken"),
        (*UITGEVER, "--html"),
        ("gkv-partner", "--proeftuin", "1", "--verder", "--onderteken"),
    ],
)
def test_every_judging_looks_at_it(args: tuple[str, ...], tmp_path: Path) -> None:
    nowhere = tmp_path / "bestaat-niet" / "rapport"
    result = CliRunner().invoke(main, ["keur", *args, str(nowhere)], env={"COLUMNS": "200"})
    assert result.exit_code == USAGE
    assert f"'{nowhere}' is hier niet te beschrijven" in result.output
    assert "overgeslagen" not in result.output


def test_looking_leaves_nothing_behind_and_changes_nothing(tmp_path: Path) -> None:
    html, junit = tmp_path / "rapport.html", tmp_path / "rapport.xml"
    junit.write_text("eerder")
    (tmp_path / "verwijzing").symlink_to(tmp_path / "nog-niet")
    nobody = Keurder(f"http://127.0.0.1:{free_port()}", "x")
    assert nobody("--html", str(html), "--junit", str(junit)).exit_code == UNREACHABLE
    assert nobody("--html", str(tmp_path / "verwijzing")).exit_code == UNREACHABLE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rapport.xml", "verwijzing"]
    assert junit.read_text() == "eerder"


@pytest.mark.skipif(not FULL.exists(), reason="there is no full disk here")
def test_what_cannot_be_written_takes_nothing_else_along(sound: Keurder, tmp_path: Path) -> None:
    junit = tmp_path / "rapport.xml"
    result = sound("--brengen", "--groep", "resultaten", "--html", str(FULL), "--junit", str(junit))
    said = " ".join(result.output.split())
    told = "Fout: /dev/full: de schijf is vol"
    assert "Achtergelaten bij het LAS" in said.partition(told)[0]
    assert "Het LAS doet" in said.partition(told)[0]
    assert told in said
    assert result.exit_code == USAGE
    assert junit.read_bytes().startswith(b"<?xml")
