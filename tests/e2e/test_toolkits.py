"""PHP's SoapClient and node's "soap" pull a school, given nothing but the WSDL and a key."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.schools.builders import JAAR
from tests.support.servers.uwlr import Server

pytestmark = pytest.mark.e2e
CLIENTS = Path(__file__).parent / "clients"
NODE_SOAP = "soap@1.13.0"
PATIENCE = 120

EXPECTED = {
    "leerlingen": ["L1", "L2", "L3"],
    "structuur": ["G1", "G2"],
    "groep": ["L1"],
    "ongewijzigd": True,
}


def run(command: list[str], server: Server, sleutel: str, **environ: str) -> dict[str, Any]:
    arguments = [f"{server.url}/uwlr/leerlinggegevens?wsdl", sleutel, JAAR]
    done = subprocess.run(
        [*command, *arguments],
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


@pytest.fixture(scope="session")
def php() -> str:
    """PHP, when it can speak SOAP."""
    found = shutil.which("php")
    if found is None or "soap" not in subprocess.run([found, "-m"], capture_output=True, text=True).stdout:
        pytest.skip("there is no php with the extension soap (Debian: php-cli php-soap)")
    return found


@pytest.fixture(scope="session")
def node_modules(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with node's "soap", installed once and kept with pytest's cache."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("there is no node with npm")
    cache = getattr(request.config, "cache", None)
    folder = Path(cache.mkdir("node-soap")) if cache else tmp_path_factory.mktemp("node-soap")
    if not (folder / "node_modules" / "soap").is_dir():
        command = [npm, "install", "--no-audit", "--no-fund", "--prefix", str(folder), NODE_SOAP]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        if done.returncode != 0:
            pytest.skip("npm could not install the package soap: no registry in reach")
    return folder / "node_modules"


def test_php_soapclient(server: Server, sleutel: str, php: str) -> None:
    told = run([php, str(CLIENTS / "pull.php")], server, sleutel)
    assert EXPECTED.items() <= told.items()
    assert told["school"]["brincode"] == "99XX"
    assert told["school"]["dependancecode"] == "16"
    assert told["faultcode"] == "soap:Client.OngeldigBericht"
    assert "brincode" in told["faultstring"]


def test_node_soap(server: Server, sleutel: str, node_modules: Path) -> None:
    told = run(["node", str(CLIENTS / "pull.js")], server, sleutel, NODE_PATH=str(node_modules))
    assert EXPECTED.items() <= told.items()
    assert told["school"] == "99XX/16"
    assert told["faultcode"] == "soap:Client.OngeldigBericht"
