"""A provider as an application knows it: its document and its keys (OpenID Connect Discovery 1.0)."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests

from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.netwerk import because, session_for
from uwlr_service.client.sso.fouten import AanbiederWeigert
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats import jsontekst
from uwlr_service.formats.limits import JSON

DISCOVERY = "/.well-known/openid-configuration"
NO_PROVIDER = "Op dit adres staat geen aanbieder van OpenID Connect."
AGAIN = 60.0
"""Seconds before keys are fetched anew for a name that is not among them."""


class Aanbieder:
    """A provider, by its issuer; its document is read once, when it is first needed.

    Raises Onbereikbaar when it is not there, AanbiederWeigert when it refuses.
    """

    def __init__(self, issuer: str, timeout: float = TIMEOUT, trust: Trust = EVERYBODY) -> None:
        self.issuer = issuer
        self._timeout = timeout
        self._session = session_for(issuer, timeout, largest=JSON.bytes, trust=trust)
        self._document: Mapping[str, Any] = {}
        self._keys: list[Mapping[str, Any]] = []
        self._fetched = 0.0

    def endpoint(self, name: str) -> str:
        """An address of the provider, by its name in the document."""
        with _expected():
            if not self._document:
                self._document = self._read_document()
            address = self._document[name]
            if not isinstance(address, str):
                raise DocumentOngeldig(NO_PROVIDER)
            return address

    def keys(self, kid: str | None) -> list[Mapping[str, Any]]:
        """The keys of the provider; fetched anew when one of that name is not among them."""
        is_there = any(key.get("kid") == kid for key in self._keys)
        if not self._keys or (not is_there and time.monotonic() > self._fetched + AGAIN):
            document = self._get(self.endpoint("jwks_uri"))
            with _expected():
                self._keys = [dict(key) for key in document["keys"]]
            self._fetched = time.monotonic()
        return self._keys

    def post(self, endpoint: str, form: Mapping[str, str], **headers: str) -> Mapping[str, Any]:
        """Send a form to an address of the provider; returns the JSON that it answers."""
        address = self.endpoint(endpoint)
        with _expected():
            response = self._session.post(address, data=dict(form), headers=headers, **self._limits)
            return _answer(response)

    def get(self, endpoint: str, **headers: str) -> Mapping[str, Any]:
        """Ask an address of the provider; returns the JSON that it answers."""
        return self._get(self.endpoint(endpoint), **headers)

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    @property
    def _limits(self) -> dict[str, Any]:
        return {"timeout": self._timeout, "allow_redirects": False}

    def _get(self, address: str, **headers: str) -> Mapping[str, Any]:
        with _expected():
            return _answer(self._session.get(address, headers=headers, **self._limits))

    def _read_document(self) -> Mapping[str, Any]:
        document = self._get(f"{self.issuer}{DISCOVERY}")
        # Section 4.3: otherwise one provider could speak in the name of another.
        if document.get("issuer") != self.issuer:
            raise DocumentOngeldig(NO_PROVIDER)
        return document


def _answer(response: requests.Response) -> Mapping[str, Any]:
    document = jsontekst.read(response.content)
    if not isinstance(document, Mapping):
        raise DocumentOngeldig(NO_PROVIDER)
    if response.status_code == requests.codes.ok:
        return document
    code = document.get("error")
    if not isinstance(code, str):
        raise DocumentOngeldig(NO_PROVIDER)
    omschrijving = document.get("error_description")
    raise AanbiederWeigert(code, omschrijving if isinstance(omschrijving, str) else None)


@contextmanager
def _expected() -> Iterator[None]:
    """Raise Onbereikbaar for a network that fails, and for an answer that is not one of a provider."""
    try:
        yield
    except requests.RequestException as error:
        raise Onbereikbaar(because("De aanbieder gaf geen antwoord", error)) from error
    except (KeyError, TypeError, ValueError, DocumentOngeldig) as error:
        raise Onbereikbaar(NO_PROVIDER) from error
