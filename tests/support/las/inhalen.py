"""A file of a LAS that another one overtakes while it is read."""

import io
from collections.abc import Callable


class Overtaken(io.BytesIO):
    """The bytes of a file; at the first of them something else happens, once."""

    def __init__(self, content: bytes, first: Callable[[], object]) -> None:
        super().__init__(content)
        self._first: Callable[[], object] | None = first

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        first, self._first = self._first, None
        if first is not None:
            first()
        return super().read(size)
