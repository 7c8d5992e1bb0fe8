"""Why there is no secure connection, in Dutch words that say what to do about it."""

import http.client
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import requests

from uwlr_service.client.tlsproef import ASKED, NO_TLS, REFUSED, Shown, Uitkomst, try_tls
from uwlr_service.outgoing.session import PORTS, origin_of

NOT_TRUSTED = "het TLS-certificaat is niet te vertrouwen"
NO_CONNECTION = "er komt geen versleutelde verbinding tot stand"
SPEAKS_NO_TLS = "dit adres spreekt geen TLS; is het http?"
SPEAKS_TLS = "dit adres spreekt TLS; is het https?"
ASKS_CERTIFICATE = "de server vraagt om een certificaat van de beller: noem het met --cert"
REFUSES_CERTIFICATE = "de server neemt het certificaat van de beller niet aan"
NO_VERSION = "de server kent geen versie van TLS die deze machine ook kent (1.2 of hoger)"
NOTHING_SHARED = "de server breekt het opzetten van TLS af: er is geen versleuteling die beide kanten kennen"
CUT_OFF = "de server verbreekt de verbinding tijdens het opzetten van TLS"
UNKNOWN_ISSUER = "het TLS-certificaat is van een onbekende uitgever; is die te vertrouwen, noem hem met --ca"
SELF_SIGNED = (
    "het TLS-certificaat is door de server zelf ondertekend; is het te vertrouwen, noem het met --ca"
)
CERTIFICATE: dict[int, str] = {
    2: UNKNOWN_ISSUER,
    9: "het TLS-certificaat is nog niet geldig; klopt de klok van deze machine?",
    10: "het TLS-certificaat is verlopen",
    18: SELF_SIGNED,
    19: UNKNOWN_ISSUER,
    20: UNKNOWN_ISSUER,
    21: UNKNOWN_ISSUER,
    23: "het TLS-certificaat is ingetrokken",
    24: UNKNOWN_ISSUER,
}
"""By the number that OpenSSL gives to what is wrong with a certificate (x509_vfy.h)."""
OTHER_NAMES = frozenset({62, 64})
"""The name, or the address, is not in it."""
REASONS: dict[str, str] = {
    **dict.fromkeys(NO_TLS, SPEAKS_NO_TLS),
    **dict.fromkeys(ASKED, ASKS_CERTIFICATE),
    **dict.fromkeys(REFUSED, REFUSES_CERTIFICATE),
    "TLSV1_ALERT_PROTOCOL_VERSION": NO_VERSION,
    "UNSUPPORTED_PROTOCOL": NO_VERSION,
    "NO_PROTOCOLS_AVAILABLE": NO_VERSION,
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": NOTHING_SHARED,
    "DH_KEY_TOO_SMALL": NOTHING_SHARED,
    "EE_KEY_TOO_SMALL": "de sleutel van het TLS-certificaat is te zwak",
    "CA_MD_TOO_WEAK": "de handtekening van het TLS-certificaat is te zwak",
    "TLSV1_UNRECOGNIZED_NAME": "de server kent de naam in dit adres niet",
    "SSLV3_ALERT_UNRECOGNIZED_NAME": "de server kent de naam in dit adres niet",
    "UNEXPECTED_EOF_WHILE_READING": CUT_OFF,
}
"""By what OpenSSL calls it. Names with ALERT are what the server said, the others what this side found."""
SEEN: dict[Uitkomst, str] = {
    Uitkomst.GEEN_TLS: SPEAKS_NO_TLS,
    Uitkomst.VRAAGT_CERTIFICAAT: ASKS_CERTIFICATE,
    Uitkomst.WEIGERT_CERTIFICAAT: REFUSES_CERTIFICATE,
    Uitkomst.VERBROKEN: CUT_OFF,
    Uitkomst.GEWEIGERD: NOTHING_SHARED,
}
"""Why https fails, by what a handshake of our own showed."""
OF_TLS = frozenset({Uitkomst.GESLAAGD, Uitkomst.VRAAGT_CERTIFICAAT, Uitkomst.WEIGERT_CERTIFICAAT})
"""What only a server of TLS can show."""
ALERT = b"\x15\x03"
"""How a server of TLS begins what it says of a request that is not TLS (RFC 5246, 6.2.1)."""
BAD_REQUEST = 400
"""What nginx and others answer to http on a port of https."""


def cause_of_tls(error: Exception) -> str | None:
    """Why TLS failed, or why it should have been used; None if this has nothing to do with TLS."""
    url = _url_of(error)
    if isinstance(error, requests.exceptions.SSLError):
        return _of_ssl(error, url)
    if isinstance(error, requests.exceptions.ProxyError | requests.Timeout) or url is None:
        return None
    if isinstance(error, requests.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        return _of_http(error, url) if status == BAD_REQUEST else None
    if isinstance(error, requests.ConnectionError) and _was_dropped(error):
        return _of_dropped(error, url)
    return None


def _of_ssl(error: Exception, url: str | None) -> str:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _of_certificate(cause, url)
        if isinstance(cause, ssl.SSLError):
            words = REASONS.get(cause.reason or "")
            if words is not None and words != CUT_OFF:
                return words
            if isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError) or words == CUT_OFF:
                return SEEN.get(_try(error), CUT_OFF)
    return SEEN.get(_try(error), NO_CONNECTION)


def _of_certificate(cause: ssl.SSLCertVerificationError, url: str | None) -> str:
    if cause.verify_code in OTHER_NAMES:
        host = urlsplit(url or "").hostname or "deze server"
        return f"het TLS-certificaat is niet van {host}, maar van een andere naam"
    return CERTIFICATE.get(cause.verify_code, NOT_TRUSTED)


def _of_dropped(error: Exception, url: str) -> str | None:
    """A connection that was made, and ended without an answer."""
    if url.startswith("https:"):
        return SEEN.get(_try(error))
    if any(
        isinstance(cause, http.client.BadStatusLine) and ALERT in _line(cause) for cause in _causes(error)
    ):
        return SPEAKS_TLS
    return _of_http(error, url)


def _of_http(error: Exception, url: str) -> str | None:
    """Plain http got no good answer: perhaps this is a port of https."""
    if not url.startswith("http:"):
        return None
    return SPEAKS_TLS if _try(error) in OF_TLS else None


def _line(error: http.client.BadStatusLine) -> bytes:
    return str(error).encode("latin-1", "replace")


def _was_dropped(error: Exception) -> bool:
    """Whether there was a connection at all: one that was refused is no riddle."""
    broken = (
        ConnectionResetError,
        BrokenPipeError,
        http.client.RemoteDisconnected,
        http.client.BadStatusLine,
    )
    return any(isinstance(cause, broken) for cause in _causes(error))


def _try(error: Exception) -> Uitkomst:
    """Try the server of a call that failed, with the certificate that was shown to it."""
    origin = origin_of(_url_of(error) or "")
    shown: Shown = getattr(error, "cert", None)
    if origin is None:
        return Uitkomst.ONBEKEND
    scheme, host, port = origin
    return try_tls(host, port or PORTS[scheme], shown)


def _url_of(error: Exception) -> str | None:
    request = getattr(error, "request", None)
    url = getattr(request, "url", None)
    return url if isinstance(url, str) else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error with all that it was made of: requests and urllib3 put the cause among the arguments."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop(0)
        if not isinstance(current, BaseException) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting += [*current.args, getattr(current, "reason", None), current.__cause__, current.__context__]
