"""Files and folders that nobody but their owner gets into, whatever the umask of whoever starts a process.

What the service keeps is about pupils, or opens what is.
"""

import os
import stat
from pathlib import Path

FOLDER = 0o700
FILE = 0o600
OTHERS = 0o077
"""The bits of a mode that let anybody but the owner in."""


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing. Raises OSError.

    ``Path.mkdir`` gives its mode to the last one only; those above it follow the umask.
    """
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(mode=FOLDER, exist_ok=True)


def is_open(path: Path) -> bool:
    """Whether others may get in; what is not there is not open."""
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False


def shut(path: Path) -> bool:
    """Take the rights of others away; False if that is not ours to do.

    A folder with the sticky bit, such as ``/tmp``, is meant for everybody; a link leads to what somebody else
    may need.
    """
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            return False
        if found.st_uid != os.geteuid() or found.st_mode & stat.S_ISVTX:
            return False
        path.chmod(FOLDER if stat.S_ISDIR(found.st_mode) else FILE)
    except OSError:
        return False
    return True
