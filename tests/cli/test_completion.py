"""Completion in Bash: a script in any case, and in Dutch when it may not work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = "import sys; from uwlr_service.cli import main; main(prog_name='uwlr')"


def completed(folder: Path) -> "subprocess.CompletedProcess[str]":
    environ = os.environ | {"PATH": str(folder), "_UWLR_COMPLETE": "bash_source"}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environ, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("5 2", ""),
        ("4 4", ""),
        ("3 2", "Aanvullen met Tab werkt vanaf Bash 4.4; deze Bash is ouder."),
        ("anders", "De versie van Bash is hier niet te zien."),
        ("", "De versie van Bash is hier niet te zien."),
    ],
)
def test_the_version_of_bash_is_judged_in_dutch(tmp_path: Path, version: str, says: str) -> None:
    bash = tmp_path / "bash"
    bash.write_text(f"#!/bin/sh\necho {version}\n")
    bash.chmod(0o755)
    result = completed(tmp_path)
    assert "_uwlr_completion()" in result.stdout
    assert (result.returncode, bool(result.stderr)) == (0, bool(says))
    assert result.stderr.startswith(says)


def test_a_machine_without_bash_gets_the_script_and_a_dutch_sentence(tmp_path: Path) -> None:
    result = completed(tmp_path)
    assert "_uwlr_completion()" in result.stdout
    assert result.stderr.startswith("De versie van Bash is hier niet te zien.")
