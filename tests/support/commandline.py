"""The ``uwlr`` command inside this process, on a database of its own."""

import json
import logging
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from uwlr_service.cli import main


class Uwlr:
    """Runs commands; what a command wrote is in ``stdout`` and ``stderr`` of the result."""

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        self.folder = folder
        self.database_url = database_url or f"sqlite:///{folder / 'uwlr.sqlite'}"
        # Without the COLUMNS of the person who runs the tests: a width is what a test gives.
        self._environ = {
            "UWLR_VAR": str(folder / "var"),
            "UWLR_DATABASE_URL": self.database_url,
            "COLUMNS": None,
        }

    def __call__(self, *args: str | Path, **environ: str) -> Result:
        log = logging.getLogger("uwlr_service")
        handlers, log.handlers = log.handlers, []  # an application of this process may have set up a log
        try:
            result = CliRunner().invoke(main, [str(arg) for arg in args], env=self._environ | environ)
        finally:
            log.handlers = handlers
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def good(self, *args: str | Path, **environ: str) -> Result:
        """Run a command that must succeed."""
        result = self(*args, **environ)
        assert result.exit_code == 0, result.stderr
        return result

    def json(self, *args: str | Path, exit_code: int = 0, **environ: str) -> Any:
        """What a command says to a program: all of its standard output."""
        result = self(*args, "--json", **environ)
        assert result.exit_code == exit_code, result.stderr
        return json.loads(result.stdout_bytes.decode("utf-8"))

    def refused(self, *args: str | Path, exit_code: int = 1, **environ: str) -> str:
        """The one line about a command that must fail, which writes nothing else."""
        result = self(*args, **environ)
        assert (result.exit_code, result.stdout) == (exit_code, "")
        lines = result.stderr.splitlines()
        assert lines[-1].startswith("Fout: ")
        return lines[-1].removeprefix("Fout: ")
