"""The memory of a process: facts of the database that never change there, and so are never stale."""

import threading
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

MOST_REMEMBERED = 10_000
AGREEMENTS = 100_000
"""Room for the agreements of a whole country, where each of 6,000 schools has one in each of its links.

In a smaller memory every school would push out the others, and each call would ask the database again.
"""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memory(Generic[Key, Value]):
    """A bounded memory, safe to use from several threads; when it is full it starts again."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._values: dict[Key, Value] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """The value that is remembered under a key; None if there is none."""
        # Without the lock: reading a dict is one step. A value that is being added right now may be missed,
        # and then the caller asks the database once more.
        return self._values.get(key)

    def add(self, values: Mapping[Key, Value]) -> None:
        """Remember more."""
        with self._lock:
            if len(self._values) > self._most:
                self._values.clear()
            self._values.update(values)
