"""Completion in a shell: what click says of it, in Dutch."""

import shutil
import subprocess

from click.shell_completion import BashComplete, ShellComplete, add_completion_class

from uwlr_service.cli.output import say

OLDEST = (4, 4)
"""The first version of Bash that the script of click works in."""
ASK_VERSION = 'echo "${BASH_VERSINFO[0]} ${BASH_VERSINFO[1]}"'


class _DutchBash(BashComplete):
    def source(self) -> str:
        version = _version_of_bash()
        if version is None:
            say("De versie van Bash is hier niet te zien. Aanvullen met Tab werkt misschien niet.")
        elif version < OLDEST:
            say("Aanvullen met Tab werkt vanaf Bash 4.4; deze Bash is ouder.")
        return ShellComplete.source(self)  # that of Bash says the same in English


def _version_of_bash() -> tuple[int, ...] | None:
    bash = shutil.which("bash")
    if bash is None:
        return None
    command = [bash, "--norc", "-c", ASK_VERSION]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout  # noqa: S603  (fixed words)
    try:
        return tuple(int(number) for number in output.split()) or None
    except ValueError:
        return None


def speak_dutch() -> None:
    """Let completion in Bash say in Dutch when it may not work."""
    add_completion_class(_DutchBash)
