"""The calls of a run: one at a time, with a pause, no more than a bound, and to one server only."""

import time
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from types import TracebackType
from typing import Self

import requests

from uwlr_service.client.netwerk import cause_of, session_for
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord
from uwlr_service.conformiteit.geval import Inpakking

MOST_CALLS = 300
MOST_PATIENCE = 3
"""Times that a call is made that the other side puts off."""
LONGEST_WAIT = 60
"""Seconds; a service counts by the minute."""
PIECE = 512
"""Bytes of a chunk of a message that is sent in chunks."""


class Verkeer:
    """Sends what the cases say, as it is."""

    def __init__(self, url: str, timeout: float, trust: Trust = EVERYBODY, pauze: float = 0.0) -> None:
        self._session = session_for(url, timeout, trust=trust)
        # What a case leaves out must not come back as a habit of the library.
        self._session.headers.clear()
        self._timeout = timeout
        self._pauze = pauze
        self.calls = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, place: TracebackType | None
    ) -> None:
        self._session.close()

    def is_own(self, url: str) -> bool:
        """Whether an address is one of this server; nothing goes to another."""
        return self._session.is_own(url)

    def fetch(self, url: str) -> Antwoord:
        """A document of the server. Raises GeenAntwoord."""
        return self._exchange("GET", url, {"Accept": "*/*"}, None)

    def send(
        self, url: str, message: bytes, koppen: Mapping[str, str], inpakking: Inpakking | None
    ) -> Antwoord:
        """Send a message, and return what comes back. Raises GeenAntwoord."""
        body = _pieces(message) if inpakking is Inpakking.DELEN else message
        return self._exchange("POST", url, koppen, body)

    def call(self, method: str, url: str, koppen: Mapping[str, str], body: bytes | None) -> Antwoord:
        """Any call of HTTP; one that is made too often waits as long as it is told. Raises GeenAntwoord."""
        for _ in range(MOST_PATIENCE):
            antwoord = self._exchange(method, url, koppen, body)
            seconds = antwoord.headers.get("retry-after", "")
            is_told = seconds.isascii() and seconds.isdigit()
            if antwoord.status != HTTPStatus.TOO_MANY_REQUESTS or not is_told:
                break
            time.sleep(min(int(seconds[:4]), LONGEST_WAIT))
        return antwoord

    def _exchange(
        self, method: str, url: str, koppen: Mapping[str, str], body: bytes | Iterator[bytes] | None
    ) -> Antwoord:
        if self.calls >= MOST_CALLS:
            raise GeenAntwoord(f"er zijn al {MOST_CALLS} vragen gesteld")
        if self.calls and self._pauze:
            time.sleep(self._pauze)
        self.calls += 1
        began = time.monotonic()
        try:
            response = self._session.request(
                method, url, data=body, headers=dict(koppen), timeout=self._timeout, allow_redirects=False
            )
        except (requests.RequestException, OSError) as error:
            raise GeenAntwoord(cause_of(error)) from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Antwoord(url, response.status_code, headers, response.content, time.monotonic() - began)


def _pieces(message: bytes) -> Iterator[bytes]:
    for start in range(0, len(message), PIECE):
        yield message[start : start + PIECE]
