"""The network between a client and a service: a session, and the causes of failures in Dutch."""

import requests

from uwlr_service.client.adres import is_loopback


def session_for(url: str) -> requests.Session:
    """A session for a service at an address."""
    session = requests.Session()
    session.trust_env = not is_loopback(url)  # a proxy cannot reach this machine's own address
    return session


def cause_of(error: Exception) -> str:
    """Why the network failed, in a few Dutch words."""
    if isinstance(error, requests.Timeout):
        return "de dienst antwoordt niet op tijd"
    if isinstance(error, requests.exceptions.SSLError):
        return "het TLS-certificaat is niet te vertrouwen"
    if isinstance(error, requests.ConnectionError):
        return "er komt geen verbinding tot stand"
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"de server antwoordt met HTTP {error.response.status_code}"
    if isinstance(error, FileNotFoundError):
        return "dat bestand is er niet"
    return "het adres is niet te gebruiken"
