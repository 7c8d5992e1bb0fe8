"""A server that answers a client of ours with the bytes of an input, and the WSDL that a right one has."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.support.servers.hostile import Answer, Hostile, hostile
from uwlr_service.soap import documents

PATH = "/uwlr/leerlinggegevens"


@contextmanager
def answering(answers: Sequence[bytes], *, has_wsdl: bool) -> Iterator[Hostile]:
    """The server, until the end of the block; after the last answer it hangs up on everybody."""
    with hostile(*map(raw, answers), documents=_document if has_wsdl else None) as server:
        yield server


def raw(content: bytes) -> Answer:
    """Answer with these bytes, and hang up."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(content)
        connection.shutdown(socket.SHUT_RDWR)

    return answer


def _document(url: str, path: str) -> bytes:
    if path.startswith(documents.SCHEMAS):
        return documents.schema(path.removeprefix(documents.SCHEMAS), url)
    return documents.wsdl(PATH, documents.STANDAARDVERSIE, url)
