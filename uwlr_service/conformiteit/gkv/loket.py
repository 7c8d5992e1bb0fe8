"""What a pull API offers, found out once: a token, a school, its deliveries and their packages.

What cannot be found is left out: the cases about it say what is wrong, and those that need it are passed
over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lxml import etree

from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord
from uwlr_service.conformiteit.gkv.bewijzen import proofs
from uwlr_service.conformiteit.gkv.doel import PullApi
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.school import schoolpad
from uwlr_service.formats.limits import PAKKET
from uwlr_service.formats.oauth import jwks
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE

MOST_BEFORE = 8
"""Deliveries before the last full one that are looked at: what those led to is in the full one too."""
MOST_PACKAGES = 16
"""Packages that are collected to judge them, the newest."""
MOST_DIGITS = 18
"""Of the number of a delivery; Python refuses to read one of thousands."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NAMES = ("id", "volgnummer", "sha256", "bytes", "pakket", "manifest", "ontvangstbevestiging")
"""What a step may name of the newest delivery."""


@dataclass
class Loket:
    """The pull API as a partner finds it, from nothing but what it was handed."""

    doel: PullApi
    verkeer: Verkeer
    folder: Path
    _token: str | None = field(default=None, repr=False)

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """The addresses that the service publishes (RFC 8414); else those of docs/gkv-api.rst."""
        base = self.doel.url.rstrip("/")
        found = self._root(self._get(f"{base}/.well-known/oauth-authorization-server"))
        token, keys = (_own(self.verkeer, found, naam) for naam in ("token_endpoint", "jwks_uri"))
        return {
            "token_adres": token or f"{base}/oauth/token",
            "jwks_adres": keys or f"{base}/.well-known/jwks.json",
        }

    @cached_property
    def audience(self) -> str:
        """What a proof names as its audience."""
        return self.metadata["token_adres"]

    def proofs(self) -> dict[str, str]:
        """Proofs that were not used yet."""
        client_id = partner.client_id(self.doel.koppeling)
        return proofs(client_id, self.audience, self.doel.key, tijd.now())

    @property
    def token(self) -> str:
        """A token; empty if none was given."""
        if self._token is None:
            self._token = self._fresh_token()
        return self._token

    def _fresh_token(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": self.proofs()["bewijs"],
        }
        try:
            answer = self.verkeer.call("POST", self.audience, FORM, urlencode(form).encode())
        except GeenAntwoord:
            return ""
        root = self._root(answer)
        return "" if root is None else (root.findtext("access_token") or "")

    @cached_property
    def sleutels(self) -> list[dict[str, Any]]:
        """The keys that packages are signed with."""
        answer = self._get(self.metadata["jwks_adres"])
        try:
            return [] if answer is None else jwks.read_published(answer.content)
        except DocumentOngeldig:
            return []

    @cached_property
    def school(self) -> etree._Element | None:
        """The school that is judged, of the list of links."""
        answer = self._get(f"{self.doel.url.rstrip('/')}/gkv/v1/koppelingen", with_token=True)
        root = self._root(answer)
        if root is None:
            return None
        scholen = root.findall("koppelingen/item/scholen/item")
        if self.doel.school is not None:
            wanted = schoolpad.write(self.doel.school)
            scholen = [
                school for school in scholen if (school.findtext("school") or "").replace("/", "-") == wanted
            ]
        with_data = [school for school in scholen if school.findtext("laatste_volgnummer")]
        return next(iter([*with_data, *scholen]), None)

    @cached_property
    def leveringen(self) -> list[etree._Element]:
        """Some deliveries of the school up to the newest, as far as packages are kept."""
        if self.school is None:
            return []
        basis = _number(self.school, "laatste_basisvolgnummer")
        address = self.school.findtext("leveringen")
        if basis is None or not address or not self.verkeer.is_own(address):
            return []
        root = self._root(self._get(f"{address}?na={max(basis - MOST_BEFORE, 0)}", with_token=True))
        listed = [] if root is None else root.findall("leveringen/item")
        return [levering for levering in listed if levering.findtext("pakket")]

    @cached_property
    def pakketten(self) -> list[Path]:
        """The packages of the deliveries, collected into the folder."""
        paths = []
        for number, levering in enumerate(self.leveringen[-MOST_PACKAGES:]):
            address = levering.findtext("pakket") or ""
            answer = self._get(address, with_token=True) if self.verkeer.is_own(address) else None
            if answer is None or answer.status != HTTPStatus.OK or len(answer.content) > PAKKET.bytes:
                continue
            path = self.folder / f"{number:03}.zip"
            path.write_bytes(answer.content)
            paths.append(path)
        return paths

    @property
    def values(self) -> dict[str, str]:
        """What steps may name: addresses, and what the newest delivery says of itself."""
        school, newest = self.school, (self.leveringen or [None])[-1]
        found = {naam: _text(school, naam) for naam in ("leveringen", "volledig", "laatste_volgnummer")}
        found |= {f"levering_{naam}" if naam == "id" else naam: _text(newest, naam) for naam in NAMES}
        andere = self.doel.andere_school
        return {
            **self.metadata,
            **found,
            "koppeling": str(self.doel.koppeling),
            "client_id": partner.client_id(self.doel.koppeling),
            "andere_school": "" if andere is None else schoolpad.write(andere),
            **self.proofs(),
        }

    def _get(self, url: str, *, with_token: bool = False) -> Antwoord | None:
        koppen = {"Accept": "*/*", "Accept-Encoding": "identity"}
        if with_token:
            koppen["Authorization"] = f"Bearer {self.token}"
        try:
            return self.verkeer.call("GET", url, koppen, None)
        except GeenAntwoord:
            return None

    @staticmethod
    def _root(answer: Antwoord | None) -> etree._Element | None:
        """The JSON of a good answer as a tree."""
        return None if answer is None or answer.status != HTTPStatus.OK else answer.root


def _own(verkeer: Verkeer, root: etree._Element | None, naam: str) -> str | None:
    """An address of a document, if it is one of this server."""
    address = None if root is None else root.findtext(naam)
    return address if address and verkeer.is_own(address) else None


def _text(element: etree._Element | None, naam: str) -> str:
    return "" if element is None else (element.findtext(naam) or "")


def _number(element: etree._Element, naam: str) -> int | None:
    """A whole number, if it is one that a package can have."""
    text = _text(element, naam)
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None
