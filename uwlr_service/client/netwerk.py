"""The network between a client and a service: a session, and the causes of failures in Dutch."""

import requests

from uwlr_service.client.adres import TIMEOUT, is_loopback
from uwlr_service.client.tlsoorzaak import cause_of_tls
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.formats.limits import ANTWOORD
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.fouten import Elsewhere, TooIntricate, TooLarge
from uwlr_service.outgoing.session import Session


def session_for(
    url: str, timeout: float = TIMEOUT, largest: int = ANTWOORD.bytes, trust: Trust = EVERYBODY
) -> Session:
    """A session with the service at an address; it sends nothing to any other.

    An exchange takes at most ``timeout`` seconds and the time that its bytes take, and its answer at most
    ``largest`` bytes.
    """
    bounds = Bounds(largest=largest, seconds=timeout, ratio=ANTWOORD.ratio)
    session = Session(url, bounds, trust.issuers)
    session.cert = trust.shown
    session.trust_env = not is_loopback(url)  # a proxy cannot reach this machine's own address
    return session


def cause_of(error: Exception) -> str:
    """Why the network failed, in a few Dutch words.

    Where TLS may be the reason, this can take some seconds more: the server is tried by another handshake.
    """
    of_tls = cause_of_tls(error)
    if of_tls is not None:
        return of_tls
    for kind, words in CAUSES:
        if isinstance(error, kind):
            return words
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"de server antwoordt met HTTP {error.response.status_code}"
    return "het adres is niet te gebruiken"


def because(what: str, error: Exception) -> str:
    """A sentence that says what failed, and why."""
    words = cause_of(error)
    end = "" if words.endswith("?") else "."
    return f"{what}: {words}{end}"


CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (requests.Timeout, "de dienst antwoordt niet op tijd"),
    (requests.exceptions.ProxyError, "de proxy van HTTP_PROXY of HTTPS_PROXY laat dit niet door"),
    (requests.ConnectionError, "er komt geen verbinding tot stand"),
    (requests.exceptions.ChunkedEncodingError, "het antwoord breekt af"),
    (requests.exceptions.ContentDecodingError, "het antwoord is niet uit te pakken"),
    (requests.TooManyRedirects, "de dienst verwijst steeds door"),
    (TooLarge, "het antwoord is te groot"),
    (TooIntricate, "wat het antwoord beschrijft, wordt te groot"),
    (Elsewhere, "de dienst verwijst naar een ander adres, en daar gaat niets heen"),
    (FileNotFoundError, "dat bestand is er niet"),
)
"""The first that fits."""
