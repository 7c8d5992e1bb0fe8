"""Secrets in files: ``UWLR_SECRET_FILE`` names the file with what ``UWLR_SECRET`` would say.

So what starts containers hands secrets over: as a file that is mounted, and in no environment.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from uwlr_service.config.values import ConfigFout
from uwlr_service.domain.oorzaak import oorzaak

SUFFIX = "_FILE"
SECRETIVE = (
    "UWLR_SECRET",
    "UWLR_SECRET_OLD",
    "UWLR_DATABASE_URL",
    "UWLR_DATABASE_DIRECT_URL",
    "UWLR_DATABASE_REPLICA_URL",
    "UWLR_SMTP_URL",
)
"""The settings that may hold a secret or a password."""
NAMES = {f"{name}{SUFFIX}": name for name in SECRETIVE}
LARGEST = 4096
"""Bytes that such a file may have."""


def named_files(texts: Mapping[str, str]) -> dict[str, Path]:
    """The file of each setting that has one. Raises ConfigFout if a setting is given in both ways."""
    files = {name: Path(texts[of_file]).absolute() for of_file, name in NAMES.items() if of_file in texts}
    for name in files:
        if name in texts:
            raise ConfigFout(f"{name} en {name}{SUFFIX} zijn allebei gezet: haal er één weg.")
    return files


def read_file(name: str, path: Path) -> str:
    """What the file of a setting says, stripped. Raises ConfigFout, which quotes nothing of it."""
    told = f"{name}{SUFFIX} noemt {path}, en dat"
    try:
        # A pipe or a device would keep us waiting.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ConfigFout(f"{told} is geen gewoon bestand.")
            data = file.read(LARGEST + 1)
    except OSError as error:
        reason = oorzaak(error) or type(error).__name__
        raise ConfigFout(f"{told} is niet te lezen: {reason}.") from error
    if len(data) > LARGEST:
        raise ConfigFout(f"{told} is groter dan {LARGEST} bytes.")
    try:
        text = data.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise ConfigFout(f"{told} is geen UTF-8.") from None
    if not text:
        raise ConfigFout(f"{told} is leeg.")
    return text
