"""What the service calls itself in tokens, and the certificate that a caller showed to its proxy."""

from flask import request
from werkzeug.exceptions import ServiceUnavailable

from uwlr_service.config import Settings
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.netwerk import is_proxy
from uwlr_service.formats.oauth import certificaat
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.uitwisseling.gkv.tokens import Adressen

LOCAL = ("localhost", "127.0.0.1", "[::1]")


def own(settings: Settings) -> Adressen:
    """The issuer: UWLR_BASE_URL, or on one machine alone the address that was called.

    A Host is chosen by whoever calls; believing it, we would take a proof that was meant for another.
    """
    if settings.base_url is not None:
        return Adressen(settings.base_url)
    address = request.host_url.rstrip("/")
    if request.host.rpartition(":")[0] in LOCAL or request.host in LOCAL:
        return Adressen(address)
    raise ServiceUnavailable


def shown_certificate(settings: Settings) -> Certificaat | None:
    """The client certificate of this call, as a proxy that we believe tells it (RFC 9440, or nginx)."""
    name = settings.certificate_header
    value = request.headers.get(name, "") if name is not None else ""
    if not value or not is_believed(request.remote_addr, settings.proxies, settings.bind):
        return None
    try:
        return certificaat.read_header(value)
    except DocumentOngeldig:
        return None


def is_believed(address: str | None, proxies: str, bind: str) -> bool:
    """Whether a caller is one of the proxies; over a socket file nobody else can come."""
    return bind.startswith("unix:") or is_proxy(address, proxies)
