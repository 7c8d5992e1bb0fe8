"""Where packages lie: a folder, or object storage, through fsspec."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from uwlr_service import private

DRAFT = ".draft"


class Opslag:
    """Files by name below one place; a file is there whole or not at all, and never changes."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._files: Any
        # A listing that is kept would hide what another worker published since.
        self._files, self._root = fsspec.core.url_to_fs(place, use_listings_cache=False)

    def publish(self, name: str, source: IO[bytes]) -> None:
        """Put a finished file under a name."""
        target = f"{self._root}/{name}"
        source.seek(0)
        if isinstance(self._files, LocalFileSystem):
            _publish_local(source, Path(self._root), Path(target))
            return
        out = self._files.open(target, "wb", autocommit=False)  # else closing it halfway would publish it
        try:
            with out:
                shutil.copyfileobj(source, out)
        except BaseException:
            out.discard()
            raise
        out.commit()

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Read a file. Raises FileNotFoundError when it is not there."""
        with self._files.open(f"{self._root}/{name}", "rb") as file:
            yield file

    def names(self) -> Iterator[str]:
        """The names of all files."""
        for path in self._files.find(self._root):
            yield str(path).removeprefix(f"{self._root}/")

    def remove(self, name: str) -> bool:
        """Remove a file; False when it was not there."""
        path = f"{self._root}/{name}"
        if not self._files.exists(path):  # S3 says the same whether there was a file to remove or not
            return False
        with suppress(FileNotFoundError):
            self._files.rm_file(path)
        return True

    def remove_others(self, name: str, prefix: str) -> int:
        """Remove unfinished files beside a file, and others whose names begin like this.

        Returns how many of the latter there were.
        """
        folder, _, own = name.rpartition("/")
        others = 0
        for path in self._files.ls(f"{self._root}/{folder}", detail=False):
            other = path.rpartition("/")[2]
            if other != own and (other.startswith(prefix) or other.endswith(DRAFT)):
                self.remove(f"{folder}/{other}")
                others += other.startswith(prefix)
        return others


def _publish_local(source: IO[bytes], root: Path, target: Path) -> None:
    """Copy beside the target, flush to the disk, rename: no reader ever sees half a file.

    The folder is flushed too: without that a power cut can undo the rename after it was confirmed.
    """
    private.make_folder(target.parent)
    _shut_between(root, target)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=DRAFT)
    try:
        with os.fdopen(handle, "wb") as out:
            shutil.copyfileobj(source, out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _shut_between(root: Path, target: Path) -> None:
    """Shut the folders that a package lies in: those of before followed the umask."""
    for folder in target.parents:
        if folder == root:
            return
        if private.is_open(folder):
            private.shut(folder)
