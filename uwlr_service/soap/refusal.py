"""What a SOAP client hears when not even the head of its request could be read."""

import re
from http import HTTPStatus

from uwlr_service.domain.fouten import BerichtFout, InterneFout, OngeldigBericht, TijdelijkNietBeschikbaar
from uwlr_service.soap import faults, generiek, transport
from uwlr_service.soap.documents import SOAP_PATHS

PROEFTUIN = re.compile(r"/proeftuin/[0-9]+(?=/)", re.ASCII)
"""What stands before the address of a service at a proeftuin."""


def speaks(path: str, method: str) -> bool:
    """Whether a caller of this path expects a SOAP message; a browser that opens it does not."""
    address = PROEFTUIN.sub("", path.rstrip("/"))
    return method not in transport.READING and (address in SOAP_PATHS or address == generiek.PATH)


def refusal(path: str, status: int, text: str) -> tuple[str, str, bytes]:
    """The status line, media type and message. The status is that of any other fault (SOAP 1.1, 6.2)."""
    fout = _fout(status, text)
    if path.rstrip("/") == generiek.PATH:
        document = faults.render_plain(fout, generiek.PREFIX)
    else:
        document = faults.render(fout, generiek.PREFIX)
    return faults.status_of(fout), transport.XML[1], document


def _fout(status: int, text: str) -> BerichtFout:
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return TijdelijkNietBeschikbaar()
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return InterneFout(text)
    return OngeldigBericht(text)
