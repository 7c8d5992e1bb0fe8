"""A page of the documentation, done as its reader does it: its blocks, in a folder with nothing else."""

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree

from tests.support.places import ROOT

PATIENCE = 120
PROMPT = "$ "


@dataclass(frozen=True)
class Block:
    """A block of a page: its language, and its text as it is printed."""

    language: str
    text: str

    def commands(self) -> str:
        """What the reader types, without the prompts: a script for the shell."""
        return "\n".join(line.removeprefix(PROMPT) for line in self.text.splitlines())


def blocks(path: Path) -> list[Block]:
    """The blocks of code on a page, in its order."""
    document = publish_doctree(
        path.read_text(encoding="utf-8"),
        source_path=str(path),
        settings_overrides={"report_level": 2, "halt_level": 2},
    )
    return [
        Block(next((name for name in block["classes"] if name != "code"), ""), block.astext())
        for block in document.findall(nodes.literal_block)
    ]


class Reader:
    """Somebody at a shell, with ``uwlr`` and ``python3`` on the PATH and none of our settings.

    ``instead`` are words of the page and what the reader puts in their place; ``environ`` the settings.
    """

    def __init__(self, folder: Path, **environ: str) -> None:
        self.folder = folder
        self.instead: dict[str, str] = {}
        programs = folder / ".programs"
        programs.mkdir()
        python = f"exec {shlex.quote(sys.executable)}"
        # No link: that would not know its virtual environment, and so not what is installed there.
        _add_program(programs / "python3", f'{python} "$@"')
        module = f'export PYTHONPATH={shlex.quote(str(ROOT))}\n{python} -m uwlr_service.cli "$@"'
        _add_program(programs / "uwlr", module)
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
        self._environ = inherited | environ | {"PATH": f"{programs}:{os.environ['PATH']}"}

    def write(self, name: str, text: str) -> None:
        """Keep a block as a file."""
        (self.folder / name).write_text(self._filled(text), encoding="utf-8")

    def types(self, commands: str, exit_code: int = 0) -> str:
        """Run commands in one shell that stops at the first that fails; gives what they print."""
        done = subprocess.run(
            [shutil.which("bash") or "sh", "-e", "-c", self._filled(commands)],
            cwd=self.folder,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == exit_code, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def _filled(self, text: str) -> str:
        for said, meant in self.instead.items():
            text = text.replace(said, meant)
        return text


def _add_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
