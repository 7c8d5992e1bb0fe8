"""The ``uwlr`` command inside this process, on a migrated SQLite database of its own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import schoolgegevens
from click.testing import CliRunner, Result

from uwlr_service.cli import main
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database


class Uwlr:
    """Runs commands; what a command wrote is in ``stdout`` and ``stderr`` of the result."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_url = f"sqlite:///{folder / 'uwlr.sqlite'}"
        self._environ = {"UWLR_VAR": str(folder / "var"), "UWLR_DATABASE_URL": self.database_url}

    def __call__(self, *args: str | Path, **environ: str) -> Result:
        result = CliRunner().invoke(main, [str(arg) for arg in args], env=self._environ | environ)
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


@pytest.fixture
def empty_uwlr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Uwlr:
    """Commands before ``uwlr db upgrade``, in a folder without an ``.env``."""
    monkeypatch.chdir(tmp_path)
    return Uwlr(tmp_path)


@pytest.fixture
def uwlr(empty_uwlr: Uwlr, migrated_sqlite: Path) -> Uwlr:
    """Commands on a migrated database without any school."""
    (empty_uwlr.folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    return empty_uwlr


@pytest.fixture
def cli_database(uwlr: Uwlr) -> Iterator[Database]:
    """The database of the commands, to look behind them."""
    database = Database.open(uwlr.database_url)
    yield database
    database.close()


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """The small school as EDEXML."""
    path = tmp_path / "school.xml"
    path.write_bytes(b"".join(edexml.write(schoolgegevens())))
    return path


@pytest.fixture
def school(uwlr: Uwlr, bestand: Path) -> str:
    """The small school, imported; its code as people type it."""
    uwlr.good("edexml", "import", bestand)
    return "99XX/16"


@pytest.fixture
def koppeling(uwlr: Uwlr, school: str) -> dict[str, Any]:
    """A link with the small school, as ``koppeling add --json`` printed it."""
    args = ("--klantnaam", "Uitgeverij", "--klantcode", "U1", "--school", school)
    printed: dict[str, Any] = uwlr.json("koppeling", "add", *args)
    return printed
