"""The certificate that a server shows, whether or not it can be trusted."""

import ssl
from urllib.parse import urlsplit

from uwlr_service.outgoing.session import PORTS

SECONDS = 5.0


def shown_at(url: str) -> bytes | None:
    """The certificate at an address of https, in PEM; None where no TLS comes about."""
    parts = urlsplit(url)
    try:
        place = (str(parts.hostname), parts.port or PORTS["https"])
        return ssl.get_server_certificate(place, timeout=SECONDS).encode()
    except (OSError, ValueError):
        return None
