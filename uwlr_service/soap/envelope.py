"""The SOAP 1.1 envelope, put around bytes on the way out."""

import functools

from uwlr_service.formats.uwlr.namespaces import SOAP


@functools.cache
def opening(prefix: str) -> bytes:
    """What comes before the body element."""
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bare_opening(prefix)


def bare_opening(prefix: str) -> bytes:
    """The same without XML declaration, for a reader that takes the first node for the envelope."""
    return f'<{prefix}:Envelope xmlns:{prefix}="{SOAP}"><{prefix}:Body>'.encode()


@functools.cache
def closing(prefix: str) -> bytes:
    """What comes after the body element."""
    return f"</{prefix}:Body></{prefix}:Envelope>".encode()
