"""A crowd of clients that never come to an end, each in a way of its own, in one thread.

``python -m tests.support.slow_clients URL NUMBER SECONDS`` keeps so many of them at a server for so long, and
prints how many connections it made and how many were ended by the server.
"""

import json
import resource
import selectors
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlsplit

from tests.support.messages.soap import PULL

POST = f"POST {PULL} HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n".encode()
LARGE = b"GET /uwlr/schemas/2.2/EDEXML.types.variabel.xsd HTTP/1.1\r\nHost: x\r\n\r\n"
ENDLESS = b"x" * 1_000_000
DRIP_SECONDS = 1.0
"""Between two bytes of one client."""
SMALL_ROOM = 4096


@dataclass(frozen=True)
class Way:
    """What a client says at once, what it then says byte by byte, and what it does with the answer."""

    at_once: bytes = b""
    dripped: bytes = b""
    takes: int = 65536
    """Bytes of the answer that it reads at a time."""
    half_closes: bool = False


WAYS = {
    "idle": Way(),
    "request line": Way(dripped=b"GET /" + ENDLESS),
    "headers": Way(POST, b"X-Zork: x\r\n" * 50_000),
    "body": Way(POST + b"Content-Length: 900000\r\n\r\n", ENDLESS),
    "large body": Way(POST + b"Content-Length: 900000\r\n\r\n" + b"x" * 100_000, ENDLESS),
    "chunk sizes": Way(POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 100_000),
    "chunk": Way(POST + b"Transfer-Encoding: chunked\r\n\r\nFFFFF\r\n", ENDLESS),
    "extension": Way(POST + b"Transfer-Encoding: chunked\r\n\r\n5;", ENDLESS),
    "trailers": Way(POST + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhallo\r\n0\r\n", b"X: y\r\n" * 100_000),
    "unread answer": Way(LARGE, takes=0),
    "unread answers": Way(LARGE * 200, takes=0),
    "answers read slowly": Way(LARGE * 200, takes=1),
    "half closed": Way(POST + b"Content-Length: 900000\r\n\r\n<", half_closes=True, takes=0),
}


@dataclass(eq=False)
class Client:
    """One client at its work."""

    name: str
    sock: socket.socket
    at: int = 0


@dataclass
class SlowClients:
    """So many clients at an address; ``work`` has them go on for a while."""

    url: str
    number: int
    names: tuple[str, ...] = tuple(WAYS)
    made: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    clients: dict[Client, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        place = urlsplit(self.url)
        self._place = (str(place.hostname), int(place.port or 80))
        self._poller = selectors.DefaultSelector()
        self._names: Iterator[str] = cycle(self.names)

    def work(self, seconds: float) -> None:
        """Drip for so long; whoever is hung up on comes back."""
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            self._fill()
            for client in list(self.clients):
                self._drip(client)
            for key, _ in self._poller.select(0):
                self._read(key.data)
            time.sleep(max(0.0, min(now + DRIP_SECONDS, until) - time.monotonic()))

    def close(self) -> None:
        """Let them all hang up."""
        for client in list(self.clients):
            self._leave(client)
        self._poller.close()

    def _fill(self) -> None:
        started = time.monotonic()
        # A server that takes no connections must not keep us from dripping on those that we have.
        while len(self.clients) < self.number and time.monotonic() - started < DRIP_SECONDS:
            name = next(self._names)
            sock = socket.socket()
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_ROOM)
            sock.settimeout(DRIP_SECONDS)
            try:
                sock.connect(self._place)
                sock.sendall(WAYS[name].at_once)
                if WAYS[name].half_closes:
                    sock.shutdown(socket.SHUT_WR)
            except OSError:
                self.ended[name] += 1
                sock.close()
                continue
            sock.setblocking(False)
            client = Client(name, sock)
            self.made[name] += 1
            self.clients[client] = None
            self._poller.register(sock, selectors.EVENT_READ, client)

    def _drip(self, client: Client) -> None:
        dripped = WAYS[client.name].dripped
        try:
            client.sock.send(dripped[client.at : client.at + 1])
            client.at += 1
        except BlockingIOError:
            pass
        except OSError:
            self._end(client)

    def _read(self, client: Client) -> None:
        """Look whether the server hung up, and read as much as this client does."""
        if client.sock.fileno() < 0:
            return
        try:
            takes = WAYS[client.name].takes
            if not client.sock.recv(takes or 1, 0 if takes else socket.MSG_PEEK):
                self._end(client)
        except BlockingIOError:
            pass
        except OSError:
            self._end(client)

    def _end(self, client: Client) -> None:
        self.ended[client.name] += 1
        self._leave(client)

    def _leave(self, client: Client) -> None:
        with suppress(KeyError, ValueError):
            self._poller.unregister(client.sock)
        client.sock.close()
        self.clients.pop(client, None)


if __name__ == "__main__":
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    url, number, seconds = sys.argv[1:]
    crowd = SlowClients(url, int(number))
    crowd.work(float(seconds))
    sys.stdout.write(json.dumps({"kept": len(crowd.clients), "made": crowd.made, "ended": crowd.ended}))
    crowd.close()
