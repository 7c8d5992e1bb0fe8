"""The steps of docs/sso.rst with curl, as they stand there: from discovery until the person signed out."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from tests.support.places import ROOT
from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.sso.aanmelding import Browser
from tests.support.sso.toepassingen import AFGEMELD, TERUG, Proefclient, add_client, add_sso_link
from tests.support.toolkits import heading_of
from uwlr_service.domain.account.rollen import Rol

pytestmark = pytest.mark.e2e
PROGRAMS = ("bash", "curl", "openssl", "jq")
HEADING = "curl"
ANSWERS = """
read -r CODE
"""
"""Where somebody types what their browser showed, in the place of what the page says about that."""
GO_ON = """
read -r
"""


def steps() -> list[str]:
    """The blocks of the page that are run; what is before a prompt is to be filled in."""
    page = publish_doctree((ROOT / "docs" / "sso.rst").read_text(encoding="utf-8"))
    shown = [block for block in page.findall(nodes.literal_block) if heading_of(block) == HEADING]
    return [block.astext() for block in shown if not block.astext().startswith("$ ")]


@dataclass(frozen=True)
class Provider:
    """A server with a client, and a browser in which somebody is signed in."""

    server: Server
    url: str
    client: Proefclient

    def browser(self) -> Browser:
        """Somebody of the school, at a browser."""
        person = people.add_person(self.server.database, Rol.SCHOOLLEZER, school=SCHOOL)
        return Browser(self.url, people.sign_in(self.server.database, person))


@pytest.fixture
def provider(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Provider]:
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    port = free_port()
    url = f"http://localhost:{port}"
    own = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_BASE_URL": url, "UWLR_WORKERS": "1"}
    with serving(f"sqlite:///{path}", tmp_path, **own) as server:
        server.invoer.store(schoolgegevens())
        yield Provider(server, url, add_client(server.database, add_sso_link(server.database)))


def test_every_step_does_what_it_says(provider: Provider, tmp_path: Path) -> None:
    for program in PROGRAMS:
        if shutil.which(program) is None:
            pytest.skip(f"this machine has no {program}")
    discovery, begin, redeem, ask, leave, ask_again = steps()
    script = "\n".join(["set -euo pipefail", discovery, begin, ANSWERS, redeem, ask, leave, GO_ON, ask_again])
    browser = provider.browser()
    environ = {
        "PATH": os.environ["PATH"],
        "ISSUER": f"{provider.url}/sso",
        "CLIENT_ID": provider.client.client_id,
        "GEHEIM": provider.client.geheim,
        "TERUG": TERUG,
        "AFGEMELD": AFGEMELD,
    }
    with subprocess.Popen(
        ["bash", "-c", script],
        cwd=tmp_path,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert said(running.stdout)[0] == environ["ISSUER"]
        address = running.stdout.readline().strip()
        answer = browser.led_to(address, TERUG)
        assert answer["iss"] == environ["ISSUER"]
        type_in(running.stdin, answer["code"])
        id_token = said(running.stdout)
        assert [answer["state"], id_token["nonce"]] == [asked(address)["state"], asked(address)["nonce"]]
        userinfo = said(running.stdout)
        assert (userinfo["sub"], userinfo["affiliation"]) == (id_token["sub"], "employee")
        assert said(running.stdout)["active"] is True
        left = browser.led_to(running.stdout.readline().strip(), AFGEMELD)
        assert left == {"state": answer["state"]}
        type_in(running.stdin, "")
        assert said(running.stdout) == {"active": False}
        assert running.wait() == 0


def said(output: IO[str]) -> Any:
    """The next line, which is JSON."""
    return json.loads(output.readline())


def type_in(terminal: IO[str], line: str) -> None:
    """Type a line."""
    terminal.write(f"{line}\n")
    terminal.flush()


def asked(address: str) -> dict[str, str]:
    """What an address asks."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
