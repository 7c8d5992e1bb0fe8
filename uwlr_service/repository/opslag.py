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


class Opslag:
    """Files by name below one place; a file is there whole or not at all, and never changes."""

    def __init__(self, place: str) -> None:
        self._files: Any
        self._files, self._root = fsspec.core.url_to_fs(place)

    def publish(self, name: str, source: Path) -> None:
        """Put a finished file under a name."""
        target = f"{self._root}/{name}"
        if isinstance(self._files, LocalFileSystem):
            _publish_local(source, Path(target))
        else:
            self._files.put_file(str(source), target)

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Read a file; FileNotFoundError when it is not there."""
        with self._files.open(f"{self._root}/{name}", "rb") as file:
            yield file

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{name}")


def _publish_local(source: Path, target: Path) -> None:
    """Copy beside the target, flush to the disk, rename: no reader ever sees half a file."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".draft")
    try:
        with os.fdopen(handle, "wb") as out, source.open("rb") as content:
            shutil.copyfileobj(content, out)
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
