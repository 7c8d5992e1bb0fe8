"""What we ask of the provider of a school: its document, its keys, and an ID token for a code.

The school chose the addresses, so a call goes to the internet alone, ends in time, and reads a bounded
answer.
"""

import base64
import ipaddress
from collections.abc import Collection, Mapping
from datetime import timedelta
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from cachetools import TTLCache

from uwlr_service.domain import netwerk
from uwlr_service.domain.account.schoolprovider import Schoolprovider, require_address
from uwlr_service.domain.fouten import DocumentOngeldig, Geweigerd
from uwlr_service.domain.fouten.extern import ProviderOnbruikbaar
from uwlr_service.formats import jsontekst
from uwlr_service.formats.jsontekst import JsonOngeldig
from uwlr_service.formats.oauth import jwks, providerdocument
from uwlr_service.formats.oauth.providerdocument import BASIC, Providerdocument
from uwlr_service.outgoing import pinned
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.pinned import NoAnswer

BOUNDS = Bounds(largest=256 * 1024, seconds=10.0)
KEPT = timedelta(minutes=5)
"""How long a document and keys are used before they are read anew."""
AGAIN = timedelta(minutes=1)
"""How often at most keys are read anew for a token that is signed by an unknown one."""
PAUSE = timedelta(seconds=30)
"""How long a provider that failed is left alone: anybody can ask for it, and each call keeps us waiting."""
MOST = 1000
FORM = "application/x-www-form-urlencoded"
WOORDEN = {
    "too_slow": "er kwam niet op tijd een antwoord",
    "unreachable": "daar luistert niemand",
    "no_such_name": "deze naam bestaat niet",
    "own_network": "dit adres ligt in een eigen netwerk",
    "wrong_certificate": "het certificaat klopt niet",
    "no_tls": "er is geen beveiligde verbinding te maken",
    "too_large": "het antwoord is te groot",
}
"""Why there is no answer, for whoever looks after the provider."""


class Providerbron:
    """Asks providers; ``hosts`` are those of our own network that an operator lets us call."""

    def __init__(self, hosts: Collection[str]) -> None:
        self._hosts = frozenset(hosts)
        self._lock = Lock()
        self._documents: TTLCache[str, Providerdocument] = TTLCache(MOST, KEPT.total_seconds())
        self._failed: TTLCache[str, tuple[str, str]] = TTLCache(MOST, PAUSE.total_seconds())
        self._keys: TTLCache[str, list[dict[str, Any]]] = TTLCache(MOST, KEPT.total_seconds())
        self._renewed: TTLCache[str, bool] = TTLCache(MOST, AGAIN.total_seconds())

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of our own network that may be called."""
        return self._hosts

    def document(self, issuer: str, *, is_fresh: bool = False) -> Providerdocument:
        """What a provider says of itself, of at most five minutes ago. Raises ProviderOnbruikbaar."""
        with self._lock:
            known = None if is_fresh else self._documents.get(issuer)
            failed = None if is_fresh else self._failed.get(issuer)
        if known is not None:
            return known
        if failed is not None:
            raise ProviderOnbruikbaar(*failed)
        try:
            document = self._read(issuer)
        except ProviderOnbruikbaar as error:
            with self._lock:
                self._failed[issuer] = (error.tekst, error.reden)
            raise
        with self._lock:
            self._documents[issuer] = document
        return document

    def _read(self, issuer: str) -> Providerdocument:
        address = providerdocument.address_of(issuer)
        try:
            document = providerdocument.read(self._get(address), issuer)
            for named in (document.aanmeldadres, document.tokenadres, document.sleuteladres):
                require_address(named, self._hosts)
        except (DocumentOngeldig, Geweigerd) as error:
            if isinstance(error, ProviderOnbruikbaar):
                raise
            raise ProviderOnbruikbaar(f"{error.tekst} Gelezen van {address}.", "wrong_document") from error
        return document

    def keys(self, document: Providerdocument, kid: str | None = None) -> list[dict[str, Any]]:
        """The keys of a provider; read anew if one of this name is not among them.

        Raises ProviderOnbruikbaar.
        """
        address = document.sleuteladres
        with self._lock:
            known = self._keys.get(address)
            is_unknown = known is not None and kid is not None and all(key["kid"] != kid for key in known)
            if known is not None and (not is_unknown or address in self._renewed):
                return known
            self._renewed[address] = True
        try:
            keys = jwks.read_known(self._get(address))
        except DocumentOngeldig as error:
            raise ProviderOnbruikbaar(f"{error.tekst} Gelezen van {address}.", "wrong_keys") from error
        with self._lock:
            self._keys[address] = keys
        return keys

    def redeem(
        self, document: Providerdocument, provider: Schoolprovider, geheim: str, form: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """The answer to a code (OpenID Connect Core 1.0, section 3.1.3). Raises ProviderOnbruikbaar."""
        headers = {"Content-Type": FORM}
        sent = dict(form)
        if document.methode == BASIC:
            pair = f"{quote(provider.client_id, safe='')}:{quote(geheim, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            sent |= {"client_id": provider.client_id, "client_secret": geheim}
        body = self._call(document.tokenadres, urlencode(sent).encode(), headers)
        try:
            answer = jsontekst.read(body)
        except JsonOngeldig as error:
            raise ProviderOnbruikbaar(
                f"Het antwoord van {document.tokenadres} is geen JSON.", "no_json"
            ) from error
        if not isinstance(answer, dict):
            raise ProviderOnbruikbaar(f"Het antwoord van {document.tokenadres} is geen object.", "no_json")
        return answer

    def _get(self, address: str) -> bytes:
        return self._call(address, None, {})

    def _call(self, address: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
        """What one address answers with 200. Raises ProviderOnbruikbaar, Geweigerd."""
        require_address(address, self._hosts)
        is_named = urlsplit(address).netloc.lower() in self._hosts

        def may_call(number: str) -> bool:
            return is_named or netwerk.is_public(ipaddress.ip_address(number))

        try:
            answer = pinned.exchange(address, BOUNDS, may_call, body=body, headers=headers)
        except NoAnswer as error:
            why = WOORDEN.get(error.reason, "het antwoord is geen HTTP")
            raise ProviderOnbruikbaar(f"Er is geen antwoord van {address}: {why}.", error.reason) from error
        if answer.status != pinned.OK:
            raise ProviderOnbruikbaar(
                f"Het antwoord van {address} is HTTP {answer.status}, en moet 200 zijn.",
                f"http_{answer.status}",
            )
        return answer.body
