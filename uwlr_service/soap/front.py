"""HTTP before Spyne: addresses, methods, media types and sizes; and after it, that nothing else gets out."""

import io
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from spyne import Application
from spyne.server.wsgi import WsgiApplication

from uwlr_service.config import MB, Settings
from uwlr_service.domain.fouten import (
    BerichtFout,
    BerichtTeGroot,
    MediaTypeOngeldig,
    MethodeOngeldig,
    OngeldigBericht,
    TijdelijkNietBeschikbaar,
)
from uwlr_service.formats.uwlr.andere_resultaten import agreed
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS
from uwlr_service.soap import (
    documents,
    faults,
)
from uwlr_service.soap.call import Call
from uwlr_service.soap.protocol import UwlrSoap11
from uwlr_service.soap.services import LeerlinggegevensService, LeerresultatenService, internal
from uwlr_service.uitwisseling.heenweg import Heenweg
from uwlr_service.uitwisseling.terugweg import Terugweg
from uwlr_service.uitwisseling.toegang import Toegangscontrole

SOAP_PATHS = frozenset(documents.ADDRESSES.values())
"""Every operation is taken at every address."""
XML_TYPE = re.compile(r"(?:(?:text|application)/xml|[\w.+-]+/[\w.-]+\+xml)?", re.ASCII)
CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
GZIP = re.compile(r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=(?P<q>[0-9.]+))?\s*(?:,|$)", re.IGNORECASE)
XML = ("Content-Type", "text/xml; charset=utf-8")
PLAIN = ("Content-Type", "text/plain; charset=utf-8")
READING = ("GET", "HEAD")
HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
CALL = "uwlr.call"
INCOMPLETE = "De verbinding brak af of viel stil voordat het hele bericht er was."
LARGE = MB
LARGE_AT_ONCE = 2
PATIENCE = 10
"""Seconds that a large message waits for its turn before it is told to come back."""


def application(
    settings: Settings, toegang: Toegangscontrole, heenweg: Heenweg, terugweg: Terugweg
) -> WSGIApplication:
    """Everything below ``/uwlr/``."""
    spyne = Application(
        [LeerlinggegevensService, LeerresultatenService],
        tns=LEERLINGGEGEVENS,
        name="UWLR",
        in_protocol=UwlrSoap11(toegang),
        out_protocol=UwlrSoap11(),
        documents_container=documents.NationalWsdl,
    )
    spyne.heenweg, spyne.terugweg = heenweg, terugweg
    spyne.leerresultaten = agreed(settings.andere_resultaten)
    # Its own limit would be 2 MB, whatever the settings say.
    server = WsgiApplication(spyne, max_content_length=settings.max_body)
    server.event_manager.add_listener("wsgi_call", _remember_call)
    return Front(server, settings)


