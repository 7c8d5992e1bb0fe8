"""The application in a gunicorn that ``uwlr serve`` did not start, with made-up people in its database."""

import http.client
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.servers.ports import free_port, wait_for_port
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats

pytestmark = pytest.mark.e2e
PATIENCE = 30


@pytest.fixture
def environ(migrated_sqlite: Path, tmp_path: Path) -> dict[str, str]:
    """The settings of a database with somebody who signs in without a password."""
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    ours = {"UWLR_DATABASE_URL": f"sqlite:///{path}", "UWLR_VAR": str(tmp_path / "var")}
    diensten = Diensten.open(Settings.from_environment(ours))
    diensten.mensen.demo.link("Otto Dam", Plaats(rol=Rol.OPERATOR), door=DOOR)
    diensten.close()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    return inherited | ours | {"PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("name", ["UWLR_BASE_URL", "UWLR_PORTAAL_URL"])
def test_where_others_come_it_does_not_start(environ: dict[str, str], tmp_path: Path, name: str) -> None:
    elsewhere = environ | {name: "https://las.example"}
    done = subprocess.run(
        command(free_port()),
        env=elsewhere,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 3  # gunicorn: a worker failed to boot
    assert "accounts van een demonstratie" in done.stderr


def test_on_the_machine_itself_it_does(environ: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    here = environ | {"UWLR_BASE_URL": f"http://localhost:{port}"}
    with subprocess.Popen(command(port), env=here, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        assert wait_for_port(process, port)
        with closing(http.client.HTTPConnection("localhost", port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/portaal/")
            status = connection.getresponse().status
        process.terminate()
    assert status == 200


def command(port: int) -> list[str]:
    """Starts gunicorn as anybody would."""
    return [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "wsgi:application"]
