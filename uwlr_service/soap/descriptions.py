"""What a GET of a SOAP service gives: WSDLs, schemas, and where those are for any other question."""

import hashlib
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from uwlr_service.soap import asking, documents, transport
from uwlr_service.soap.asking import Document

NOT_FOUND = "404 Not Found"
NOT_MODIFIED = "304 Not Modified"
CACHE = ("Cache-Control", "no-cache")
"""It may be kept, but not used without asking: the addresses in it change when the operator moves."""


def of_uwlr(environ: WSGIEnvironment, start_response: StartResponse, base_url: str | None) -> Iterable[bytes]:
    """The answer below ``/uwlr/``; ``base_url`` is that of the settings."""
    base = base_url or transport.own_address(environ)
    path = environ.get("PATH_INFO", "").rstrip("/")
    if path in documents.SOAP_PATHS:
        return _of_address(environ, start_response, path, base)
    schema = path.removeprefix(documents.SCHEMAS)
    if schema in documents.SCHEMA_FILES:
        return send(environ, start_response, documents.schema(schema, base))
    lines = [
        "Dit adres bestaat niet. De diensten van UWLR staan op",
        *(base + address for address in documents.ADDRESSES.values()),
    ]
    return advise(environ, start_response, lines)


def _of_address(
    environ: WSGIEnvironment, start_response: StartResponse, path: str, base: str
) -> Iterable[bytes]:
    query = asking.parameters(environ)
    versie = query.get("versie", documents.STANDAARDVERSIE)
    document = asking.document_of(query)
    if document is not None and versie in documents.VERSIES:
        make = documents.wsdl if document is Document.WSDL else documents.single_wsdl
        return send(environ, start_response, make(path, versie, base))
    lines = asking.advice(base + path)
    lines += [
        f"Ze zijn er van versie {' en '.join(documents.VERSIES)} van de standaard; zet erachter",
        f"&versie={documents.VERSIES[-1]}",
        "De schema's die de WSDL noemt, staan onder",
        *(f"{base}{documents.SCHEMAS}{versie}/" for versie in documents.VERSIES),
    ]
    return advise(environ, start_response, lines)


def send(environ: WSGIEnvironment, start_response: StartResponse, document: bytes) -> Iterable[bytes]:
    """A description, unless the caller has it already (RFC 9110, 13.1.2)."""
    etag = f'"{hashlib.sha256(document).hexdigest()}"'
    headers = [("ETag", etag), CACHE]
    if etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response(NOT_MODIFIED, headers)
        return []
    is_head = environ["REQUEST_METHOD"] == "HEAD"
    return transport.send(start_response, transport.OK, transport.XML, document, *headers, head=is_head)


def advise(environ: WSGIEnvironment, start_response: StartResponse, lines: list[str]) -> Iterable[bytes]:
    """Plain text for whoever asked for something that is not there; a page would be taken for a WSDL."""
    text = "\n".join((*lines, "")).encode()
    is_head = environ["REQUEST_METHOD"] == "HEAD"
    return transport.send(start_response, NOT_FOUND, transport.PLAIN, text, head=is_head)
