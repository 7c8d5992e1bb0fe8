"""The program that was released last, out of the history, on the tables of the present one.

0.2.0 is from before migrations said what kind they are, and takes no newer database: it must say so, and
change nothing. The release after it is the first that goes on. Name its commit here then, and let it do what
``test_naast_elkaar.py`` has the present program do.
"""

from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.uitgave.programma import Programma
from uwlr_service.repository.applied import newest_migration
from uwlr_service.repository.database import Database

pytestmark = pytest.mark.e2e
RELEASED = "171408c35d69f5df5094d13ae184b089632e2873"
"""0.2.0."""


@pytest.fixture(scope="module")
def vorige(tmp_path_factory: pytest.TempPathFactory) -> Programma:
    """The program of the last release."""
    programma = Programma.of_history(RELEASED, tmp_path_factory.mktemp("vorige"))
    if programma is None:
        pytest.skip("this checkout has no history that goes back to the last release")
    return programma


@pytest.mark.parametrize("command", [("serve",), ("koppeling", "list"), ("db", "upgrade")], ids=" ".join)
def test_it_says_that_it_cannot_go_on(
    vorige: Programma, command: tuple[str, ...], migrated_sqlite: Path, tmp_path: Path
) -> None:
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{path}"
    said = vorige.uwlr(*command, exit_code=1, UWLR_DATABASE_URL=url)
    assert "De database is van een nieuwere versie" in said
    assert "Traceback" not in said
    database = Database.open(url)
    with database.read() as connection:
        assert connection.scalar(text("select version_num from alembic_version")) == newest_migration()
    database.close()
