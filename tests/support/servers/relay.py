"""A relay in front of a server, which counts how often a client waits for an answer, and can lose one."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from tests.support.databases import Cluster

LARGE = 1 << 20


class Relay:
    """Passes bytes on between clients and a server; only ``relaying`` makes one."""

    def __init__(self, port: int) -> None:
        self.round_trips = 0
        """How often the server spoke after the client had."""
        self.loses: bytes | None = None
        """What the next answer that holds it is lost for: the client finds the connection broken."""
        self._server_port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._counting = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Take no more clients."""
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._speak, args=(client,), daemon=True).start()

    def _speak(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self._server_port))
        with client, server, suppress(OSError):  # when one of them hung up
            self._pass_on(client, server)

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        server_spoke_last = True
        while True:
            ready, _, _ = select.select([client, server], [], [])
            for source in ready:
                piece = source.recv(LARGE)
                if not piece:
                    return
                is_server = source is server
                if is_server and self.loses is not None and self.loses in piece:
                    self.loses = None
                    return
                if is_server and not server_spoke_last:
                    with self._counting:
                        self.round_trips += 1
                server_spoke_last = is_server
                (client if is_server else server).sendall(piece)


@contextmanager
def relaying(port: int) -> Iterator[Relay]:
    """A relay in front of a port of localhost, until the end of the block."""
    relay = Relay(port)
    try:
        yield relay
    finally:
        relay.close()


@contextmanager
def relayed(cluster: Cluster) -> Iterator[tuple[Relay, str]]:
    """A relay in front of a fresh migrated database, and the address of the database by way of it."""
    with cluster.migrated() as url:
        port = urlsplit(url).port
        assert port is not None
        with relaying(port) as relay:
            yield relay, url.replace(f":{port}/", f":{relay.port}/")
