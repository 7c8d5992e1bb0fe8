"""Calls with a token: proven by the caller's own key, repeated when the service is busy, refused in Dutch."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests

from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.fouten import DienstGeweigerd, Onbereikbaar
from uwlr_service.client.netwerk import because, session_for
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain import tijd
from uwlr_service.domain.adres import without_secrets
from uwlr_service.domain.fouten import DocumentOngeldig, Geweigerd
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.formats import jsontekst
from uwlr_service.formats.limits import JSON, JsonLimits
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.oauth.handtekeningproef import MISREAD
from uwlr_service.outgoing.bounds import Bounds

ATTEMPTS = 5
LONGEST_WAIT = 60
"""Seconds; a service counts by the minute."""
PROBLEEM = "urn:uwlr-service:probleem:"
BEFORE_THE_END = 60.0
"""Seconds that a token must still hold: an answer may take a while."""
LONGEST_TOKEN = 86_400
"""Seconds that a token is used, whatever the service says of it."""
TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{1,8000}=*")
"""A token as a header may carry it (RFC 6750, 2.1)."""
LONGEST_REASON = 2000
"""Characters of the words of a service that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dienstsoort:
    """A kind of service: what is said where it is not, how it refuses, and how much JSON it may answer."""

    afwezig: str
    weigering: type[DienstGeweigerd]
    json: JsonLimits = JSON


class Tokensessie:
    """Speaks with one service as one client, with nothing but an address, a client_id and a private key.

    Without a key it shows the certificate of ``trust`` instead. Not for use by several threads at once.
    """

    def __init__(
        self,
        url: str,
        client_id: str,
        key: Mapping[str, Any] | None,
        soort: Dienstsoort,
        timeout: float = TIMEOUT,
        trust: Trust = EVERYBODY,
    ) -> None:
        self._url = url.rstrip("/")
        self._client_id = client_id
        self._key = key
        self._soort = soort
        self._timeout = timeout
        self._session = session_for(url, timeout, largest=soort.json.bytes, trust=trust)
        self._session.headers["Accept-Encoding"] = "identity"  # digests are of the bytes that are sent
        self._token = ""
        self._until = 0.0

    @property
    def bounds(self) -> Bounds:
        """The bounds of an exchange, unless its caller names others."""
        return self._session.bounds

    def public(self, path: str) -> requests.Response:
        """What anybody may read. Raises as ``call`` does."""
        return self.answer(self._session.get(f"{self._url}/{path}", **self._limits))

    def json(self, method: str, path: str, **options: Any) -> Any:
        """The JSON that a call is answered with. Raises Onbereikbaar, or the refusal of this service."""
        with self.expected(), self.call(method, path, **options) as response:
            return self.read(response)

    def read(self, response: requests.Response) -> Any:
        """The JSON of an answer. Raises ValueError if it is something else."""
        return jsontekst.read(response.content, self._soort.json)

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """The answer of an address below that of the service. Raises RequestException, or its refusal."""
        return self.answer(self.send(method, path, **options))

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        """The same, where the answer may be a refusal."""
        given = options.pop("headers", {})
        bounds = options.pop("bounds", self._session.bounds)
        address = f"{self._url}/{path}"

        def send() -> requests.Response:
            headers = {**given, "Authorization": f"Bearer {self._fresh_token()}"}
            with self._session.within(bounds):
                return self._session.request(method, address, headers=headers, **self._limits, **options)

        return patiently(send)

    def answer(self, response: requests.Response) -> requests.Response:
        """An answer that is no refusal. Raises the refusal of this service, or Onbereikbaar."""
        if response.ok and not response.is_redirect:
            return response
        status = response.status_code
        try:
            document = self.read(response)
            text = read_text(document.get("detail") or document["error_description"])[:LONGEST_REASON]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Onbereikbaar(f"{self._soort.afwezig} (HTTP {status})") from None
        if status >= requests.codes.server_error:
            raise Onbereikbaar(f"De dienst antwoordt met HTTP {status}: {text}")
        raise self._soort.weigering(text, status, _probleem(document), document)

    @contextmanager
    def expected(self) -> Iterator[None]:
        """Raise Onbereikbaar for a network that fails, and for an answer that is not one of this service."""
        try:
            yield
        except requests.RequestException as error:
            raise Onbereikbaar(because(f"{_place_of(error)} gaf geen antwoord", error)) from error
        except (KeyError, TypeError, ValueError, DocumentOngeldig) as error:
            raise Onbereikbaar(self._soort.afwezig) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    @property
    def _limits(self) -> dict[str, Any]:
        return {"timeout": self._timeout, "allow_redirects": False}

    def _fresh_token(self) -> str:
        if time.monotonic() > self._until:
            response = patiently(self._ask_token)
            with self.expected():
                document = self.read(self.answer(response))
                token = read_text(document["access_token"])
                seconds = read_number(document["expires_in"])
            if not TOKEN.fullmatch(token):
                raise Onbereikbaar(self._soort.afwezig)
            self._token = token
            self._until = time.monotonic() + min(seconds, LONGEST_TOKEN) - BEFORE_THE_END
        return self._token

    def _ask_token(self) -> requests.Response:
        endpoint = f"{self._url}/oauth/token"
        form = {"grant_type": "client_credentials", **self._proof(endpoint)}
        return self._session.post(endpoint, data=form, **self._limits)

    def _proof(self, endpoint: str) -> dict[str, str]:
        """What proves this client: a text that is made now and counts once, or TLS, which shows it."""
        if self._key is None:
            return {"client_id": self._client_id}
        try:
            assertion = clientbewijs.write(self._client_id, endpoint, self._key, tijd.now())
        except MISREAD as error:
            raise Geweigerd("De sleutel is geen geheime JWK van de soort EC (P-256) of RSA.") from error
        return {"client_assertion_type": clientbewijs.ASSERTION_TYPE, "client_assertion": assertion}


def read_text(value: object) -> str:
    """A text of an answer. Raises TypeError for a value of another kind."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def read_number(value: object) -> int:
    """A whole number of an answer, of zero or more. Raises TypeError or ValueError for anything else."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("not a whole number")
    if not 0 <= value <= LARGEST_NUMBER:
        raise ValueError("a number out of bounds")
    return value


def patiently(send: Callable[[], requests.Response]) -> requests.Response:
    """The answer of a service, after it has taken its time when it is called too often."""
    for _ in range(ATTEMPTS):
        response = send()
        if response.status_code != requests.codes.too_many_requests:
            break
        response.close()
        time.sleep(wait_of(response))
    return response


def wait_of(response: requests.Response) -> int:
    """The seconds that a service asks for (RFC 9110, Retry-After); a date is passed over."""
    seconds = response.headers.get("Retry-After", "")
    if not (seconds.isascii() and seconds.isdigit()):
        return 1
    if len(seconds) > len(str(LONGEST_WAIT)):
        return LONGEST_WAIT
    return min(int(seconds), LONGEST_WAIT)


def _probleem(document: Mapping[str, Any]) -> str | None:
    """The kind of problem that an answer names (RFC 9457)."""
    kind = document.get("type")
    if not isinstance(kind, str) or not kind.startswith(PROBLEEM):
        return None
    return kind.removeprefix(PROBLEEM)


def _place_of(error: requests.RequestException) -> str:
    """The service, by the address that was called."""
    url = getattr(error.request, "url", None)
    return "De dienst" if url is None else f"De dienst op {without_secrets(url)}"
