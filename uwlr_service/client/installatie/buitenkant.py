"""What a service shows to anybody at its address: its keys, its clock, and what its proxy hands on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import requests

from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.netwerk import because, session_for
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain import tijd
from uwlr_service.formats import jsontekst
from uwlr_service.formats.limits import JSON

SECONDS = 10.0
JWKS = "/.well-known/jwks.json"
HSTS = "Strict-Transport-Security"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sleutelblad:
    """The keys that an address shows, and the clock of the machine that answers there.

    ``kids`` is None for an answer that is not a set of keys, ``klok`` where it tells no time. It was asked at
    ``gevraagd`` and answered at ``ontvangen``, by the clock of this machine.
    """

    kids: frozenset[str] | None
    klok: datetime | None
    gevraagd: datetime
    ontvangen: datetime
    has_hsts: bool


class Buitenkant:
    """One address as its callers see it. Raises Onbereikbaar."""

    def __init__(self, url: str, trust: Trust = EVERYBODY) -> None:
        self._url = url
        self._session = session_for(url, SECONDS, largest=JSON.bytes, trust=trust)

    def keys(self) -> Sleutelblad:
        """The keys that packages are signed with, which are those of one service alone."""
        before = tijd.now()
        response = self._get(JWKS)
        return Sleutelblad(
            kids=_kids(response),
            klok=_date(response.headers),
            gevraagd=before,
            ontvangen=tijd.now(),
            has_hsts=HSTS in response.headers,
        )

    def status(self, path: str) -> int:
        """What a path below the address answers, without following where it leads."""
        return self._get(path).status_code

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def _get(self, path: str) -> requests.Response:
        with _expected(self._url):
            return self._session.get(f"{self._url}{path}", timeout=SECONDS, allow_redirects=False)


@contextmanager
def _expected(url: str) -> Iterator[None]:
    try:
        yield
    except (requests.RequestException, OSError) as error:
        raise Onbereikbaar(because(f"{url} is niet te bereiken", error)) from error


def _kids(response: requests.Response) -> frozenset[str] | None:
    try:
        document = jsontekst.read(response.content)
        return frozenset(str(key["kid"]) for key in document["keys"])
    except (ValueError, KeyError, TypeError):
        return None


def _date(headers: Mapping[str, str]) -> datetime | None:
    try:
        return tijd.to_utc(parsedate_to_datetime(headers["Date"]))
    except (KeyError, ValueError):
        return None
