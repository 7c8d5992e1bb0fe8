"""The ``uwlr`` command, on a migrated SQLite database of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import schoolgegevens
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database


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
    args = ("--klantnaam", "Uitgeverij", "--klantcode", "U1", "--school", school, "--gegevensset", "volledig")
    printed: dict[str, Any] = uwlr.json("koppeling", "add", *args)
    return printed
