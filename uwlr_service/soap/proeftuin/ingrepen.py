"""What is done on purpose to an answer that was made as it should be."""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from wsgiref.types import StartResponse

from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.domain.proeftuin.waarneming import Ingreep
from uwlr_service.outbox import ReaderGone
from uwlr_service.soap import faults, transport

PREFIX = "soap"
PAGE = ("Content-Type", "text/html; charset=utf-8")
SERVER_ERROR = "500 Internal Server Error"
BLADZIJDE = (
    b'<!DOCTYPE html><html lang="nl"><head><title>500</title></head>'
    b"<body><h1>500</h1><p>Met opzet: dit is een proeftuin.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer as it was made."""

    status: str
    headers: Sequence[tuple[str, str]]
    pieces: Sequence[bytes]

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return sum(map(len, self.pieces))

    def send(self, start_response: StartResponse) -> Iterable[bytes]:
        """Give it as it is."""
        start_response(self.status, list(self.headers))
        return self.pieces


def spoiled(ingreep: Ingreep | None, antwoord: Antwoord, start_response: StartResponse) -> Iterable[bytes]:
    """The answer, or what takes its place."""
    if ingreep is Ingreep.HTTP_500:
        return transport.send(start_response, SERVER_ERROR, PAGE, BLADZIJDE)
    if ingreep is Ingreep.FOUT:
        fout = TijdelijkNietBeschikbaar()
        document = faults.render(fout, PREFIX)
        return transport.send(start_response, faults.status_of(fout), transport.XML, document)
    if ingreep is Ingreep.GZIP:
        return _gzipped(antwoord).send(start_response)
    if ingreep is Ingreep.VERBROKEN:
        antwoord.send(start_response)
        return _broken(b"".join(antwoord.pieces))
    return antwoord.send(start_response)


def _gzipped(antwoord: Antwoord) -> Antwoord:
    document = gzip.compress(b"".join(antwoord.pieces))
    kept = [(name, value) for name, value in antwoord.headers if name != "Content-Length"]
    added = [("Content-Length", str(len(document))), ("Content-Encoding", "gzip")]
    return Antwoord(antwoord.status, kept + added, [document])


def _broken(document: bytes) -> Iterator[bytes]:
    """The first half; then the connection ends, as if its client had gone."""
    yield document[: len(document) // 2]
    raise ReaderGone
