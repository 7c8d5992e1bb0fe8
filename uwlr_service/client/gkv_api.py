"""The client for the pull API: a token, lists, packages with resume, confirmations (docs/gkv-api.rst)."""

import base64
import hashlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import requests

from uwlr_service.client import gkv_aanbod
from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.fouten import GkvGeweigerd, Onbereikbaar, OverdrachtOngeldig
from uwlr_service.client.gkv_aanbod import Aanbod, Schoolaanbod, Verwijderverzoek
from uwlr_service.client.netwerk import because, session_for
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain import tijd
from uwlr_service.domain.adres import without_secrets
from uwlr_service.domain.fouten import DocumentOngeldig, Geweigerd
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats import jsontekst
from uwlr_service.formats.limits import JSON, PAKKET
from uwlr_service.formats.oauth import clientbewijs, jwks
from uwlr_service.formats.oauth.handtekeningproef import MISREAD
from uwlr_service.outgoing.fouten import Elsewhere, TooLarge, TooSlow

ATTEMPTS = 5
LONGEST_WAIT = 60
"""Seconds; a service counts by the minute."""
CHUNK = 64 * 1024
NO_SERVICE = "Op dit adres staat geen GKV-dienst."
PROBLEEM = "urn:uwlr-service:probleem:"
BEFORE_THE_END = 60.0
"""Seconds that a token must still hold: an answer may take a while."""
LONGEST_TOKEN = 86_400
"""Seconds that a token is used, whatever the service says of it."""
TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{1,8000}=*")
"""A token as a header may carry it (RFC 6750, 2.1)."""
LONGEST_REASON = 2000
"""Characters of the words of a service that are read."""


