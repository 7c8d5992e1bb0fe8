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
    *("opentelemetry", "psycopg", "requests", "spyne", "sqlalchemy", "structlog", "xmlschema", "zeep"),
}
OURS = {
    f"uwlr_service.{room}" for room in ("diensten", "formats", "repository", "uitwisseling", "web", "soap")
}
PROBE = """
import json, sys
from uwlr_service.cli import main
loaded = []
for path in json.loads(sys.argv[1]):
    try:
        main([*path, "--help"])
    except SystemExit as end:
        assert end.code == 0, path
    loaded.append(sorted(sys.modules))
json.dump(loaded, sys.stderr)
"""
"""Writes which modules are there after each help page; what one loads is there for all that follow."""
LIMIT = 80 - 2 - 6 - max(map(len, ENTRIES))
"""What a terminal of 80 columns leaves for a short help of the first list."""


def test_no_help_page_loads_a_library_of_a_command() -> None:
    probe = [sys.executable, "-c", PROBE, json.dumps(COMMANDS)]
    result = subprocess.run(probe, capture_output=True, text=True, check=True)
    loaded = [set(names) & (HEAVY | OURS) for names in json.loads(result.stderr)]
    too_heavy = {words(path): names for path, names in zip(COMMANDS, loaded, strict=True) if names}
    assert too_heavy == {}


@pytest.mark.parametrize("name", ENTRIES)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert ENTRIES[name].short_help == command.get_short_help_str(LIMIT)
