"""The file ``.env`` in the folder of a command: settings beside those of the environment."""

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from uwlr_service.config.values import ConfigFout
from uwlr_service.domain.oorzaak import oorzaak

PREFIX = "UWLR_"
LARGEST = 1024 * 1024
"""Bytes; a file with every setting has a few thousand."""
WRITERS = stat.S_IWGRP | stat.S_IWOTH
ROOT = 0
NUL = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dotenv:
    """What the file holds: the texts, and the line that each stands on. ``is_folder`` if it is none."""

    path: Path
    texts: Mapping[str, str]
    lines: Mapping[str, int]
    is_folder: bool = False


def read_dotenv(path: Path) -> Dotenv:
    """The values in the file; none if there is none. Raises ConfigFout if it cannot be read, or believed.

    Settings decide where pupil data lie and whom we believe, so whoever writes them runs the service.
    """
    path = path.absolute()
    if not _is_there(path):
        return Dotenv(path=path, texts={}, lines={})
    if path.is_dir():
        # A virtual environment often has this name.
        return Dotenv(path=path, texts={}, lines={}, is_folder=True)
    return _parsed(path, _decoded(path, _data(path)))


def _is_there(path: Path) -> bool:
    """Whether there may be a file; in a folder that this user cannot enter nobody can have meant one."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return False
    return True


def _data(path: Path) -> bytes:
    try:
        # A pipe or a device would keep us waiting.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise ConfigFout(f"{path} is niet te lezen: {_reason(error)}.") from error
    try:
        # Judged once it is open: nobody can put another file in its place in between.
        _require_own(path, os.fstat(handle))
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise ConfigFout(f"{path} is niet te lezen: {_reason(error)}.") from error
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise ConfigFout(f"{path} is groter dan {LARGEST} bytes.")
    return data


def _reason(error: OSError) -> str:
    return oorzaak(error) or type(error).__name__


def _decoded(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigFout(f"{path} is geen UTF-8 (regel {line}). Sla het op als UTF-8.") from error
    if NUL in text:
        line = text.count("\n", 0, text.index(NUL)) + 1
        raise ConfigFout(
            f"{path} is geen tekst in UTF-8: op regel {line} staat een nulteken, zoals in UTF-16."
            " Sla het op als UTF-8."
        )
    return text


def _parsed(path: Path, text: str) -> Dotenv:
    lines = {}
    for binding in parse_stream(StringIO(text)):
        statement = binding.original.string
        # The parser counts the empty lines before a statement as its beginning.
        before = statement[: len(statement) - len(statement.lstrip())]
        line = binding.original.line + before.count("\n")
        if binding.error or (binding.key and binding.key.startswith(PREFIX) and binding.value is None):
            raise ConfigFout(
                f"{path}, regel {line}, is niet te begrijpen: verwacht NAAM=waarde,"
                " en een waarde met aanhalingstekens ook aan het eind daarvan."
            )
        if binding.key:
            lines[binding.key] = line
    values = dotenv_values(stream=StringIO(text))
    return Dotenv(
        path=path, texts={name: text for name, text in values.items() if text is not None}, lines=lines
    )


def _require_own(path: Path, found: os.stat_result) -> None:
    """Raise ConfigFout unless it is a file that only its owner writes, and that is ours or of root."""
    if not stat.S_ISREG(found.st_mode):
        raise ConfigFout(f"{path} is geen gewoon bestand.")
    if found.st_uid not in (os.geteuid(), ROOT):
        raise ConfigFout(
            f"{path} is van een andere gebruiker, en wordt niet geloofd. Start de dienst in een andere map,"
            " of maak het bestand van wie de dienst start."
        )
    if found.st_mode & WRITERS:
        raise ConfigFout(
            f"{path} is ook door anderen te schrijven, en wordt niet geloofd: chmod go-w {path}."
        )
