"""How long a client may take and how much of it is kept meanwhile, with the reason for each number."""

KB = 1024
MB = 1024 * 1024

HEAD_SECONDS = 10.0
"""For the request line and the headers together, from the moment that the connection was made, or from their
first byte on a connection that was kept. They fit in a few packets."""
HEAD_BYTES = 32 * KB
"""Four headers of the largest size, as nginx keeps; ten thousand clients at once then take 320 MB at most."""
WINDOW_SECONDS = 10.0
LEAST_BYTES = 10 * KB
"""In each window of a body that comes in, or of an answer that is read: 1 kB a second.

The slowest telephone line is five times as fast. Each window counts by itself, because what a client sent
before, or took into its buffers, says nothing of its haste now."""
LONGEST_SECONDS = 3600.0
"""For a body, or for the reading of an answer, however large it is."""
BODY_IN_MEMORY = 64 * KB
"""A larger body is gathered in a file without a name, which goes when its request was answered."""
LARGEST_BODY = 64 * MB
"""Unless the settings say otherwise."""
RECEIVED = 64 * KB
"""Bytes that are taken from one client before the others have their turn."""

CHUNK_LINE = 256
"""Bytes of the line with the size of a chunk, extensions included; no client that we know sends any."""
TRAILERS = 8 * KB
FREE_CHUNKS = 20_000
BYTES_A_CHUNK = 64
"""On average, beyond the free ones: each chunk costs as much work as a kilobyte."""

LEAVING_SECONDS = 2.0
"""For a client to hang up after its last answer, unless it is still sending what was refused."""
LEAVING_BYTES = 66 * MB
"""How much of that is read over: hung up on, a proxy would drop our answer for its own. A little above what a
proxy passes on (docs/install.rst)."""

HELD_IN_MEMORY = 64 * MB
HELD_ON_DISK = 1024 * MB
"""In each worker, of requests that are not whole and answers that were not read. Above it those go that have
taken the longest."""
IN_QUEUE = 256
"""Whole requests that wait for a thread, from which on what they hold is counted too.

Above the bound on memory their senders are asked to come back."""
PART_THAT_GOES = 20
"""One in this many connections goes at a time, when there are too many."""
CROWD = 64
"""Connections from which on a worker takes new ones without letting the other workers go first."""
ACCEPTED = 256
"""New ones that it takes in one go in a crowd: an honest caller may stand behind them in the queue."""
LARGE_CROWD = 1000
"""Connections from which on new ones get less room in the system for their answers."""
SMALL_ROOM = 64 * KB
SMALL_PIECE = 512
SMALL_PIECES = 32
"""In a crowd, a client that sent so many pieces below that size is listened to once a second."""
