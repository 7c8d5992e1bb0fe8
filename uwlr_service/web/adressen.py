"""What the service calls itself in tokens, and what a caller shows: a token, or a certificate."""

import re

from flask import g, request
from werkzeug.exceptions import ServiceUnavailable

from uwlr_service.domain.fouten import DocumentOngeldig, TokenOngeldig
from uwlr_service.domain.netwerk import is_proxy
from uwlr_service.formats.oauth import certificaat
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.uitwisseling.koppeling.partner.tokenbewijs import Tokenadressen
from uwlr_service.web.state import diensten

BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/=-]+)", re.IGNORECASE | re.ASCII)
BELOW = "uwlr.below"
"""Under this name a call has, in its environ, the path below which the service shows itself there."""
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def own() -> Tokenadressen:
    """The issuer: UWLR_BASE_URL, or the address that was called if the service has this machine to itself.

    Callers choose the Host. If we believed it, we would accept a proof that was meant for another service.
    """
    below: str = request.environ.get(BELOW, "")
    base_url = diensten().settings.base_url
    if base_url is not None:
        return Tokenadressen(base_url + below)
    if request.host in LOCAL or request.host.rpartition(":")[0] in LOCAL:
        return Tokenadressen(request.host_url.rstrip("/") + below)
    raise ServiceUnavailable


def shown_token() -> str:
    """The token of this call (RFC 6750, section 2.1). Raises TokenOngeldig if there is none."""
    given = BEARER.fullmatch(request.headers.get("Authorization", ""))
    if given is None:
        raise TokenOngeldig
    return given[1]


def shown_certificate() -> Certificaat | None:
    """The client certificate of this call, as a proxy that we trust passes it on (RFC 9440, or nginx)."""
    settings = diensten().settings
    if settings.certificate_header is None:
        return None
    value = request.headers.get(settings.certificate_header, "")
    # Anybody can send the header; only our own proxy has seen the certificate itself.
    if not value or not is_believed(request.remote_addr, settings.proxies, settings.bind):
        return None
    try:
        return certificaat.read_header(value)
    except DocumentOngeldig:
        g.unreadable_certificate = True  # for the log: the proxy and we do not understand each other
        return None


def is_believed(address: str | None, proxies: str, bind: str) -> bool:
    """Whether a caller is one of the proxies; nobody else can reach a socket file."""
    return bind.startswith("unix:") or is_proxy(address, proxies)
