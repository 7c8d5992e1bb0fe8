"""The file ``.env`` in the folder of a command: settings beside those of the environment."""

import os
import stat
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from uwlr_service.config.values import ConfigFout

LARGEST = 1024 * 1024
"""Bytes; a file with every setting has a few thousand."""
WRITERS = stat.S_IWGRP | stat.S_IWOTH
ROOT = 0


def read_dotenv(path: Path) -> dict[str, str | None]:
    """The values in the file; none if there is none. Raises ConfigFout if it cannot be read, or believed.

    Settings decide where pupil data lie and whom we believe, so whoever writes them runs the service.
    """
    path = path.absolute()
    try:
        # A pipe or a device would keep us waiting.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigFout(f"{path} is niet te lezen: {error.strerror}.") from error
    try:
        # Judged once it is open: nobody can put another file in its place in between.
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            return {}  # a folder of that name is common, and means nothing
        _require_own(path, found)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise ConfigFout(f"{path} is niet te lezen: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigFout(f"{path} is geen UTF-8.") from error
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise ConfigFout(f"{path} is groter dan {LARGEST} bytes.")
    return dotenv_values(stream=StringIO(text))


def _require_own(path: Path, found: os.stat_result) -> None:
    """Raise ConfigFout unless it is a file that only its owner writes, and that is ours or of root."""
    if not stat.S_ISREG(found.st_mode):
        raise ConfigFout(f"{path} is geen gewoon bestand.")
    if found.st_uid not in (os.geteuid(), ROOT):
        raise ConfigFout(
            f"{path} is van een andere gebruiker, en wordt niet geloofd. Start de dienst in een andere map,"
            " of maak het bestand van wie haar start."
        )
    if found.st_mode & WRITERS:
        raise ConfigFout(
            f"{path} is ook door anderen te schrijven, en wordt niet geloofd: chmod go-w {path}."
        )
