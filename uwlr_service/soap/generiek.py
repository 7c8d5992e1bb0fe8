"""GeneriekeService over HTTP: the drop-in service, with a small front of its own and without Spyne.

There are two operations with four texts each, credentials in the body, and an answer of which every byte is
laid down. Spyne would only hand the body element to one of two functions, by way of a protocol class of its
own. The transport, the parser, the envelope and the faults are those of the other SOAP services.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from lxml import etree

from uwlr_service.config import Settings
from uwlr_service.domain.fouten import BerichtFout, OngeldigBericht
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.koppeling.klant import Sleutelhouder
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.formats import parsing
from uwlr_service.formats.generiek.namespaces import OPERATIES, PARNASSYS
from uwlr_service.formats.generiek.verzoek import operatie_of, read_verzoek
from uwlr_service.formats.limits import VERZOEK
from uwlr_service.formats.schemas import XSD as FOLDER
from uwlr_service.formats.soap.envelop import open_envelope
from uwlr_service.formats.uwlr.namespaces import WSDL_SOAP
from uwlr_service.soap import descriptions, faults, transport
from uwlr_service.soap.asking import advice, document_of, parameters
from uwlr_service.soap.call import UNKNOWN, Fields, LoggedCall, describe_houder, describe_vraag
from uwlr_service.soap.envelope import bare_opening, closing
from uwlr_service.soap.post import read_post
from uwlr_service.soap.services import internal
from uwlr_service.uitwisseling.generiek.antwoord import Generiek, Lijstantwoord
from uwlr_service.uitwisseling.koppeling.register import Register

PATH = "/gkv/GeneriekeService"
WSDL = "gkv-1/GeneriekeService.wsdl"
PREFIX = "soap"
GEGEVENS = "gegevens"


@dataclass(slots=True, kw_only=True)
class GeneriekCall(LoggedCall):
    """What is known of one call so far."""

    operatie: str | None = None
    verzoek: Leveranciersverzoek | None = None
    houder: Sleutelhouder | None = None
    antwoord: Lijstantwoord | None = None

    @property
    def operation(self) -> str | None:
        """The operation, by the name in the WSDL."""
        return self.operatie

    @property
    def outcome(self) -> str:
        """How it ended: the faults here have no national code, so their class tells them apart."""
        if self.fout is None:
            return GEGEVENS
        code = self.fout.faultcode
        return code if "." in code else f"{code}.{type(self.fout).__name__}"

    @property
    def oproep(self) -> Oproep | None:
        """Of a caller that was recognised; its school, once it got an answer."""
        if self.houder is None:
            return None
        return Oproep(
            self.houder.koppeling_id,
            "" if self.antwoord is None else str(self.antwoord.school),
            self.operatie or UNKNOWN,
            self.outcome,
            None if self.antwoord is None else self.antwoord.afspraak_id,
        )

    @property
    def objecten(self) -> int:
        """Those of the answer."""
        return 0 if self.antwoord is None else sum(self.antwoord.aantallen.values())

    def describe(self, fields: Fields) -> None:
        """Add klant, school and counts.

        Nothing that the sender wrote is in it as it was written: a name is that of a key that was recognised,
        and a school and its year have been read by then.
        """
        if self.houder is not None:
            fields["klant"] = self.houder.klantnaam
            describe_houder(fields, self.houder)
        if self.verzoek is not None:
            school = self.verzoek.school
            is_known = self.antwoord is not None
            if self.antwoord is not None:
                school = self.antwoord.school  # a BRIN alone can mean one of its other locations
            describe_vraag(fields, school, self.verzoek.schooljaar, GKV_VERSIE, is_known=is_known)
        if self.antwoord is not None:
            fields["counts"] = self.antwoord.aantallen


def generiek_application(settings: Settings, generiek: Generiek, register: Register) -> WSGIApplication:
    """What answers at ``PATH``."""
    return GeneriekFront(settings, generiek, register)


class GeneriekFront:
    """The WSGI application; every answer to a POST is a SOAP message without an XML declaration."""

    def __init__(self, settings: Settings, generiek: Generiek, register: Register) -> None:
        self._settings = settings
        self._register = register
        self._generiek = generiek
        self._limit = min(VERZOEK.bytes, settings.max_body)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in transport.READING:
            return self._soap(environ, start_response)
        base = self._settings.base_url or transport.own_address(environ)
        # Its schema has always been inside, so both WSDLs are the same one.
        if document_of(parameters(environ)) is None:
            return descriptions.advise(environ, start_response, advice(base + PATH))
        return descriptions.send(environ, start_response, wsdl(base))

    def _soap(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        call = GeneriekCall()
        status = "200 OK"
        headers: list[tuple[str, str]] = []
        try:
            document = self._answer(environ, call)
        except BerichtFout as fout:
            call.fout = fout
        except Exception as error:
            call.fout = internal(error)
        if call.fout is not None:
            status = faults.status_of(call.fout)
            if not call.has_lines:
                call.fout.forget_lines()
            document = faults.render_plain(call.fout, PREFIX)
            headers = transport.headers_of(call.fout)
        call.bytes_out = len(document)
        call.finish(self._register)
        return transport.send(start_response, status, transport.XML, document, *headers)

    def _answer(self, environ: WSGIEnvironment, call: GeneriekCall) -> bytes:
        body = read_post(environ, self._limit)
        call.bytes_in = len(body)
        call.has_lines = parsing.has_lines(body)
        element = open_envelope(parsing.parse(body, transport.charset_of(environ), VERZOEK)).body
        call.operatie = operatie_of(element)
        if call.operatie is None:
            raise OngeldigBericht(
                f"De SOAP Body bevat geen verzoek van deze dienst: {' of '.join(OPERATIES)}"
                f" uit naamruimte {PARNASSYS}."
            )
        call.verzoek = read_verzoek(element, call.operatie)
        # First the key, then the switch and the address of its link, and the school last: a stranger must
        # learn neither which links use this service nor which schools there are.
        adres = transport.remote_address(environ, self._settings.proxies)
        call.houder = self._generiek.identify(call.verzoek, adres)
        self._generiek.admit(call.houder, adres)
        call.antwoord = self._generiek.answer(call.houder, call.verzoek)
        return envelope(call.operatie, call.antwoord.inhoud)


def envelope(operatie: str, inhoud: bytes) -> bytes:
    """An answer as the consumer walks it: no declaration, no Header, nothing between the elements."""
    name = f"ns2:{operatie}Response"
    start = f'<{name} xmlns:ns2="{PARNASSYS}">'.encode()
    return b"".join((bare_opening(PREFIX), start, inhoud, f"</{name}>".encode(), closing(PREFIX)))


def wsdl(base_url: str) -> bytes:
    """Our own description of the service, with the address that it is called at."""
    tree = etree.parse(str(FOLDER / WSDL))
    for address in tree.iter(f"{{{WSDL_SOAP}}}address"):
        address.set("location", base_url + PATH)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
