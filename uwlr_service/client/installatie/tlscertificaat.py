"""The certificate that a server shows, whether or not it can be trusted."""

import smtplib
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


def shown_by_mail(host: str, port: int, *, is_at_once: bool) -> bytes | None:
    """The same of a mail server, from the first byte (RFC 8314) or after STARTTLS (RFC 3207)."""
    if is_at_once:
        return shown_at(f"https://{host}:{port}")
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # it is only looked at, and nothing is sent
    try:
        with smtplib.SMTP(host, port, timeout=SECONDS) as server:
            server.starttls(context=context)
            shown = (
                server.sock.getpeercert(binary_form=True) if isinstance(server.sock, ssl.SSLSocket) else None
            )
    except (OSError, ValueError, smtplib.SMTPException):
        return None
    return None if shown is None else ssl.DER_cert_to_PEM_cert(shown).encode()
