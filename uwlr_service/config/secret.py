"""The secret that the service makes for itself where UWLR_SECRET is not set, in a file of its owner alone."""

import os
import secrets
import stat
from pathlib import Path

from uwlr_service import private
from uwlr_service.config.values import SECRET_LENGTH, ConfigFout

UNSET = "UWLR_SECRET is niet gezet, en"
LARGEST = 4096
"""Bytes that are read of the file."""


def kept_secret(path: Path) -> bytes:
    """The secret in a file; made at the first call, also when several processes make that call at once.

    The first process links a finished file into place, so nobody ever reads a half-written one. Raises
    ConfigFout.
    """
    try:
        if not path.exists():
            _make(path)
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):  # a pipe would keep us waiting, and a device would not end
            raise ConfigFout(f"{UNSET} {path} is geen gewoon bestand.")
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("ascii").strip()
    except (OSError, UnicodeError) as error:
        raise ConfigFout(f"{UNSET} {path} kan niet worden gebruikt: {error}.") from error
    if mode & private.OTHERS:
        raise ConfigFout(f"{UNSET} {path} staat open voor anderen dan de eigenaar: chmod 600 {path}.")
    if len(text) < SECRET_LENGTH:
        raise ConfigFout(f"{UNSET} {path} bevat minder dan {SECRET_LENGTH} tekens.")
    return text.encode()


def secret_made_before(path: Path) -> bytes | None:
    """The secret in a file, or None if there is no file yet. Raises ConfigFout.

    Read with the settings, so that what is wrong with the file is reported at once and not at the first call.
    """
    return kept_secret(path) if path.exists() else None


def _make(path: Path) -> None:
    private.make_folder(path.parent)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SECRET_LENGTH) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # unlike a rename, this refuses when another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
