"""The network between a client and a service: a session, and the causes of failures in Dutch."""

import requests

from uwlr_service.client.adres import TIMEOUT, is_loopback
from uwlr_service.formats.limits import ANTWOORD
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.fouten import Elsewhere, TooIntricate, TooLarge
from uwlr_service.outgoing.session import Session


def session_for(url: str, timeout: float = TIMEOUT, largest: int = ANTWOORD.bytes) -> Session:
    """A session with the service at an address; it sends nothing to any other.

    An exchange takes at most ``timeout`` seconds and the time that its bytes take, and its answer at most
    ``largest`` bytes.
    """
    session = Session(url, Bounds(largest=largest, seconds=timeout, ratio=ANTWOORD.ratio))
    session.trust_env = not is_loopback(url)  # a proxy cannot reach this machine's own address
    return session


def cause_of(error: Exception) -> str:
    """Why the network failed, in a few Dutch words."""
    for kind, words in CAUSES:
        if isinstance(error, kind):
            return words
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"de server antwoordt met HTTP {error.response.status_code}"
    return "het adres is niet te gebruiken"


CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (requests.Timeout, "de dienst antwoordt niet op tijd"),
    (requests.exceptions.SSLError, "het TLS-certificaat is niet te vertrouwen"),
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
