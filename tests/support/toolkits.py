"""The examples of docs/toolkits.rst: written to a folder as the page gives them, and run there."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from tests.support.places import ROOT
from tests.support.schools.builders import JAAR, SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

PAGE = ROOT / "docs" / "toolkits.rst"
ADDRESS = "https://las.example"
SCHOOLJAAR = "2026-2027"
"""The address and the year that the page writes; a run puts those of its server there."""
COMMANDS = "shell"
FIRST_LINE = re.compile(r"(?:<\?php )?(?://|/\*|<!--|#) ([\w./-]+\.\w+)(?: \*/| -->)?$")
PATIENCE = 600
SHORT_RUNS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Settings of Java for programs that live for seconds: more compiling would take half of all their work."""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
OUT_OF_REACH = re.compile(
    r"Could not (?:resolve|transfer|find artifact)|could not be resolved|Unknown host"
    r"|npm (?:error|ERR!) code E(?:404|403|NOTFOUND|CONNREFUSED|CONNRESET|TIMEDOUT|AI_AGAIN)"
    r"|No matching distribution found|Could not find a version"
)
"""What Maven, npm and pip say when their registry has nothing for them, or cannot be reached."""


PULLED = [
    "leerling L1 Sanne Jansen",
    "leerling L2 Daan Çelik",
    "leerling L3 Zoë O'Brien",
    "geen wijzigingen",
    "groep G1 Groep 4",
    "groep G2 Groep 5",
    "leerling in groep: L1",
    "leerling in groep: L3",
    "leerkracht K1 Bos",
]
"""What an example that pulls prints of the small school, at once and in stages, before its fault."""
RECEIVED = "de resultaten zijn ontvangen"


def refused(line: str) -> bool:
    """Whether a line is the fault of the examples: a BRIN that is not one."""
    return "Client.OngeldigBericht" in line and "brincode" in line


def stored(server: Server, key: str) -> Regel:
    """The result that an example sent, as the school has it."""
    regels = Resultatenoverzicht(server.database).of_school(SCHOOL, Resultatenfilter())
    (regel,) = (regel for regel in regels if regel.resultaat.key == key)
    return regel


@dataclass(frozen=True)
class Block:
    """A code block of the page, under the heading of its toolkit."""

    heading: str
    language: str
    text: str

    @property
    def filename(self) -> str:
        """The path that its first line gives; empty for commands, which have none."""
        first = FIRST_LINE.match(self.text.partition("\n")[0])
        return first[1] if first and self.language != COMMANDS else ""


def heading_of(node: nodes.Node) -> str:
    """The title of the nearest section around a node."""
    section = node.parent
    while not isinstance(section, nodes.section):
        section = section.parent
    (title, *_) = section.findall(nodes.title)
    return title.astext()


@cache
def blocks() -> tuple[Block, ...]:
    """All code blocks of the page, in its order."""
    page = publish_doctree(PAGE.read_text(encoding="utf-8"))
    return tuple(
        Block(heading_of(block), block["classes"][-1], block.astext())
        for block in page.findall(nodes.literal_block)
    )


def tool(name: str, packages: str) -> str:
    """The path of a program; a machine without it skips the test."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"there is no {name} (Debian: {packages})")
    return path


class Example:
    """The blocks under some headings: files in a folder, and the commands that use them."""

    def __init__(self, folder: Path, address: str, sleutel: str, *headings: str) -> None:
        self.folder = folder
        self._sleutel = sleutel
        self._address = address
        self._chosen = [block for block in blocks() if block.heading in headings]

    def write(self, *, leave_out: Container[str] = (), versie: str = "2.2") -> None:
        """Write the files, for the WSDL of a version."""
        for block in self._chosen:
            if block.filename and block.filename not in leave_out:
                path = self.folder / block.filename
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(self._here(block.text, versie) + "\n", encoding="utf-8")

    def runs(self, versie: str = "2.2") -> Iterator[list[str]]:
        """Run each block of commands, in the order of the page; give the lines that it printed.

        Skips the test when the commands need what a registry does not give.
        """
        for block in self._chosen:
            if block.language == COMMANDS:
                yield self._run(self._here(block.text, versie))

    def _run(self, commands: str) -> list[str]:
        python = Path(sys.executable).parent
        ours = {
            "UWLR_SLEUTEL": self._sleutel,
            "PATH": f"{python}:{os.environ['PATH']}",
            "JAVA_TOOL_OPTIONS": SHORT_RUNS,
        }
        done = subprocess.run(
            ["bash", "-euc", commands],
            cwd=self.folder,
            env=os.environ | ours,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode != 0 and (missing := OUT_OF_REACH.search(done.stdout + done.stderr)):
            pytest.skip(f"a package cannot be had here: {missing[0]}")
        assert done.returncode == 0, done.stdout + done.stderr
        return COLOUR.sub("", done.stdout).splitlines()

    def _here(self, text: str, versie: str) -> str:
        """The text of a block, for this server."""
        year = JAAR.replace("-", " / ")
        text = text.replace(SCHOOLJAAR, JAAR).replace(SCHOOLJAAR.replace("-", " / "), year)
        if versie != "2.2":
            text = text.replace("/schemas/2.2/", f"/schemas/{versie}/").replace(
                "v2p2", "v" + versie.replace(".", "p")
            )
            text = text.replace("leerlinggegevens?wsdl", f"leerlinggegevens?wsdl&versie={versie}")
            text = text.replace('etXsdversie("2.2")', f'etXsdversie("{versie}")')
        return text.replace(ADDRESS, self._address)
