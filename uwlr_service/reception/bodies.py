"""The body of a request: in memory, in a file when it is large, or broken off."""

import io
import tempfile
from contextlib import suppress
from typing import IO, NoReturn

from uwlr_service.reception import limits


class Spool:
    """Gathers a body; closing it forgets a file that nobody asked for."""

    def __init__(self) -> None:
        self.size = 0
        self._memory = bytearray()
        self._file: IO[bytes] | None = None

    @property
    def in_memory(self) -> int:
        """Bytes that are kept in memory."""
        return len(self._memory)

    @property
    def on_disk(self) -> int:
        """Bytes that are kept in a file."""
        return self.size - len(self._memory)

    def write(self, piece: bytes | bytearray) -> None:
        """Add a piece. Raises OSError when the disk is full."""
        self.size += len(piece)
        if self._file is None and self.size > limits.BODY_IN_MEMORY:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
            self._file.write(self._memory)
            self._memory = bytearray()
        if self._file is None:
            self._memory += piece
        else:
            self._file.write(piece)

    def stream(self) -> IO[bytes]:
        """What was gathered, from its beginning."""
        if self._file is None:
            return io.BytesIO(self._memory)
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Forget it."""
        if self._file is not None:
            with suppress(OSError):  # the disk is full, and nobody asks for the rest
                self._file.close()


class BrokenBody(io.RawIOBase):
    """Stands for a body that did not come in whole: whoever reads it gets an OSError that says so."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self._reason = reason

    def readable(self) -> bool:
        """It can be asked."""
        return True

    def readinto(self, buffer: object) -> NoReturn:
        """Raises ConnectionAbortedError, as does every other way of reading."""
        raise ConnectionAbortedError(self._reason)

    def read(self, size: int = -1) -> NoReturn:
        """Raises ConnectionAbortedError, whatever is asked for."""
        raise ConnectionAbortedError(self._reason)
