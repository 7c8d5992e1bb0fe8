"""Whether what the service keeps stands open for others; what is surely its own, it shuts."""

from collections.abc import Iterator
from pathlib import Path

from uwlr_service import private
from uwlr_service.config import Settings

SQLITE = "sqlite:///"
OWN_NAMES = ("uwlr.sqlite", "secret", "journaal.jsonl", "leveringen", "metrics")
"""By these a folder is known as one of ours: UWLR_VAR may name any folder, also one that others need."""


def secure(settings: Settings) -> tuple[str, ...]:
    """What an operator must hear of files and folders that were open, or still are; nothing if none was."""
    return tuple(_sentences(settings))


def _sentences(settings: Settings) -> Iterator[str]:
    if private.is_open(settings.var):
        is_own = any((settings.var / name).exists() for name in OWN_NAMES)
        yield _shut(settings.var) if is_own else _told(settings.var, private.FOLDER)
    opslag = Path(settings.opslag)
    if "://" not in settings.opslag and private.is_open(opslag):
        is_own = opslag.parent == settings.var
        yield _shut(opslag) if is_own else _told(opslag, private.FOLDER)
    for path in _files(settings):
        # A file by itself is nobody else's business, so only one that stays open is told of.
        if private.is_open(path) and not private.shut(path):
            yield _told(path, private.FILE)


def _files(settings: Settings) -> Iterator[Path]:
    yield settings.journal
    if settings.database_url.startswith(SQLITE):
        database = settings.database_url.removeprefix(SQLITE).partition("?")[0]
        if database and not database.startswith(":"):
            yield from (Path(f"{database}{behind}") for behind in ("", "-wal", "-shm"))


def _shut(folder: Path) -> str:
    if private.shut(folder):
        return f"{folder} stond open voor anderen, en is nu alleen van de eigenaar."
    return _told(folder, private.FOLDER)


def _told(path: Path, mode: int) -> str:
    return f"{path} staat open voor anderen dan de eigenaar: chmod {mode:o} {path}"
