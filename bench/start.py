"""Processor time of the command line before it does anything: its help pages."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bench.report import Chapter, Result
from uwlr_service.cli.root import main

ROUNDS = 5
HELP_SECONDS = 0.3

HELP = """\
``uwlr --help``, and the help page of every command, each in a process of its own: what the processor
spends on it from the start of Python to its end. Of each page the best of 5, because whatever else the
machine does only adds to it.
"""


def helps(_folder: Path) -> Chapter:
    """Measure every help page; the list of commands and the slowest of all are the figures."""
    seconds = {" ".join(("uwlr", *path)): _best(path) for path in _commands(main, ())}
    slowest = max(seconds, key=seconds.__getitem__)
    results = [
        _result("uwlr --help", seconds["uwlr"]),
        _result(f"the slowest help page ({slowest})", seconds[slowest]),
    ]
    return Chapter("The start of the command line", HELP, results)


def _result(what: str, seconds: float) -> Result:
    measured = f"{seconds:.2f} s"
    print(f"  {what}: {measured}", flush=True)
    return Result(what, f"under {HELP_SECONDS:g} s", measured, seconds < HELP_SECONDS)


def _commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name)


def _best(path: tuple[str, ...]) -> float:
    return min(_taken(path) for _ in range(ROUNDS))


def _taken(path: tuple[str, ...]) -> float:
    """The processor seconds of one process, in the program and in the system for it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    page = [sys.executable, "-m", "uwlr_service.cli", *path, "--help"]
    subprocess.run(page, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
