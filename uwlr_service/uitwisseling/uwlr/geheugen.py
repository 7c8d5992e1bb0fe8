"""What a process remembers of the database: only facts that never change there, so never stale."""

import threading
from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

MOST_REMEMBERED = 10_000

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Geheugen(Generic[Key, Value]):
    """A bounded memory, safe to use from several threads; when it is full it starts again."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._values: dict[Key, Value] = {}
        self._lock = threading.Lock()

    def get(self, key: Key) -> Value | None:
        """What is remembered under a key; None if nothing is."""
        # Without the lock: reading a dict is one step, and a value that is just being added is looked up.
        return self._values.get(key)

    def add(self, values: Mapping[Key, Value]) -> None:
        """Remember more."""
        with self._lock:
            if len(self._values) > self._most:
                self._values.clear()
            self._values.update(values)
