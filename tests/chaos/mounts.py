"""Disks of this machine's memory, that can be full or for reading only; only root may have them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.outcome import NotPossible

BLOCK = 1 << 16


class Disk:
    """A small file system; only ``mounted`` makes one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        """Take all room that is left."""
        with self._ballast.open("ab", buffering=0) as ballast:
            size = BLOCK
            while size:
                try:
                    ballast.write(bytes(size))
                except OSError:
                    size //= 2

    def free(self) -> None:
        """Give the room back."""
        self._ballast.unlink()

    def read_only(self, *, on: bool) -> None:
        """Let nobody write any more, or again; nobody may have a file open."""
        _run("mount", "-o", f"remount,{'ro' if on else 'rw'}", str(self.folder))


@contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Disk]:
    """A disk until the end of the block. Raises NotPossible where nothing can be mounted."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        raise NotPossible("only root can mount a small disk")
    folder.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(folder))
    try:
        yield Disk(folder)
    finally:
        _run("umount", str(folder))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NotPossible(f"this machine refuses it: {done.stderr.strip()}")
