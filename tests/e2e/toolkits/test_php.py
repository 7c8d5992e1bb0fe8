"""PHP's SoapClient does what docs/toolkits.rst says, GeneriekeService included."""

import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.schools.builders import SCHOOL
from tests.support.servers.uwlr import Server
from tests.support.toolkits import PULLED, RECEIVED, Example, refused, stored, tool

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def php() -> str:
    """PHP, when it can speak SOAP."""
    path = tool("php", "php-cli php-soap")
    if "soap" not in subprocess.run([path, "-m"], capture_output=True, text=True).stdout:
        pytest.skip("this php has no extension soap (Debian: php-soap)")
    return path


@pytest.mark.usefixtures("php")
def test_soapclient(server: Server, example: Callable[..., Example]) -> None:
    soapclient = example("PHP SoapClient")
    soapclient.write()
    ((*pulled, fault, received),) = soapclient.runs()
    assert (pulled, received) == (PULLED, RECEIVED)
    assert refused(fault)
    regel = stored(server, "php-1")
    assert regel.norm is not None
    assert regel.norm.normkleur is not None
    assert (regel.resultaat.uitslag, regel.norm.term) == (7, "voldoende")
    assert regel.norm.normkleur.transparantie == Decimal(1)


def test_soapclient_stops_on_a_colour_without_transparantie(
    server: Server, example: Callable[..., Example], php: str, tmp_path: Path
) -> None:
    """So says the page; the neighbours that it may have are in the example above."""
    example("PHP SoapClient").write()
    path = tmp_path / "breng.php"
    path.write_text(path.read_text(encoding="utf-8").replace(", 'transparantie' => 1", ""), encoding="utf-8")
    done = subprocess.run([php, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "object has no 'transparantie' property" in done.stdout + done.stderr


def test_nusoap(server: Server, example: Callable[..., Example], php: str) -> None:
    asked = subprocess.run(
        [php, "-r", "error_reporting(0); require 'nusoap.php'; new nusoap_client('x');"],
        capture_output=True,
        check=False,
    )
    if asked.returncode != 0:
        pytest.skip("there is no nusoap on PHP's include_path, and Debian's does not run on PHP 8")
    nusoap = example("nusoap (PHP)")
    nusoap.write()
    ((*pulled, fault, received),) = nusoap.runs()
    assert (pulled, received) == (PULLED, RECEIVED)
    assert refused(fault)
    assert stored(server, "nusoap-1").resultaat.uitslag == 7


@pytest.mark.usefixtures("php")
def test_generiekeservice(fresh: Server, tmp_path: Path) -> None:
    uitgifte = fresh.link(
        klantnaam="Uitgeverij", klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis", generiek=True
    )
    generiek = Example(tmp_path, fresh.url, uitgifte.sleutel, "GeneriekeService")
    generiek.write()
    (printed,) = generiek.runs()
    names = [line.split()[2:] for line in printed]
    assert names == [["Sanne", "Jansen"], ["Daan", "Çelik"], ["Zoë", "O'Brien"], ["Bos"], ["Visser"]]
