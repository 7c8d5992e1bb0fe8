"""Where the service keeps what, on the disks of this machine."""

from collections.abc import Iterator
from pathlib import Path

from uwlr_service.config import Settings

SQLITE = "sqlite:///"


def database_file(settings: Settings) -> Path | None:
    """The file of SQLite; None where the database has a server."""
    if not settings.database_url.startswith(SQLITE):
        return None
    return Path(settings.database_url.removeprefix(SQLITE).partition("?")[0]).absolute()


def folders(settings: Settings) -> Iterator[tuple[str, Path]]:
    """The folders that the service writes in, each with what it is called."""
    yield "UWLR_VAR", settings.var
    database = database_file(settings)
    if database is not None:
        yield "de database", database.parent
    yield "UWLR_JOURNAL", settings.journal.parent
    if "://" not in settings.opslag:
        yield "UWLR_OPSLAG", Path(settings.opslag).absolute()


def nearest(place: Path) -> Path:
    """A folder, or the first one above it that is there: what is missing is made in that one."""
    while not place.exists() and place != place.parent:
        place = place.parent
    return place
