"""The SOAP 1.1 envelope: taken apart on the way in, put around bytes on the way out."""

import functools
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import Melding, MustUnderstand, OngeldigBericht, VersionMismatch
from uwlr_service.formats.uwlr.namespaces import SOAP
from uwlr_service.formats.uwlr.verzoek import HEADER

ENVELOPE = f"{{{SOAP}}}Envelope"
HEADERS = f"{{{SOAP}}}Header"
BODY = f"{{{SOAP}}}Body"
MUST_UNDERSTAND = f"{{{SOAP}}}mustUnderstand"
ACTOR = f"{{{SOAP}}}actor"
NEXT_ACTOR = "http://schemas.xmlsoap.org/soap/actor/next"
ARRANGEMENTS = ([BODY], [HEADERS, BODY])
NAMED = 5
"""Children of an envelope that are looked at; there can be half a million."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of a message that mean something to us."""

    headers: list[etree._Element]
    body: etree._Element


def open_envelope(root: etree._Element) -> Opened:
    """The header entries and the one body element of a message.

    Raises VersionMismatch, MustUnderstand, or OngeldigBericht (SOAP 1.1, sections 4.1 to 4.4).
    """
    headers = open_head(root)
    body = root[-1]
    if len(body) != 1:
        raise OngeldigBericht(
            "De SOAP Body moet precies één element bevatten",
            [Melding(tekst=f"het zijn er {len(body)}", regel=body.sourceline, pad="/Envelope/Body")],
        )
    return Opened(headers, body[0])


def open_head(root: etree._Element) -> list[etree._Element]:
    """The header entries of a message of which the Body has begun. Raises the same, but about the Body."""
    if root.tag != ENVELOPE:
        raise _of_another_name(root)
    children = list(islice(root, NAMED))
    if [child.tag for child in children] not in ARRANGEMENTS:
        raise OngeldigBericht(
            "De SOAP Envelope hoort hoogstens één Header te bevatten en daarna precies één Body",
            [
                Melding(
                    tekst=f"gevonden: {', '.join(etree.QName(c).localname for c in children) or 'niets'}",
                    regel=root.sourceline,
                )
            ],
        )
    headers = list(root[0]) if len(root) > 1 else []
    for header in headers:
        if header.tag != HEADER and _is_mandatory_for_us(header):
            naam = etree.QName(header).localname
            raise MustUnderstand(f"De verplichte SOAP-header '{naam}' wordt niet begrepen.")
    return headers


def _of_another_name(root: etree._Element) -> VersionMismatch | OngeldigBericht:
    naam = etree.QName(root).localname
    if naam == "Envelope":
        return VersionMismatch()
    return OngeldigBericht(
        "Het bericht is geen SOAP-bericht",
        [Melding(tekst=f"'{naam}' staat waar 'Envelope' hoort", regel=root.sourceline)],
    )


def _is_mandatory_for_us(header: etree._Element) -> bool:
    return header.get(MUST_UNDERSTAND, "0").strip() in ("1", "true") and header.get(ACTOR, "") in (
        "",
        NEXT_ACTOR,
    )


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
