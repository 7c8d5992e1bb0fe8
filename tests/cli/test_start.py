"""A help page is there at once: it loads none of the libraries that only a command that runs needs."""

import json
import subprocess
import sys

import click
import pytest

from tests.support.commands import COMMANDS, words
from uwlr_service.cli.root import COMMANDS as ENTRIES
from uwlr_service.cli.root import main

HEAVY = {
    *("alembic", "cryptography", "flask", "fsspec", "gunicorn", "huey", "joserfc", "lxml", "procrastinate"),
    *("psycopg", "requests", "spyne", "sqlalchemy", "structlog", "xmlschema", "zeep"),
}
OURS = {
    f"uwlr_service.{room}" for room in ("diensten", "formats", "repository", "uitwisseling", "web", "soap")
}
PROBE = """
import json, sys
from uwlr_service.cli import main
try:
    main([*sys.argv[1:], "--help"])
except SystemExit as end:
    assert end.code == 0
json.dump(sorted(sys.modules), sys.stderr)
"""
LIMIT = 80 - 2 - 6 - max(map(len, ENTRIES))
"""What a terminal of 80 columns leaves for a short help of the first list."""


@pytest.mark.parametrize("path", COMMANDS, ids=words)
def test_help_loads_no_library_of_a_command(path: tuple[str, ...]) -> None:
    probe = [sys.executable, "-c", PROBE, *path]
    result = subprocess.run(probe, capture_output=True, text=True, check=True)
    loaded = set(json.loads(result.stderr))
    assert loaded & (HEAVY | OURS) == set()


@pytest.mark.parametrize("name", ENTRIES)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert ENTRIES[name].short_help == command.get_short_help_str(LIMIT)
