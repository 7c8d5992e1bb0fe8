"""Messages to an address where no service is: a fault that names the addresses, and never a page."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from uwlr_service.domain.fouten import AdresOnbekend
from uwlr_service.soap import documents, faults, generiek, transport
from uwlr_service.soap.post import has_xml_type

ADDRESSES = (*documents.ADDRESSES.values(), generiek.PATH)


def is_message(environ: WSGIEnvironment) -> bool:
    """Whether a call brings XML, or something of no type."""
    if environ["REQUEST_METHOD"] in transport.READING or not has_xml_type(environ):
        return False
    has_body = environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ
    return has_body or bool(environ.get("CONTENT_TYPE"))


def answer(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """The fault."""
    fout = AdresOnbekend(f"Op dit adres staat geen dienst. De adressen zijn {', '.join(ADDRESSES)}.")
    document = faults.render(fout, generiek.PREFIX)
    return transport.send(start_response, faults.status_of(fout), transport.XML, document)