class GkvClient:
    """Collects the packages of one link, with nothing but its address, its number and its private key.

    Raises Onbereikbaar when there is no such service at the address, GkvGeweigerd when it refuses.
    """

    def __init__(
        self,
        url: str,
        koppeling: int,
        key: Mapping[str, Any],
        timeout: float = TIMEOUT,
        trust: Trust = EVERYBODY,
    ) -> None:
        self.koppeling = koppeling
        self._url = url.rstrip("/")
        self._key = key
        self._timeout = timeout
        self._session = session_for(url, timeout, largest=JSON.bytes, trust=trust)
        self._session.headers["Accept-Encoding"] = "identity"  # digests are of the bytes that are sent
        self._token = ""
        self._until = 0.0

    def scholen(self) -> list[Schoolaanbod]:
        """The schools of the link."""
        with _expected():
            (link,) = self._json("GET", "koppelingen")["koppelingen"]
            return [gkv_aanbod.read_schoolaanbod(school) for school in link["scholen"]]

    def leveringen(self, school: Schoolcode, na: int) -> Iterator[Aanbod]:
        """The deliveries behind a number, in order."""
        more = True
        while more:
            with _expected():
                document = self._json("GET", f"{self._place(school)}/leveringen?na={na}")
                page = [gkv_aanbod.read_aanbod(levering, school) for levering in document["leveringen"]]
                # A page that is empty, or that leads back, would ask for ever.
                more = bool(document["meer"]) and bool(page) and page[-1].volgnummer > na
            for aanbod in page:
                yield aanbod
                na = aanbod.volgnummer

    def jwks(self) -> list[dict[str, Any]]:
        """The keys that packages are signed with."""
        with _expected():
            answer = self._answer(self._session.get(f"{self._url}/.well-known/jwks.json", **self._limits))
            return jwks.read_published(answer.content)

    def download(self, aanbod: Aanbod, target: Path) -> None:
        """Collect a package, going on where it was cut off; the target appears when it is whole and right.

        Raises OverdrachtOngeldig when it is not what the service listed; no more is written than that.
        """
        if aanbod.bytes > PAKKET.bytes:
            raise OverdrachtOngeldig(
                f"Het pakket is groter dan {PAKKET.bytes} bytes, en wordt niet opgehaald."
            )
        # Under another name until it is whole: a run that is broken off leaves nothing that looks finished.
        draft = target.with_name(f"{target.name}.deel")
        for attempt in range(ATTEMPTS):
            try:
                self._continue(aanbod, draft)
                break
            except TooLarge as error:
                draft.unlink()
                raise OverdrachtOngeldig("Het pakket is groter dan de dienst zegt.") from error
            except requests.RequestException as error:
                # A transfer that was too slow as a whole is so again; one that broke off goes on.
                if attempt + 1 == ATTEMPTS or isinstance(error, TooSlow | Elsewhere):
                    raise Onbereikbaar(because("Het pakket kwam niet heel over", error)) from error
                time.sleep(0.1 * 2**attempt)
        with draft.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != aanbod.sha256:
            draft.unlink()
            raise OverdrachtOngeldig
        draft.replace(target)

    def confirm(self, aanbod: Aanbod, status: str, fouten: list[dict[str, Any]] | None = None) -> None:
        """Tell that a delivery was processed, or rejected with these codes."""
        place = f"{self._place(aanbod.school)}/leveringen/{aanbod.id}/ontvangstbevestiging"
        self._json("POST", place, json={"status": status, "fouten": fouten or []})

    def ask_volledig(self, school: Schoolcode) -> None:
        """Ask that the next delivery is a full one."""
        self._json("POST", f"{self._place(school)}/volledig")

    def verwijderverzoeken(self) -> list[Verwijderverzoek]:
        """The schools whose data have to be destroyed; none from a service of before this was there."""
        with _expected():
            response = self._send("GET", "verwijderverzoeken")
            if response.status_code == requests.codes.not_found:
                return []
            document = jsontekst.read(self._answer(response).content)
            return [gkv_aanbod.read_verwijderverzoek(verzoek) for verzoek in document["verwijderverzoeken"]]

    def confirm_destroyed(self, verzoek: Verwijderverzoek) -> None:
        """Tell that the data of a request were destroyed."""
        self._json("POST", f"verwijderverzoeken/{verzoek.id}/bevestiging")

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def __enter__(self) -> "GkvClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _limits(self) -> dict[str, Any]:
        return {"timeout": self._timeout, "allow_redirects": False}

    def _place(self, school: Schoolcode) -> str:
        return f"koppelingen/{self.koppeling}/scholen/{schoolpad.write(school)}"

    def _continue(self, aanbod: Aanbod, draft: Path) -> None:
        present = 0
        if draft.exists():
            present = draft.stat().st_size
        if present > aanbod.bytes:
            draft.unlink()
            present = 0
        if present == aanbod.bytes:
            return
        headers = {}
        if present:
            # If-Range (RFC 9110): if the package is another one by now, it comes whole.
            headers = {"Range": f"bytes={present}-", "If-Range": f'"{aanbod.sha256}"'}
        path = f"{self._place(aanbod.school)}/leveringen/{aanbod.id}/pakket"
        bounds = replace(self._session.bounds, largest=aanbod.bytes - present)
        with self._call("GET", path, headers=headers, stream=True, bounds=bounds) as response:
            received = hashlib.sha256()
            mode = "wb"
            if response.status_code == requests.codes.partial:
                mode = "ab"
            with draft.open(mode) as out:
                for piece in response.iter_content(CHUNK):
                    received.update(piece)
                    out.write(piece)
        _check_digest(response, received.digest(), draft)

    def _json(self, method: str, path: str, **options: Any) -> Any:
        with _expected(), self._call(method, path, **options) as response:
            return jsontekst.read(response.content)

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        return self._answer(self._send(method, path, **options))

    def _send(self, method: str, path: str, **options: Any) -> requests.Response:
        """Call an address with a token; the answer may be a refusal."""
        given = options.pop("headers", {})
        bounds = options.pop("bounds", self._session.bounds)
        address = f"{self._url}/gkv/v1/{path}"

        def send() -> requests.Response:
            headers = {**given, "Authorization": f"Bearer {self._fresh_token()}"}
            with self._session.within(bounds):
                return self._session.request(method, address, headers=headers, **self._limits, **options)

        return _patiently(send)

    def _fresh_token(self) -> str:
        if time.monotonic() > self._until:
            with _expected():
                document = jsontekst.read(self._answer(_patiently(self._ask_token)).content)
                token = gkv_aanbod.read_text(document["access_token"])
                seconds = gkv_aanbod.read_number(document["expires_in"])
            if not TOKEN.fullmatch(token):
                raise Onbereikbaar(NO_SERVICE)
            self._token = token
            self._until = time.monotonic() + min(seconds, LONGEST_TOKEN) - BEFORE_THE_END
        return self._token

    def _ask_token(self) -> requests.Response:
        """Ask for a token with a proof that is made now: it holds for minutes, and only once."""
        endpoint = f"{self._url}/oauth/token"
        client = partner.client_id(self.koppeling)
        try:
            assertion = clientbewijs.write(client, endpoint, self._key, tijd.now())
        except MISREAD as error:
            raise Geweigerd("De sleutel is geen geheime JWK van de soort EC (P-256) of RSA.") from error
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": clientbewijs.ASSERTION_TYPE,
            "client_assertion": assertion,
        }
        return self._session.post(endpoint, data=form, **self._limits)

    @staticmethod
    def _answer(response: requests.Response) -> requests.Response:
        if response.ok and not response.is_redirect:
            return response
        status = response.status_code
        try:
            document = jsontekst.read(response.content)
            text = gkv_aanbod.read_text(document.get("detail") or document["error_description"])[
                :LONGEST_REASON
            ]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Onbereikbaar(f"{NO_SERVICE} (HTTP {status})") from None
        if status >= requests.codes.server_error:
            raise Onbereikbaar(f"De dienst antwoordt met HTTP {status}: {text}")
        raise GkvGeweigerd(text, status, _probleem(document))


