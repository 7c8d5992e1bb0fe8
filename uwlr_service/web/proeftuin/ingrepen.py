"""What is done on purpose to an answer of the pull API that was made as it should be."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse

from werkzeug.wsgi import ClosingIterator

from uwlr_service.domain.proeftuin.waarneming import Ingreep
from uwlr_service.outbox import ReaderGone
from uwlr_service.uitwisseling.proeftuin.waarnemen import Ingegrepen

BLADZIJDE = (
    '<!DOCTYPE html><html lang="nl"><head><title>{status}</title></head>'
    "<body><h1>{status}</h1><p>Met opzet: dit is een proeftuin.</p></body></html>"
)
RETRY_AFTER = 2
"""Seconds after which a partner may ask again; ``storing.toml`` of the suite names them too."""
GOOD = "2"
FLIPPED = 1
"""The bit that is another one in the byte that changed."""
PART = re.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18})", re.ASCII)
"""Content-Range: where a part begins, and how much the whole is (RFC 9110, 14.4)."""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """An answer as it was made; ``pieces`` are read once, and closed by whoever sends them."""

    status: str
    headers: Sequence[tuple[str, str]]
    pieces: Iterable[bytes]

    @property
    def is_good(self) -> bool:
        """Whether it gives what was asked for."""
        return self.status.startswith(GOOD)

    def header(self, name: str) -> str:
        """The value of a header; empty if it is not there."""
        return next((value for given, value in self.headers if given.lower() == name.lower()), "")

    def whole(self) -> "Antwoord":
        """The same, read to its end: no more than a list, or what is wrong."""
        try:
            body = b"".join(self.pieces)
        finally:
            self.close()
        return Antwoord(self.status, self.headers, [body])

    def close(self) -> None:
        """Let go of what it reads from."""
        close = getattr(self.pieces, "close", None)
        if close is not None:
            close()

    def send(self, start_response: StartResponse) -> Iterable[bytes]:
        """Give it as it is, piece by piece."""
        start_response(self.status, list(self.headers))
        return self.pieces


def _page(status: str, *headers: tuple[str, str]) -> Antwoord:
    """A page as a proxy gives one."""
    document = BLADZIJDE.format(status=status).encode()
    given = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(document))))
    return Antwoord(status, (*given, *headers), (document,))


STORINGEN = {
    Ingreep.HTTP_500: _page("500 Internal Server Error"),
    Ingreep.BEZET: _page("503 Service Unavailable", ("Retry-After", str(RETRY_AFTER))),
}
"""What comes in the place of an answer."""


def spoiled(ingegrepen: Ingegrepen | None, bericht: str | None, antwoord: Antwoord) -> Antwoord:
    """The answer, or what takes its place."""
    if ingegrepen is None:
        return antwoord
    ingreep, pakket = ingegrepen
    if ingreep in STORINGEN:
        antwoord.close()
        return STORINGEN[ingreep]
    if ingreep is Ingreep.VERBROKEN:
        half = ClosingIterator(_half(antwoord.pieces, _length(antwoord) // 2), antwoord.close)
        return Antwoord(antwoord.status, antwoord.headers, half)
    if ingreep is Ingreep.BYTE and bericht == "pakket":
        return _changed(antwoord)
    if ingreep is Ingreep.GAT and bericht == "leveringen":
        return _without(antwoord, pakket - 1)
    return antwoord


def _length(antwoord: Antwoord) -> int:
    return int(antwoord.header("Content-Length"))


def _half(pieces: Iterable[bytes], left: int) -> Iterator[bytes]:
    """The first bytes; then the connection ends, as if its client had gone."""
    for piece in pieces:
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            raise ReaderGone


def _changed(antwoord: Antwoord) -> Antwoord:
    """The same with one bit otherwise, halfway the package: also for who asks for it in parts."""
    part = PART.fullmatch(antwoord.header("Content-Range"))
    start, total = (int(part[1]), int(part[2])) if part else (0, _length(antwoord))
    pieces = ClosingIterator(_flipped(antwoord.pieces, total // 2 - start), antwoord.close)
    return Antwoord(antwoord.status, antwoord.headers, pieces)


def _flipped(pieces: Iterable[bytes], at: int) -> Iterator[bytes]:
    """The same bytes, of which the one at a place has one bit otherwise."""
    for piece in pieces:
        if 0 <= at < len(piece):
            piece = piece[:at] + bytes([piece[at] ^ FLIPPED]) + piece[at + 1 :]
        at -= len(piece)
        yield piece


def _without(antwoord: Antwoord, volgnummer: int) -> Antwoord:
    """A list of deliveries without one of them."""
    document: dict[str, Any] = json.loads(b"".join(antwoord.pieces))
    document["leveringen"] = [
        levering for levering in document["leveringen"] if levering["volgnummer"] != volgnummer
    ]
    body = json.dumps(document).encode()
    headers = [(name, value) for name, value in antwoord.headers if name != "Content-Length"]
    return Antwoord(antwoord.status, [*headers, ("Content-Length", str(len(body)))], [body])
