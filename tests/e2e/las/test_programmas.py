"""The programs of docs/las.rst, as they stand there: each brings a school and takes its results over."""

import subprocess
import uuid
from pathlib import Path

import pytest
from docutils import nodes

from tests.support.documentatie.documents import doctree
from tests.support.partners.handelenden import DOOR
from tests.support.places import ROOT
from tests.support.publishers import RESULTS, Publishers
from tests.support.schools.builders import JAAR, SCHOOL
from tests.support.servers.uwlr import Server
from tests.support.toolkits import COMMANDS, FIRST_LINE, SHORT_RUNS, tool
from uwlr_service.domain.las.las import client_id
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.las.sleutels import Lassleutelbeheer

pytestmark = pytest.mark.e2e

PAGE = ROOT / "docs" / "las.rst"
PATIENCE = 120
MESSAGES = 3
PROGRAMS = {
    "las.sh": ("bash", "curl", "jq", "openssl", "gzip"),
    "Las.java": ("java",),
    "las.php": ("php",),
}
"""Each program with the tools that it wants, of which the first runs it."""
PACKAGES = {"java": "openjdk-17-jdk-headless", "php": "php-cli", "xxd": "xxd"}


def blocks(language: str) -> list[str]:
    """The blocks of the page in a language."""
    page = doctree(PAGE)
    return [block.astext() for block in page.findall(nodes.literal_block) if language in block["classes"]]


def programs() -> dict[str, str]:
    """The programs of the page, by the name that their first line gives."""
    named = {}
    for block in doctree(PAGE).findall(nodes.literal_block):
        first = FIRST_LINE.match(block.astext().partition("\n")[0])
        if first is not None:
            named[first[1]] = block.astext()
    return named


class Aansluiting:
    """A LAS at a server, in a folder with its key, the file of a school, and a program."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.folder = folder
        for name in ("openssl", "xxd"):
            tool(name, PACKAGES.get(name, name))
        (make_keys,) = blocks(COMMANDS)
        self._bash(make_keys)
        register = Lasregister(server.database)
        self.las = register.add(f"Ons LAS {uuid.uuid4().hex}", [SCHOOL], alle_scholen=False, door=DOOR).las
        public = (folder / "openbaar.json").read_bytes()
        Lassleutelbeheer(server.database).add_jwks(self.las.id, public, door=DOOR)
        document = b"".join(server.invoer.write_out(SCHOOL, Schooljaar(JAAR), "2.1"))
        (folder / "school.xml").write_bytes(document.replace(b">Sanne<", b">Sara<"))

    def run(self, program: str, *, school: str = "99XX-16") -> subprocess.CompletedProcess[str]:
        """Run a program of the page."""
        (self.folder / program).write_text(programs()[program] + "\n", encoding="utf-8")
        for name in PROGRAMS[program]:
            tool(name, PACKAGES.get(name, name))
        options = SHORT_RUNS.split() if program.endswith(".java") else []
        arguments = [self.server.url, client_id(self.las.id), "sleutel.pem", school, JAAR, "school.xml"]
        return subprocess.run(
            [PROGRAMS[program][0], *options, program, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def _bash(self, commands: str) -> None:
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self.folder,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )

    def results(self) -> str:
        """What the program kept."""
        return (self.folder / "resultaten.jsonl").read_text(encoding="utf-8")


@pytest.fixture
def aansluiting(fresh: Server, tmp_path: Path) -> Aansluiting:
    return Aansluiting(fresh, tmp_path)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_of_the_page_does_what_it_says(
    aansluiting: Aansluiting, uitgifte: Uitgifte, program: str
) -> None:
    server = aansluiting.server
    with Publishers(server.url, uitgifte.sleutel, MESSAGES, senders=1) as load:
        pass
    keys = {f"{name}-{part}" for name in load.confirmed for part in range(RESULTS)}
    assert len(keys) == MESSAGES * RESULTS

    done = aansluiting.run(program)
    assert done.returncode == 0, done.stderr
    assert '"gewijzigd"' in done.stdout
    exported = b"".join(server.invoer.write_out(SCHOOL, Schooljaar(JAAR), "2.1"))
    assert b">Sara<" in exported
    assert b">Sanne<" not in exported
    kept = aansluiting.results()
    assert all(kept.count(f'"{key}"') == 1 for key in keys)

    again = aansluiting.run(program)
    assert again.returncode == 0, again.stderr
    assert '"gelijk"' in again.stdout
    assert aansluiting.results() == kept


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_of_the_page_tells_what_is_wrong(aansluiting: Aansluiting, program: str) -> None:
    done = aansluiting.run(program, school="99XY-00")
    assert done.returncode != 0
    assert "404" in done.stderr
    assert "urn:uwlr-service:probleem:niet-gevonden" in done.stderr
    assert not (aansluiting.folder / "cursor").exists()


def test_every_program_of_the_page_is_run_here_but_one() -> None:
    assert programs().keys() - PROGRAMS.keys() == {"Las.cs"}


@pytest.mark.parametrize("program", [*PROGRAMS, "Las.cs"])
def test_a_program_is_small(program: str) -> None:
    assert len(programs()[program].splitlines()) <= 90
