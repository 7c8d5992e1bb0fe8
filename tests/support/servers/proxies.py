"""A proxy between a partner and a real server, that does to answers what bad networks do."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

Change = Callable[[str, bytes], bytes]
"""From the request line and the whole answer to what the partner gets of it."""


@contextmanager
def proxy(url: str, change: Change) -> Iterator[str]:
    """The address of a proxy before a server; every connection carries one call."""
    place = urlsplit(url)
    listener = socket.create_server(("127.0.0.1", 0))
    target = (str(place.hostname), int(place.port or 80))

    def serve() -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_carry, args=(caller, target, change), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def _carry(caller: socket.socket, target: tuple[str, int], change: Change) -> None:
    with closing(caller), closing(socket.create_connection(target, timeout=20)) as server:
        head, _, body = _until_blank_line(caller)
        lines = head.decode("latin-1").split("\r\n")
        names = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines[1:]}
        while len(body) < int(names.get("content-length", 0)):
            body += caller.recv(65536)
        kept = [line for line in lines if not line.lower().startswith("connection:")]
        server.sendall("\r\n".join([*kept, "Connection: close", "", ""]).encode("latin-1") + body)
        answer = b""
        while piece := server.recv(65536):
            answer += piece
        caller.sendall(change(lines[0], answer))


def _until_blank_line(caller: socket.socket) -> tuple[bytes, bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data and (piece := caller.recv(65536)):
        data += piece
    return data.partition(b"\r\n\r\n")
