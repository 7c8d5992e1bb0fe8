"""Judges the settings that somebody chose for a client."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from uwlr_service.domain import netwerk
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.sso import adresregels, naam
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.domain.sso.toepassing import Instellingen
from uwlr_service.formats.oauth import jwks

CALLED = (Adressoort.AFMELDING, Adressoort.SLEUTELS)
"""The addresses that this service calls itself."""


def judge(instellingen: Instellingen, *, proeftuin: bool, hosts: Collection[str] | None) -> Instellingen:
    """The settings as they are kept. Raises Geweigerd for what a client may not be.

    ``hosts`` are those of the own network that may be called; None lets all of them pass.
    """
    adressen = {
        soort: adresregels.read_all(instellingen.uris(soort), soort, proeftuin=proeftuin)
        for soort in Adressoort
    }
    if not adressen[Adressoort.TERUG]:
        raise Geweigerd("Geef ten minste één adres om naar terug te gaan.")
    if hosts is not None:
        for soort in CALLED:
            require_outside(adressen[soort], hosts)
    written = _jwks(instellingen.methode, instellingen.jwks, adressen[Adressoort.SLEUTELS])
    return replace(instellingen, naam=naam.read(instellingen.naam), adressen=adressen, jwks=written)


def require_outside(uris: Iterable[str], hosts: Collection[str]) -> None:
    """Raise Geweigerd for an address in our own network that may not be called."""
    for uri in uris:
        parts = urlsplit(uri)
        if netwerk.is_own_network(str(parts.hostname)) and parts.netloc.lower() not in hosts:
            raise Geweigerd(
                f"Het adres {uri} ligt in het eigen netwerk van deze dienst, en wordt niet aangeroepen."
                " Vraag de beheerder van de dienst om het toe te staan."
            )


def _jwks(methode: Bewijswijze, given: str | None, addresses: Collection[str]) -> str | None:
    """The JWK Set as it is kept. Raises Geweigerd, unless there is what the client proves itself by."""
    has_set = bool(given and given.strip())
    if methode is Bewijswijze.GEHEIM:
        if has_set or addresses:
            raise Geweigerd("Een toepassing met een geheim heeft geen eigen sleutels.")
        return None
    if has_set == bool(addresses):
        raise Geweigerd("Geef een JWK Set of het adres ervan, en niet allebei.")
    if not has_set:
        return None
    return read_jwks(str(given))


def read_jwks(text: str) -> str:
    """A JWK Set as it is kept. Raises DocumentOngeldig for anything else, and for one that holds a secret."""
    return json.dumps({"keys": jwks.read(text.strip().encode(errors="surrogatepass"))})
