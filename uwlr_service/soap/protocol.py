"""Spyne's protocol with our own parser, envelope and faults: elements go in, bytes come out."""

from types import TracebackType
from typing import Any

from lxml import etree
from spyne import Fault
from spyne.model.primitive import AnyXml
from spyne.protocol.soap import Soap11

from uwlr_service.domain.fouten import BerichtFout, OngeldigBericht
from uwlr_service.formats import parsing
from uwlr_service.formats.schemafouten.unknown import unknown_request
from uwlr_service.formats.soap.envelop import open_envelope
from uwlr_service.formats.uwlr import resultaten
from uwlr_service.formats.uwlr.autorisatie import read_autorisatie
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS
from uwlr_service.formats.uwlr.verzoek import VERZOEKEN, read_schoolvraag
from uwlr_service.soap import faults
from uwlr_service.soap.call import Call
from uwlr_service.soap.envelope import closing, opening
from uwlr_service.soap.intake import Message
from uwlr_service.uitwisseling.koppeling.toegang import Toegangscontrole

BERICHTEN: dict[str, str] = {**VERZOEKEN, resultaten.VERZOEK: "leerresultaten"}
FOR_SPYNE = {tag: f"{{{LEERLINGGEGEVENS}}}{etree.QName(tag).localname}" for tag in BERICHTEN}
"""The names as Spyne knows them, which is in one namespace."""


class Element(AnyXml):  # type: ignore[misc]
    """A body element, handed over as it is; the standard's types stay out of Spyne."""


class OwnFaults:
    """Lets an error of ours, and no other, travel as a Spyne fault.

    A class and not a generator, as every call goes through it three times.
    """

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, BerichtFout):
            raise faults.SoapFault(error) from error


OWN_FAULTS = OwnFaults()


class UwlrSoap11(Soap11):  # type: ignore[misc]
    """SOAP 1.1 as the standard uses it; Spyne keeps the dispatch, the sequence of steps, and WSGI."""

    def __init__(self, toegang: Toegangscontrole | None = None) -> None:
        super().__init__(validator=None, parse_xsi_type=False)
        self._toegang = toegang

    def get_context(self, parent: Any, transport: Any) -> None:
        """No state of the protocol is kept for a call; ``ctx.udc`` has what we know of it."""

    def create_in_document(self, ctx: Any, charset: str | None = None) -> None:
        """Parse the message, once."""
        with OWN_FAULTS:
            message: Message = ctx.in_string
            ctx.in_document = parsing.parse_pieces(message.pieces, message.charset, message.limits)

    def decompose_incoming_envelope(self, ctx: Any, message: str = Soap11.REQUEST) -> None:
        """Open the envelope, find the operation by the name of the body element, and find out who calls.

        In the order of the standard's fault codes: a stranger does not get to the schema.
        """
        call: Call = ctx.udc
        with OWN_FAULTS:
            opened = open_envelope(ctx.in_document)
            call.bericht = BERICHTEN.get(opened.body.tag)
            if call.bericht is None:
                raise unknown_request(opened.body)
            # Of a long message the header was looked at before the rest was read.
            if self._toegang is not None and call.toegang is None:
                autorisatie = read_autorisatie(opened.headers, opened.body)
                # The body is judged after this; what it seems to ask saves a second question to the database.
                vraag = read_schoolvraag(opened.body) if opened.body.tag in VERZOEKEN else None
                call.toegang = self._toegang.identify(autorisatie, vraag)
        ctx.in_body_doc = opened.body
        ctx.method_request_string = FOR_SPYNE[opened.body.tag]

    def generate_method_contexts(self, ctx: Any) -> list[Any]:
        """The call itself: no operation has others beside it, for which Spyne would make copies."""
        (ctx.descriptor,) = self.get_call_handles(ctx)
        return [ctx]

    def deserialize(self, ctx: Any, message: str) -> None:
        """Hand over the body element."""
        ctx.in_object = ctx.in_body_doc

    def serialize(self, ctx: Any, message: str) -> None:
        """Nothing to do: an answer is bytes already, and a fault is written from the error itself."""

    def create_out_string(self, ctx: Any, charset: str | None = None) -> None:
        """Put the envelope around the answer, or write the fault."""
        call: Call = ctx.udc
        if ctx.out_error is not None:
            call.fout = fout_of(ctx.out_error)
            if not call.has_lines:
                call.fout.forget_lines()
            ctx.out_string = [faults.render(call.fout, call.prefix, call.bericht)]
            call.bytes_out = sum(map(len, ctx.out_string))
            return
        start = opening(call.prefix)
        end = closing(call.prefix)
        gegevens = call.uitkomst.gegevens if call.uitkomst else None
        if gegevens is not None and call.wants_gzip:
            call.headers.append(("Content-Encoding", "gzip"))
            ctx.out_string = [gegevens.gzipped(start, end)]
        else:
            ctx.out_string = [start, ctx.out_object[0], end]  # not joined: that would copy the whole answer
        call.headers.append(("Vary", "Accept-Encoding"))
        call.bytes_out = sum(map(len, ctx.out_string))


def fout_of(error: Fault) -> BerichtFout:
    """The error of ours behind a Spyne fault; Spyne's own can only be about the message."""
    return error.fout if isinstance(error, faults.SoapFault) else OngeldigBericht()
