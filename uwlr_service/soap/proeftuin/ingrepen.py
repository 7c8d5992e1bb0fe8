"""What is done on purpose to an answer that was made as it should be."""

import gzip
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIEnvironment

from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.domain.proeftuin.waarneming import Ingreep
from uwlr_service.outbox import ReaderGone
from uwlr_service.soap import faults, transport
from uwlr_service.stopping import IS_STOPPING

SECONDS = 5.0
"""How much later a slow answer comes."""
LOOK_SECONDS = 0.1
PART = 4
"""One in so many threads of a worker may be slow; where it has fewer, as on SQLite by itself, none is."""
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


class Traagheid:
    """The places for slow answers of one process: none of them may keep the others waiting."""

    def __init__(self, threads: int) -> None:
        self._places = threading.BoundedSemaphore(threads // PART) if threads >= PART else None

    def enter(self) -> bool:
        """Take a place; False where there is none to spare."""
        return self._places is not None and self._places.acquire(blocking=False)

    def wait(self, environ: WSGIEnvironment) -> None:
        """Wait, unless the worker is to stop, and give the place back."""
        is_stopping: Callable[[], bool] = environ.get(IS_STOPPING, lambda: False)
        until = time.monotonic() + SECONDS
        try:
            while time.monotonic() < until and not is_stopping():
                time.sleep(LOOK_SECONDS)
        finally:
            if self._places is not None:
                self._places.release()


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