def _probleem(document: Mapping[str, Any]) -> str | None:
    """The kind of problem that an answer names (RFC 9457)."""
    kind = document.get("type")
    if not isinstance(kind, str) or not kind.startswith(PROBLEEM):
        return None
    return kind.removeprefix(PROBLEEM)


def _patiently(send: Callable[[], requests.Response]) -> requests.Response:
    """The answer of a service, after it has taken its time when it is called too often."""
    for _ in range(ATTEMPTS):
        response = send()
        if response.status_code != requests.codes.too_many_requests:
            break
        response.close()
        time.sleep(_wait(response))
    return response


def _wait(response: requests.Response) -> int:
    """The seconds that a service asks for (RFC 9110, Retry-After); a date is passed over."""
    seconds = response.headers.get("Retry-After", "")
    if not (seconds.isascii() and seconds.isdigit()):
        return 1
    if len(seconds) > len(str(LONGEST_WAIT)):
        return LONGEST_WAIT
    return min(int(seconds), LONGEST_WAIT)


@contextmanager
def _expected() -> Iterator[None]:
    """Raise Onbereikbaar for a network that fails, and for an answer that is not one of this service."""
    try:
        yield
    except requests.RequestException as error:
        raise Onbereikbaar(because(f"{_place_of(error)} gaf geen antwoord", error)) from error
    except (KeyError, TypeError, ValueError, DocumentOngeldig) as error:
        raise Onbereikbaar(NO_SERVICE) from error


def _place_of(error: requests.RequestException) -> str:
    """The service, by the address that was called."""
    url = getattr(error.request, "url", None)
    return "De dienst" if url is None else f"De dienst op {without_secrets(url)}"


def _check_digest(response: requests.Response, digest: bytes, draft: Path) -> None:
    """Compare with Content-Digest (RFC 9530), which is of the bytes of this answer alone.

    The SHA-256 of the whole is compared as well; this one finds a fault before more is collected behind it.
    """
    expected = f"sha-256=:{base64.b64encode(digest).decode()}:"
    if response.headers.get("Content-Digest") != expected:
        draft.unlink()
        raise OverdrachtOngeldig