class Front:
    """The WSGI application in front of Spyne; every answer to a POST is a SOAP message."""

    def __init__(self, spyne: WSGIApplication, settings: Settings) -> None:
        self._spyne, self._settings = spyne, settings
        self._files = documents.schema_files()
        self._large = threading.BoundedSemaphore(LARGE_AT_ONCE)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO", "").rstrip("/"), environ["REQUEST_METHOD"]
        if path in SOAP_PATHS and method not in READING:
            return self._soap(environ, start_response)
        if path in SOAP_PATHS:
            document = self._wsdl(path, environ)
        else:
            document = self._files.get(path.removeprefix(documents.SCHEMAS)) if method in READING else None
        if document is None:
            return _send(start_response, "404 Not Found", PLAIN, b"Dit adres bestaat niet.\n")
        return _send(start_response, "200 OK", XML, document, head=method == "HEAD")

    def _wsdl(self, path: str, environ: WSGIEnvironment) -> bytes | None:
        query = {
            name.lower(): values[-1]
            for name, values in parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True).items()
        }
        versie = query.get("versie", documents.STANDAARDVERSIE)
        if "wsdl" not in query or (path, versie) not in documents.WSDLS:
            return None
        return documents.wsdl(path, versie, self._settings.base_url or _own_address(environ))

    def _soap(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        call = Call(wants_gzip=_accepts_gzip(environ))
        environ[CALL] = call
        try:
            answer = self._answer(environ, start_response, call)
        except BerichtFout as fout:
            answer = self._fault(start_response, call, fout)
        except Exception as error:
            # Whatever Spyne does not catch; nothing was sent yet.
            answer = self._fault(start_response, call, internal(error))
        call.finish()
        return answer

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse, call: Call) -> Iterable[bytes]:
        _check_headers(environ)
        body = self._read(environ, self._length(environ))
        if len(body) > self._settings.max_body:
            raise self._too_large()
        if not body.strip():
            raise OngeldigBericht("Het bericht is leeg.")
        call.bytes_in = len(body)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        environ["CONTENT_TYPE"] = _media_type(environ)
        environ["QUERY_STRING"] = ""
        # The turn begins when all of it is here, so that a slow sender holds up nobody.
        with _turn(self._large) if len(body) > LARGE else nullcontext():
            return list(self._spyne(environ, start_response))

    def _read(self, environ: WSGIEnvironment, length: int | None) -> bytes:
        try:
            body = environ["wsgi.input"].read(self._settings.max_body + 1 if length is None else length)
        except Exception as error:
            # Every server has errors of its own for a client that stalls, breaks off or chunks badly.
            raise OngeldigBericht(INCOMPLETE) from error
        if length is not None and len(body) < length:
            raise OngeldigBericht(INCOMPLETE)
        return body

    def _length(self, environ: WSGIEnvironment) -> int | None:
        """The announced length in bytes; None for a body in chunks."""
        announced = environ.get("CONTENT_LENGTH") or ""
        if not announced:
            return None
        if not (announced.isascii() and announced.isdigit()):
            raise OngeldigBericht("De Content-Length is geen getal.")
        if int(announced) > self._settings.max_body:
            raise self._too_large()
        return int(announced)

    def _too_large(self) -> BerichtTeGroot:
        return BerichtTeGroot(f"Het bericht is groter dan {self._settings.max_body // MB} MB.")

    @staticmethod
    def _fault(start_response: StartResponse, call: Call, fout: BerichtFout) -> Iterable[bytes]:
        call.fout = fout
        document = faults.render(fout, call.prefix, call.bericht)
        call.bytes_out = len(document)
        extra = [("Allow", "GET, HEAD, POST")] if isinstance(fout, MethodeOngeldig) else []
        return _send(start_response, faults.status_of(fout), XML, document, *extra)


def _remember_call(ctx: Any) -> None:
    ctx.udc = ctx.transport.req_env[CALL]


@contextmanager
def _turn(semaphore: threading.BoundedSemaphore) -> Iterator[None]:
    """Wait for a place: a large message takes many times its size in memory while it is worked on."""
    if not semaphore.acquire(timeout=PATIENCE):
        raise TijdelijkNietBeschikbaar
    try:
        yield
    finally:
        semaphore.release()


def _check_headers(environ: WSGIEnvironment) -> None:
    """Refuse what is not a plain XML POST; an absent media type is taken for XML."""
    if environ["REQUEST_METHOD"] != "POST":
        raise MethodeOngeldig
    if environ.get("HTTP_CONTENT_ENCODING", "").strip().lower() not in ("", "identity"):
        raise MediaTypeOngeldig
    media_type = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if not XML_TYPE.fullmatch(media_type):
        raise MediaTypeOngeldig


def _media_type(environ: WSGIEnvironment) -> str:
    """The type that Spyne gets: only the character set of what the client sent still matters."""
    charset = CHARSET.search(environ.get("CONTENT_TYPE", ""))
    return f"text/xml; charset={charset[1]}" if charset else "text/xml"


def _accepts_gzip(environ: WSGIEnvironment) -> bool:
    match = GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return match is not None and (match["q"] or "1").strip("0.") != ""


def _own_address(environ: WSGIEnvironment) -> str:
    """The address that the client used, for a service that was not told its own."""
    host = environ.get("HTTP_HOST", "")
    if not HOST.fullmatch(host):
        host = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ['wsgi.url_scheme']}://{host}"


def _send(
    start_response: StartResponse,
    status: str,
    content_type: tuple[str, str],
    document: bytes,
    *extra: tuple[str, str],
    head: bool = False,
) -> Iterable[bytes]:
    start_response(status, [content_type, ("Content-Length", str(len(document))), *extra])
    return [] if head else [document]
