"""How long it takes to ask for help: the processor time of every ``uwlr ... --help``."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bench.report import Chapter, NotMeasured, Result
from bench.servers import ROOT, python
from uwlr_service.cli.root import main

MOST = 0.3
REPEATS = 3
SHOWN = 10

EXPLANATION = """\
Every command and every group is asked for its ``--help``, each time in a process of its own. The figure is
the processor time of that process, user and system, with Python's own start: the least of three. The slowest
are named.
"""

Command = tuple[str, ...]


def helps(_folder: Path) -> Chapter:
    """Measure the help of every command."""
    what = "help of the slowest command, processor time"
    target = f"under {MOST:g} s"
    try:
        taken = {path: min(_seconds(path) for _ in range(REPEATS)) for path in commands()}
    except NotMeasured as reason:
        return Chapter("Asking for help", EXPLANATION, [Result.missing(what, target, reason)])
    slowest = sorted(taken, key=lambda path: taken[path], reverse=True)[:SHOWN]
    most = taken[slowest[0]]
    measured = f"{most:.2f} s ({spelled(slowest[0])}), of {len(taken)} commands"
    print(f"  {what}: {measured}", flush=True)
    return Chapter(
        title="Asking for help",
        explanation=EXPLANATION,
        results=[Result(what, target, measured, most < MOST)],
        columns=("command", "seconds"),
        details=[(spelled(path), f"{taken[path]:.2f}") for path in slowest],
    )


def commands(command: click.Command = main, path: Command = ()) -> Iterator[Command]:
    """The words behind ``uwlr`` of every command and group, beginning with none for ``uwlr`` itself."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from commands(below, (*path, name))


def spelled(path: Sequence[str]) -> str:
    """As one types it."""
    return " ".join(("uwlr", *path, "--help"))


def _seconds(path: Command) -> float:
    """The processor time of one process; raises NotMeasured when it does not help."""
    process = subprocess.Popen(
        python("-m", "uwlr_service.cli", *path, "--help"),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise NotMeasured(f"{spelled(path)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime
