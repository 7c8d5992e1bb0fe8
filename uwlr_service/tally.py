"""Numbers that several processes count together, in memory that the first one makes and all of them see.

There are no files. So a disk that is full ends no process (a page of a mapped file that finds no room is a
SIGBUS), a second server has numbers of its own, and what a killed process leaves cannot be half written.

Each process counts in a place of its own. The place is handed on, with its numbers, to the process that comes
after one that ended: what was counted stays counted.
"""

import mmap
import struct
import threading

PLACE = 256 * 1024
"""Bytes for one process: some two thousand numbers. The system gives memory only to what is used of it."""
USED = struct.Struct("=q")
"""At the start of a place: how many bytes of it are in use."""
HEAD = struct.Struct("=di4x")
"""Before each key: the number, and the length of the key."""
ALIGNED = 8
"""A number that lies at a multiple of its own size is written in one go, also when the writer is killed."""


class Place:
    """The numbers of one process, by their keys. Only that process writes; all of them read."""

    def __init__(self, memory: mmap.mmap, start: int, size: int) -> None:
        self._memory = memory
        self._start = start
        self._size = size
        self._read_until = USED.size
        self._positions: dict[str, int] = {}

    def written(self) -> frozenset[str]:
        """Every key that has a number here by now."""
        self._read_on()
        return frozenset(self._positions)

    def value(self, key: str) -> float:
        """The number of a key; 0 if it has none here."""
        if key not in self._positions:
            self._read_on()
        position = self._positions.get(key)
        return 0.0 if position is None else self.read(position)

    def read(self, position: int) -> float:
        """The number at a position."""
        number: float = HEAD.unpack_from(self._memory, position)[0]
        return number

    def write(self, position: int, number: float) -> None:
        """Replace the number at a position."""
        struct.pack_into("=d", self._memory, position, number)

    def position(self, key: str) -> int | None:
        """Where the number of a key lies, which begins at 0; None if there is no room for another one."""
        self._read_on()
        if key in self._positions:
            return self._positions[key]
        data = key.encode()
        used = self._used()
        end = used + HEAD.size + _aligned(len(data))
        if end > self._size:
            return None
        position = self._start + used
        HEAD.pack_into(self._memory, position, 0.0, len(data))
        self._memory[position + HEAD.size : position + HEAD.size + len(data)] = data
        # Last: whoever reads meanwhile sees all of the entry, or nothing of it.
        USED.pack_into(self._memory, self._start, end)
        self._read_on()
        return self._positions[key]

    def _used(self) -> int:
        used: int = USED.unpack_from(self._memory, self._start)[0]
        return max(used, USED.size)  # memory begins as zeroes

    def _read_on(self) -> None:
        used = self._used()
        while self._read_until < used:
            position = self._start + self._read_until
            length: int = HEAD.unpack_from(self._memory, position)[1]
            begin = position + HEAD.size
            self._positions[self._memory[begin : begin + length].decode()] = position
            self._read_until += HEAD.size + _aligned(length)


def _aligned(length: int) -> int:
    return -(-length // ALIGNED) * ALIGNED


class Tally:
    """The places of all processes; made before they are forked. Raises OSError if there is no memory."""

    def __init__(self, places: int, size: int = PLACE) -> None:
        memory = mmap.mmap(-1, places * size)
        self._places = [Place(memory, number * size, size) for number in range(places)]
        self._free = list(range(places))
        self._own: Place | None = None
        self.lock = threading.Lock()
        """Held by a thread that counts or reads: what the others of its process do must not come between."""

    def take(self) -> int | None:
        """A place for a process that will be started; None if all of them are taken."""
        return self._free.pop(0) if self._free else None

    def give_back(self, number: int | None) -> None:
        """The process of this place ended; the next one goes on with its numbers."""
        if number is not None:
            self._free.insert(0, number)

    def count_in(self, number: int | None) -> None:
        """Let this process count in this place; without one its numbers are left out."""
        self._own = None if number is None else self._places[number]

    def own(self) -> Place | None:
        """The place of this process."""
        return self._own

    def total(self, key: str) -> float:
        """The number of a key, of all processes together."""
        with self.lock:
            return sum(place.value(key) for place in self._places)

    def keys(self) -> set[str]:
        """Every key that any process has a number for."""
        with self.lock:
            return set().union(*(place.written() for place in self._places))
