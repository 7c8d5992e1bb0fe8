"""The client of a LAS: data of schools in, results out, each taken over once (docs/las.rst).

Written to be read as an example. What is specific to a LAS is here; how a token is asked for and how a busy
service is waited for is in ``tokensessie.py``.
"""

import base64
import gzip
import hashlib
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

import requests

from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.fouten import LasGeweigerd, OverdrachtOngeldig
from uwlr_service.client.tokensessie import Dienstsoort, Tokensessie, read_text, wait_of
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain.las.las import client_id
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.limits import RESULTATEN
from uwlr_service.outgoing.fouten import Elsewhere, TooLarge, TooSlow

LAS = Dienstsoort(
    afwezig="Op dit adres staat geen dienst voor een LAS.", weigering=LasGeweigerd, json=RESULTATEN
)
PATH = "las/v1"
CURSOR = "cursor"
ATTEMPTS = 5
FIRST_WAIT = 0.5
"""Seconds before the second attempt; twice as long before each one behind it."""
AWAY = (requests.codes.bad_gateway, requests.codes.unavailable, requests.codes.gateway_timeout)
"""The statuses of a service, or of what stands before it, that may be there again in a moment."""
FOR_GOOD = (Elsewhere, TooLarge, TooSlow)
"""What goes wrong with an exchange that goes wrong again."""
FAST = 1
"""The level of gzip: ten times smaller, and hardly any work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toestemming:
    """What somebody looked at and allows, and whether anything is stored at all.

    ``toestaan`` is the token of an earlier refusal, which holds for the same bytes upon the same state.
    """

    toestaan: str | None = None
    ouder: bool = False
    proef: bool = False

    @property
    def query(self) -> dict[str, str]:
        """As the service asks for it."""
        given = {"toestaan": self.toestaan, "ouder": self.ouder and "ja", "proef": self.proef and "ja"}
        return {name: value for name, value in given.items() if value}


NOTHING_ALLOWED = Toestemming()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bladzijde:
    """Some results in their order; ``cursor`` is behind the last, and ``wacht`` the seconds to stay away."""

    resultaten: tuple[Mapping[str, Any], ...]
    cursor: str
    meer: bool
    wacht: int


class LasClient:
    """Speaks with one service as one LAS, with nothing but its address, its number and its private key.

    Raises Onbereikbaar when there is no such service at the address, LasGeweigerd when it refuses. For one
    thread: each has its own.
    """

    def __init__(
        self,
        url: str,
        las: int,
        key: Mapping[str, Any] | None,
        timeout: float = TIMEOUT,
        trust: Trust = EVERYBODY,
    ) -> None:
        """Without a key it is the certificate of ``trust`` that proves which LAS this is (RFC 8705)."""
        self._sessie = Tokensessie(url, client_id(las), key, LAS, timeout, trust)

    def scholen(self) -> Iterator[Mapping[str, Any]]:
        """The schools of this LAS, each with its newest states, a page at a time."""
        query: dict[str, str] = {}
        more = True
        while more:
            with self._sessie.expected():
                page = self._json("GET", _with("scholen", query))
                scholen = page["scholen"]
                before = query
                if scholen:
                    query = {"na": read_text(scholen[-1]["pad"])}
                # A page that is empty, or that leads back, would ask for ever.
                more = bool(page["meer"]) and query != before
            yield from scholen

    def put_gegevens(
        self,
        school: Schoolcode,
        jaar: Schooljaar,
        document: bytes,
        toestemming: Toestemming = NOTHING_ALLOWED,
    ) -> Mapping[str, Any]:
        """Send all data of a school year (EDEXML); answers what that changed. Again is harmless."""
        return self._put(f"{_place(school)}/schooljaren/{jaar}/gegevens", document, toestemming)

    def put_dossier(
        self,
        school: Schoolcode,
        jaar: Schooljaar,
        document: bytes,
        toestemming: Toestemming = NOTHING_ALLOWED,
    ) -> Mapping[str, Any]:
        """Send the dossier of a school, which is one for all years; answers what that changed."""
        return self._put(f"{_place(school)}/schooljaren/{jaar}/dossier", document, toestemming)

    def resultaten(self, na: str, limiet: int, wait: int = 0) -> Bladzijde:
        """The results behind a cursor, which is empty at the very beginning.

        With ``wait`` the service may keep the question for so many seconds until there is something (RFC
        7240). Where it does not, ``wacht`` says when to ask again.
        """
        query = {"limiet": str(limiet)}
        if na:
            query["na"] = na
        headers = {"Accept-Encoding": "gzip"}
        bounds = self._sessie.bounds
        if wait:
            headers["Prefer"] = f"wait={wait}"
            bounds = replace(bounds, seconds=bounds.seconds + wait)
        with self._sessie.expected():
            response = self._send("GET", _with("resultaten", query), headers=headers, bounds=bounds)
            document = self._sessie.read(self._sessie.answer(response))
            return Bladzijde(
                resultaten=tuple(_resultaat(entry) for entry in document["resultaten"]),
                cursor=read_text(document[CURSOR]),
                meer=bool(document["meer"]),
                wacht=wait_of(response) if "Retry-After" in response.headers else 0,
            )

    def toetsdefinitie(self, digest: str) -> bytes:
        """The definition of a test, as JSON; it never changes, so ask for each digest once.

        Raises OverdrachtOngeldig if it is not what the digest names.
        """
        with self._sessie.expected():
            answer = self._sessie.answer(self._send("GET", f"toetsdefinities/{quote(digest, safe='')}"))
        if hashlib.sha256(answer.content).hexdigest() != digest:
            raise OverdrachtOngeldig
        return answer.content

    def confirm(self, cursor: str) -> None:
        """Tell up to where the results were taken over."""
        self._json("POST", "resultaten/ontvangstbevestiging", json={"cursor": cursor})

    def close(self) -> None:
        """Let go of the connections."""
        self._sessie.close()

    def __enter__(self) -> "LasClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _put(self, path: str, document: bytes, toestemming: Toestemming) -> Mapping[str, Any]:
        content = gzip.compress(document, FAST, mtime=0)
        headers = {
            "Content-Type": "application/xml",
            "Content-Encoding": "gzip",
            "Content-Digest": digest_of(content),
        }
        with self._sessie.expected():
            return dict(self._json("PUT", _with(path, toestemming.query), data=content, headers=headers))

    def _json(self, method: str, path: str, **options: Any) -> Any:
        with self._sessie.expected():
            return self._sessie.read(self._sessie.answer(self._send(method, path, **options)))

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        return steadily(lambda: self._sessie.send(method, f"{PATH}/{path}", **options))


def digest_of(content: bytes) -> str:
    """The Content-Digest of what is sent, after it was compressed (RFC 9530)."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def steadily(send: Callable[[], requests.Response]) -> requests.Response:
    """The answer to a call that may be repeated, after a network or a service that was away for a moment.

    Every call of this API may be: one that is repeated changes nothing.
    """
    for attempt in range(ATTEMPTS - 1):
        wait = FIRST_WAIT * 2**attempt
        try:
            response = send()
        except FOR_GOOD:
            raise
        except requests.RequestException:
            pass  # the last attempt says what is wrong
        else:
            if response.status_code not in AWAY:
                return response
            response.close()
            wait = max(wait, wait_of(response))
        # Not all who lost it together come back together.
        time.sleep(wait * random.uniform(0.5, 1.0))  # noqa: S311 - nothing secret
    return send()


def _resultaat(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """A result with its own cursor. Raises KeyError or TypeError for anything else."""
    read_text(entry[CURSOR])
    return entry


def _place(school: Schoolcode) -> str:
    return f"scholen/{schoolpad.write(school)}"


def _with(path: str, query: Mapping[str, str]) -> str:
    """A path with what is asked of it."""
    return f"{path}?{urlencode(query)}" if query else path
