"""The national operations; each reads its request, hands it to the use case, and gives the answer back."""

import secrets
from types import TracebackType
from typing import Any

import structlog
from lxml import etree
from spyne import Service, rpc

from uwlr_service.domain.fouten import AutorisatieOngeldig, BerichtFout, InterneFout
from uwlr_service.formats.findings import with_lines
from uwlr_service.formats.uwlr.canoniek import Canoniek, canonical
from uwlr_service.formats.uwlr.resultaten import BEVESTIGING, read_leerresultaten
from uwlr_service.formats.uwlr.tolerantie import mend
from uwlr_service.formats.uwlr.verzoek import read_verzoek
from uwlr_service.soap.call import Call
from uwlr_service.soap.faults import SoapFault
from uwlr_service.soap.protocol import Element, OwnFaults
from uwlr_service.uitwisseling.uwlr.heenweg import Heenweg
from uwlr_service.uitwisseling.uwlr.terugweg import Terugweg

log = structlog.get_logger()

KEPT = 1024 * 1024
"""Bytes of a message whose tree is kept to its end."""


def internal(error: Exception) -> InterneFout:
    """What a caller hears of an unexpected error: a number, under which the log has the rest."""
    reference = secrets.token_hex(8)
    log.error("unexpected error", reference=reference, exc_info=error)
    return InterneFout(f"Er is een interne fout opgetreden; noem bij navraag het nummer {reference}.")


class AnyFault(OwnFaults):
    """Lets any error travel as a fault: ours with its own words, any other with a number."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if isinstance(error, Exception):
            raise SoapFault(internal(error)) from error


ANY_FAULT = AnyFault()


def haal(ctx: Any, element: etree._Element) -> bytes:
    """Any of the four pull operations."""
    call: Call = ctx.udc
    heenweg: Heenweg = ctx.app.heenweg
    with ANY_FAULT:
        if call.toegang is None:
            raise AutorisatieOngeldig
        if call.toegang.tolerant:
            call.toleranties = list(dict.fromkeys((*call.toegang.toleranties, *mend(element))))
        call.verzoek = read_verzoek(element, any_gegevenssetid=not call.toegang.gegevenssetid_streng)
        call.uitkomst = heenweg.answer(call.toegang, call.verzoek, call.toleranties)
    return call.uitkomst.body


def breng(ctx: Any, element: etree._Element) -> bytes:
    """The push operation."""
    call: Call = ctx.udc
    terugweg: Terugweg = ctx.app.terugweg
    with ANY_FAULT:
        if call.toegang is None:
            raise AutorisatieOngeldig
        bericht = read_leerresultaten(element, ctx.app.leerresultaten)
        call.verzoek = bericht
        is_small = call.bytes_in <= KEPT
        try:
            call.bevestiging = terugweg.store(call.toegang, bericht, lambda: _for_keeping(element, is_small))
        except BerichtFout as fout:
            # The rules on the content know the path of what they refuse, and the tree has its line.
            fout.meldingen = with_lines(element, fout.meldingen)
            raise
    return BEVESTIGING


def _for_keeping(element: etree._Element, is_small: bool) -> Canoniek:
    """The message for keeping. Its tree takes several times its memory, and serves for lines then."""
    canoniek = canonical(element)
    if not is_small:
        element.clear()
    return canoniek


def _pull(bericht: str) -> Any:
    return rpc(
        Element,
        _returns=Element,
        _body_style="bare",
        _in_message_name=f"{bericht}_verzoek",
        _out_message_name=f"{bericht}_antwoord",
    )


class LeerlinggegevensService(Service):  # type: ignore[misc]
    """UWLR 2.2, WSDL, LeerlinggegevensService; the method's name is the operation's."""

    @_pull("leerlinggegevens")
    def HaalLeerlinggegevens(ctx: Any, verzoek: etree._Element) -> bytes:
        """Everything at once."""
        return haal(ctx, verzoek)

    @_pull("structuur")
    def HaalStructuur(ctx: Any, verzoek: etree._Element) -> bytes:
        """School and groups, without people."""
        return haal(ctx, verzoek)

    @_pull("leerlingen")
    def HaalLeerlingen(ctx: Any, verzoek: etree._Element) -> bytes:
        """The pupils of some groups."""
        return haal(ctx, verzoek)

    @_pull("leerkrachten")
    def HaalLeerkrachten(ctx: Any, verzoek: etree._Element) -> bytes:
        """The teachers of some groups."""
        return haal(ctx, verzoek)


class LeerresultatenService(Service):  # type: ignore[misc]
    """UWLR 2.2, WSDL, LeerresultatenService."""

    @rpc(
        Element,
        _returns=Element,
        _body_style="bare",
        _in_message_name="leerresultaten_verzoek",
        _out_message_name="leerresultaten_bevestiging",
    )
    def BrengLeerresultaten(ctx: Any, verzoek: etree._Element) -> bytes:
        """Results, one or many, with the definitions of their tests."""
        return breng(ctx, verzoek)
