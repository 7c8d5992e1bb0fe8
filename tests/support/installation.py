"""An installation as its operator has it: settings, the ``uwlr`` command, backups, and the way back."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import Result
from sqlalchemy import make_url

from tests.support.commandline import Uwlr
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten


class Installation:
    """One database with its folder; the server and the partners of a test use the same settings."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        self.var = folder / "var"
        self.environ = {"UWLR_DATABASE_URL": url, "UWLR_VAR": str(self.var)}
        self._uwlr = Uwlr(folder)

    @contextmanager
    def diensten(self) -> Iterator[Diensten]:
        """The use cases, as a command has them; every decision is journalled."""
        opened = Diensten.open(Settings.from_environment(self.environ))
        try:
            yield opened
        finally:
            opened.close()

    def uwlr(self, *args: str | Path, exit_code: int = 0) -> Result:
        """Run a command that must end like this."""
        result = self._uwlr(*args, **self.environ)
        assert result.exit_code == exit_code, result.stderr
        return result

    def json(self, *args: str | Path) -> Any:
        """What a command says to a program."""
        return json.loads(self.uwlr(*args, "--json").stdout_bytes)

    def backup(self) -> Path:
        """Make a backup; returns its folder."""
        return Path(self.json("db", "backup", "--to", self.folder / "backups")["map"])

    def restore(self, backup: Path) -> None:
        """Put the database back by the one command that docs/operate.rst has for it."""
        address = make_url(self.url)
        if address.get_backend_name() == "sqlite":
            command = ["sqlite3", str(address.database), f".restore '{backup / 'uwlr.sqlite'}'"]
        else:
            dump = str(backup / "uwlr.dump")
            command = ["pg_restore", "--clean", "--create", "--dbname=postgres", dump]
        where = {"PGHOST": address.host, "PGPORT": str(address.port), "PGUSER": address.username}
        known = {name: value for name, value in where.items() if value}
        subprocess.run(command, check=True, env={**os.environ, **known}, capture_output=True)
