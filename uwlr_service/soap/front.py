"""HTTP before Spyne: which address gets what; and after it, that nothing else gets out."""

import functools
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from spyne import Application

from uwlr_service.config import Settings
from uwlr_service.domain.fouten import BerichtFout
from uwlr_service.formats import gzipped
from uwlr_service.formats.uwlr.andere_resultaten import agreed
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS
from uwlr_service.soap import descriptions, documents, elsewhere, faults, tellers, transport
from uwlr_service.soap.call import Call
from uwlr_service.soap.dispatch import Dispatch
from uwlr_service.soap.documents import SOAP_PATHS
from uwlr_service.soap.intake import Intake
from uwlr_service.soap.protocol import UwlrSoap11
from uwlr_service.soap.services import LeerlinggegevensService, LeerresultatenService, internal
from uwlr_service.uitwisseling.beurten import LARGE, Turns
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg
from uwlr_service.uitwisseling.uwlr.terugweg import Terugweg

LONGEST_ACCEPT = 1024
"""Characters of an Accept-Encoding that is read; browsers send fifty."""
WISHES = 64
"""Different wishes that are remembered; the clients of one service have a few."""


def application(
    settings: Settings,
    toegang: Toegangscontrole,
    heenweg: Heenweg,
    terugweg: Terugweg,
    register: Register,
    turns: Turns,
) -> WSGIApplication:
    """Everything below ``/uwlr/``."""
    tellers.begin()
    dispatch = dispatching(settings, toegang, heenweg, terugweg)
    return Front(dispatch, Intake(toegang, settings.max_body), settings, register, turns)


def dispatching(
    settings: Settings, toegang: Toegangscontrole, heenweg: Heenweg, terugweg: Terugweg
) -> Dispatch:
    """The way to the five operations."""
    spyne = Application(
        [LeerlinggegevensService, LeerresultatenService],
        tns=LEERLINGGEGEVENS,
        name="UWLR",
        in_protocol=UwlrSoap11(toegang),
        out_protocol=UwlrSoap11(),
        documents_container=documents.NationalWsdl,
    )
    spyne.heenweg = heenweg
    spyne.terugweg = terugweg
    spyne.leerresultaten = agreed(settings.andere_resultaten)
    return Dispatch(spyne)


class Front:
    """The WSGI application in front of Spyne; every answer to a POST is a SOAP message."""

    def __init__(
        self, dispatch: Dispatch, intake: Intake, settings: Settings, register: Register, turns: Turns
    ) -> None:
        self._dispatch = dispatch
        self._intake = intake
        self._settings = settings
        self._register = register
        self._turns = turns

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] in transport.READING:
            return descriptions.of_uwlr(environ, start_response, self._settings.base_url)
        if environ.get("PATH_INFO", "").rstrip("/") in SOAP_PATHS:
            return self._soap(environ, start_response)
        return elsewhere.answer(environ, start_response)

    def _soap(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.handle(environ, start_response, Call(wants_gzip=_accepts_gzip(environ)))

    def handle(self, environ: WSGIEnvironment, start_response: StartResponse, call: Call) -> Iterable[bytes]:
        """Answer a message; what became of it is noted in ``call``."""
        try:
            answer = self._answer(environ, start_response, call)
        except BerichtFout as fout:
            answer = self._fault(start_response, call, fout)
        except Exception as error:
            # Whatever Spyne does not catch; nothing was sent yet.
            answer = self._fault(start_response, call, internal(error))
        call.finish(self._register)
        return answer

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse, call: Call) -> Iterable[bytes]:
        message = self._intake.read(environ, call)
        if call.bytes_in > LARGE:
            # The turn begins when all of it is here, so that a slow sender holds up nobody.
            with self._turns.take():
                pieces = self._dispatch.answer(call, message)
        else:
            pieces = self._dispatch.answer(call, message)
        status = faults.status_of(call.fout) if call.fout else transport.OK
        length = ("Content-Length", str(call.bytes_out))
        start_response(status, [transport.XML, length, *call.headers])
        return pieces

    @staticmethod
    def _fault(start_response: StartResponse, call: Call, fout: BerichtFout) -> Iterable[bytes]:
        call.fout = fout
        if not call.has_lines:
            fout.forget_lines()
        document = faults.render(fout, call.prefix, call.bericht)
        call.bytes_out = len(document)
        extra = transport.headers_of(fout)
        return transport.send(start_response, faults.status_of(fout), transport.XML, document, *extra)


def _accepts_gzip(environ: WSGIEnvironment) -> bool:
    """Whether an answer may be compressed (RFC 9110, 12.5.3); too long a wish is no wish."""
    wish: str = environ.get("HTTP_ACCEPT_ENCODING", "")
    return len(wish) <= LONGEST_ACCEPT and _wants_gzip(wish)


@functools.lru_cache(WISHES)
def _wants_gzip(wish: str) -> bool:
    for entry in wish.split(","):
        coding, _, parameter = entry.partition(";")
        if coding.strip().lower() in gzipped.GZIP:
            return not parameter.strip() or _is_weight(parameter)
    return False


def _is_weight(parameter: str) -> bool:
    """Whether a parameter says that something is wanted: ``q=`` with a number above zero."""
    name, _, weight = parameter.partition("=")
    number = weight.strip()
    return name.strip().lower() == "q" and not number.strip("0123456789.") and number.strip("0.") != ""
