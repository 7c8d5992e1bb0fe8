"""The WSGI application: SOAP, GeneriekeService, the portal, the OpenID provider, and the rest of the web."""

import random
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import unquote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog

from uwlr_service import logs, soap, tracing
from uwlr_service.config import Settings
from uwlr_service.config.rechten import secure
from uwlr_service.diensten import Diensten
from uwlr_service.diensten.bezoek import Bezoekdiensten
from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.domain.toezicht.schemastand import Schemastand
from uwlr_service.portaal import PREFIX as PORTAAL
from uwlr_service.portaal import portaal_application
from uwlr_service.reception import refused
from uwlr_service.reception.refused import Refusal, Refused
from uwlr_service.sso import application as sso
from uwlr_service.sso.application import SsoApplication
from uwlr_service.web import PAGES_OF_SOAP, problem, web_application
from uwlr_service.web import proeftuin as gkv_proeftuin

log = structlog.get_logger()
SOAP = "/uwlr/"
INTERFACES = (SOAP, soap.PROEFTUIN_PATH, *problem.PATHS)
"""Where programs call, which do not follow a redirection from one spelling of an address to another."""
UNTRACED = ("/health/", "/metrics")
"""What a machine asks every few seconds: nobody looks for those calls among the traces."""
SLASHES = re.compile("//+")
REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
"""What we take over from X-Request-ID; with anything else a caller could write what it likes in our log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applications:
    """What answers, each below addresses of its own; ``web`` answers all that is left."""

    soap: WSGIApplication
    generiek: WSGIApplication
    proeftuin: WSGIApplication
    gkv_proeftuin: WSGIApplication
    portaal: WSGIApplication
    sso: WSGIApplication
    web: WSGIApplication


class Routes:
    """Hands each call to SOAP, the portal or the rest of the web, under a request id for the log.

    A browser that opens a SOAP address, so a GET without ``?wsdl``, gets the page that explains it.
    Addresses of interfaces answer with doubled slashes as with single ones: a client often adds its path to a
    base address that ends in one.
    """

    def __init__(self, applications: Applications, pages: frozenset[str], close: Callable[[], None]) -> None:
        self._applications = applications
        self._pages = pages
        self.close = close
        """Write what is still only in memory; called when a worker ends."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        logs.begin_call(_request_id(environ))
        path = _merged(environ.get("PATH_INFO", ""))
        environ["PATH_INFO"] = path
        edge, application = self._choose(environ, path)
        if path.startswith(UNTRACED):
            return application(environ, start_response)
        return tracing.serve(edge, application, environ, start_response)

    def _choose(self, environ: WSGIEnvironment, path: str) -> tuple[str, WSGIApplication]:
        """What answers a call, and what its traces call that."""
        applications = self._applications
        address = path.rstrip("/")
        if address in self._pages and soap.is_for_a_page(environ):
            return "web", applications.web
        if path.startswith(SOAP):
            return "soap", applications.soap
        if address == soap.GENERIEK_PATH:
            return "generiek", applications.generiek
        if path.startswith(soap.PROEFTUIN_PATH):
            if gkv_proeftuin.is_ours(path):
                return "proeftuin", applications.gkv_proeftuin
            return "proeftuin", applications.proeftuin
        if sso.is_ours(path):
            return "sso", applications.sso
        if soap.is_message(environ) and not problem.speaks(path):
            return "soap", soap.answer_elsewhere
        if address == PORTAAL or path.startswith(f"{PORTAAL}/"):
            return "portaal", applications.portaal
        return "web", applications.web

    @staticmethod
    def refuse(error: Refused, text: str) -> Refusal:
        """The answer to a request that could not be read, in the form that callers of its path expect."""
        path = _merged(unquote(error.path, "latin-1"))
        if soap.speaks(path, error.method):
            return Refusal(*soap.refusal(path, error.status, text))
        plain = refused.plain(error, text)
        if problem.speaks(path):
            return plain._replace(media_type=problem.MEDIA_TYPE, document=problem.refusal(error.status, text))
        return plain


def create_app(settings: Settings | None = None) -> Routes:
    """The application with its settings, by default those of the environment.

    Every worker makes its own; the database is not connected to before the first call.
    """
    read_here = settings is None
    if settings is None:
        settings = Settings.from_environment()
    logs.configure(settings.log_level)
    if read_here:  # otherwise the reader has already warned
        _warn_renamed(settings)
        for message in (*settings.remarks, *secure(settings)):
            log.warning("setting", message=message)
    diensten = Diensten.open(settings, connections=settings.threads)
    if read_here:  # otherwise ``uwlr serve`` has compared them
        with suppress(TijdelijkNietBeschikbaar):  # the calls will say so
            diensten.journaal.require_current(thorough=True)
            if diensten.schemastand() is not Schemastand.ACHTER:
                diensten.require_real_people()
            if diensten.is_extended():
                logs.warn_of_newer_database()
    applications = Applications(
        soap=soap.application(
            settings,
            diensten.toegangscontrole,
            diensten.heenweg,
            diensten.terugweg,
            diensten.register,
            diensten.turns,
        ),
        generiek=soap.generiek_application(settings, diensten.generiek, diensten.register),
        proeftuin=soap.proeftuin_application(
            settings, diensten.bezoekplaats, diensten.register, diensten.turns
        ),
        gkv_proeftuin=gkv_proeftuin.proeftuin_application(Bezoekdiensten.beside(diensten)),
        portaal=portaal_application(diensten),
        sso=SsoApplication.of(diensten),
        web=web_application(diensten),
    )
    if not settings.traces:
        return Routes(applications, PAGES_OF_SOAP, diensten.close)
    from uwlr_service.tracing import recording  # comes with the extra otel

    def close() -> None:
        diensten.close()
        recording.stop()

    # Here and not before the fork: what sends the traces is a thread.
    recording.start(diensten.dialect)
    return Routes(applications, PAGES_OF_SOAP, close)


def _warn_renamed(settings: Settings) -> None:
    """Tell of variables that are set under their former names."""
    for renamed in settings.renamed:
        message = f"{renamed.old} is now called {renamed.new}"
        if renamed.is_ignored:
            message = f"{message}; both are set, and only {renamed.new} counts"
        log.warning("setting", message=message)


def _request_id(environ: WSGIEnvironment) -> str:
    given: str = environ.get("HTTP_X_REQUEST_ID", "")
    if REQUEST_ID.fullmatch(given):
        return given
    # It is not a secret. Asking the system for randomness would let go of Python's lock, and every other
    # thread would go first.
    return f"{random.getrandbits(64):016x}"


def _merged(path: str) -> str:
    """The path of an interface without doubled slashes; any other as it is."""
    if "//" not in path:
        return path
    merged = SLASHES.sub("/", path)
    return merged if merged.startswith(INTERFACES) else path
