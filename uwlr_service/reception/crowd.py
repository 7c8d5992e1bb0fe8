"""All connections of a worker together, and what they may take of memory, disk and files."""

from collections.abc import Iterator

from uwlr_service.reception import limits
from uwlr_service.reception.connection import Connection, Stage


class Crowd:
    """The connections; ``most`` is how many there may be."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._connections: dict[Connection, None] = {}
        self._in_memory = 0
        self._on_disk = 0

    def __len__(self) -> int:
        return len(self._connections)

    def __iter__(self) -> Iterator[Connection]:
        """Each of them; they may be added and removed meanwhile."""
        return iter(list(self._connections))

    def add(self, conn: Connection) -> None:
        """Look after one more."""
        self._connections[conn] = None

    def remove(self, conn: Connection) -> None:
        """Look after one less."""
        self._connections.pop(conn, None)
        self._in_memory -= conn.counted[0]
        self._on_disk -= conn.counted[1]
        conn.counted = (0, 0)

    def is_too_much(self) -> bool:
        """Whether somebody has to go."""
        return (
            len(self._connections) > self._most
            or self._in_memory > limits.HELD_IN_MEMORY
            or self._on_disk > limits.HELD_ON_DISK
        )

    def count(self, conn: Connection) -> None:
        """Note what is kept for a connection."""
        in_memory, on_disk = conn.held
        self._in_memory += in_memory - conn.counted[0]
        self._on_disk += on_disk - conn.counted[1]
        conn.counted = (in_memory, on_disk)

    def recount(self) -> None:
        """Note it for all of them: threads do not count what they answer."""
        for conn in self:
            if conn.counted != (0, 0):
                self.count(conn)

    def late(self, now: float) -> list[Connection]:
        """Those whose deadline is over."""
        return [conn for conn in self._connections if conn.deadline <= now]

    def oldest(self) -> list[Connection]:
        """Those that kept us waiting the longest, of those that have what is scarce."""
        waiting = [conn for conn in self._connections if conn.stage is not Stage.CALL]
        if self._on_disk > limits.HELD_ON_DISK:
            waiting = [conn for conn in waiting if conn.counted[1]]
        elif self._in_memory > limits.HELD_IN_MEMORY:
            waiting = [conn for conn in waiting if conn.counted[0]]
        waiting.sort(key=lambda conn: conn.since)
        return waiting[: 1 + len(waiting) // limits.PART_THAT_GOES]
