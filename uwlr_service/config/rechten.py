"""Whether what the service keeps stands open for others; what is surely its own, it shuts."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from uwlr_service import private
from uwlr_service.config import Settings

SQLITE = "sqlite:///"
OWN_NAMES = re.compile(
    r"uwlr\.sqlite.*|\.?secret.*|\.?journaal\.jsonl.*|leveringen|metrics|nachten|taken\.sqlite.*|demo|backups?"
)
"""What the service makes in UWLR_VAR, which may name any folder: also one that others need to get into."""
BEGINNINGS = (b"SQLite format 3\0", b'{"journaal"')
"""By these a file is known as one of ours, for the settings may name any file too."""


def secure(settings: Settings) -> tuple[str, ...]:
    """What an operator must hear of files and folders that were open, or still are; nothing if none was."""
    return tuple(_sentences(settings))


def stands_open(settings: Settings) -> tuple[tuple[Path, int], ...]:
    """What stands open, with the mode that it should have; changes nothing."""
    folders = [settings.var]
    if "://" not in settings.opslag:
        folders.append(Path(settings.opslag))
    files = [path for path in _files(settings) if _is_ours(path)]
    wanted = [*((path, private.FOLDER) for path in folders), *((path, private.FILE) for path in files)]
    return tuple((path, mode) for path, mode in wanted if private.is_open(path))


def _sentences(settings: Settings) -> Iterator[str]:
    if private.is_open(settings.var):
        is_own = _holds_only_ours(settings.var)
        yield _shut(settings.var) if is_own else _told(settings.var, private.FOLDER)
    opslag = Path(settings.opslag)
    if "://" not in settings.opslag and private.is_open(opslag):
        is_own = opslag.parent == settings.var
        yield _shut(opslag) if is_own else _told(opslag, private.FOLDER)
    for path in _files(settings):
        # A file by itself is nobody else's business, so only one that stays open is told of.
        if private.is_open(path) and _is_ours(path) and not private.shut(path):
            yield _told(path, private.FILE)


def _holds_only_ours(folder: Path) -> bool:
    names = os.listdir(folder) if os.access(folder, os.R_OK | os.X_OK) else ()
    return bool(names) and not os.path.ismount(folder) and all(map(OWN_NAMES.fullmatch, names))


def _is_ours(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            beginning = file.read(max(map(len, BEGINNINGS)))
    except OSError:
        return False
    return beginning.startswith(BEGINNINGS)


def _files(settings: Settings) -> Iterator[Path]:
    yield settings.journal
    if settings.database_url.startswith(SQLITE):
        database = settings.database_url.removeprefix(SQLITE).partition("?")[0]
        if database and not database.startswith(":"):
            yield Path(database)


def _shut(folder: Path) -> str:
    if private.shut(folder):
        return f"{folder} stond open voor anderen, en is nu alleen van de eigenaar."
    return _told(folder, private.FOLDER)


def _told(path: Path, mode: int) -> str:
    return f"{path} staat open voor anderen dan de eigenaar: chmod {mode:o} {path}"
