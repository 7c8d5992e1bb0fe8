"""The SOAP 1.1 envelope taken apart: its header entries and its one body element."""

from dataclasses import dataclass
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import (
    BerichtFout,
    Melding,
    MustUnderstand,
    OngeldigBericht,
    VersionMismatch,
)
from uwlr_service.formats.findings import line_of, place_of
from uwlr_service.formats.schemafouten.zinnen import LONGEST_NAME, in_namespace
from uwlr_service.formats.uwlr.autorisatie import HEADER, in_body
from uwlr_service.formats.uwlr.namespaces import SOAP

ENVELOPE = f"{{{SOAP}}}Envelope"
HEADERS = f"{{{SOAP}}}Header"
BODY = f"{{{SOAP}}}Body"
MUST_UNDERSTAND = f"{{{SOAP}}}mustUnderstand"
ACTOR = f"{{{SOAP}}}actor"
NEXT_ACTOR = "http://schemas.xmlsoap.org/soap/actor/next"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"

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
        raise _of_body(headers, body)
    return Opened(headers, body[0])


def _of_body(headers: list[etree._Element], body: etree._Element) -> BerichtFout:
    if all(header.tag != HEADER for header in headers):
        misplaced = in_body(body)
        if misplaced is not None:
            return misplaced
    tekst = "het is er geen"
    if len(body):
        tekst = f"het zijn er {len(body)}: {_names(body)}"
    return OngeldigBericht(
        "De SOAP Body moet precies één element bevatten",
        [
            Melding(
                tekst=tekst, regel=line_of(body) or None, pad=place_of(body), verwacht="precies één verzoek"
            )
        ],
    )


def _names(parent: etree._Element) -> str:
    """The names of the first few elements in another one."""
    return ", ".join(_name(child) for child in islice(parent, NAMED))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname[:LONGEST_NAME]


def open_head(root: etree._Element) -> list[etree._Element]:
    """The header entries of a message of which the Body has begun. Raises the same, but about the Body."""
    if root.tag != ENVELOPE:
        raise _of_another_name(root)
    children = list(islice(root, NAMED))
    if [child.tag for child in children] not in ARRANGEMENTS:
        raise _of_parts(root, children)
    headers = list(root[0]) if len(root) > 1 else []
    for header in headers:
        if header.tag != HEADER and _is_mandatory_for_us(header):
            raise MustUnderstand(
                f"De verplichte SOAP-header '{_name(header)}' wordt niet begrepen; verwacht: deze header"
                " weglaten, of mustUnderstand op 0 zetten."
            )
    return headers


def _of_parts(root: etree._Element, children: list[etree._Element]) -> OngeldigBericht:
    """What is wrong with an envelope that does not hold a Header and a Body, or a Body alone."""
    melding = Melding(
        tekst=f"gevonden: {_names(root) or 'niets'}",
        regel=line_of(root) or None,
        pad=place_of(root),
        verwacht="een Header die ook weg mag blijven, en daarna een Body",
    )
    for child in children:
        uri = etree.QName(child).namespace or ""
        if _name(child) in (_bare(HEADERS), _bare(BODY)) and uri != SOAP:
            melding = Melding(
                tekst=f"'{_name(child)}' staat {in_namespace(uri)}",
                regel=line_of(child) or None,
                pad=place_of(child),
                verwacht=f"{_name(child)} in de namespace {SOAP}",
            )
    return OngeldigBericht(
        "De SOAP Envelope hoort hoogstens één Header te bevatten en daarna precies één Body", [melding]
    )


def _bare(tag: str) -> str:
    return etree.QName(tag).localname


def _of_another_name(root: etree._Element) -> VersionMismatch | OngeldigBericht:
    naam = _name(root)
    here = in_namespace(etree.QName(root).namespace or "")
    if naam == "Envelope":
        versie = ""
        if etree.QName(root).namespace == SOAP_12:
            versie = " van SOAP 1.2"
        return VersionMismatch(
            f"De envelop{versie} staat {here}; verwacht: een envelop van SOAP 1.1, in de namespace {SOAP}."
        )
    return OngeldigBericht(
        "Het bericht is geen SOAP-bericht",
        [
            Melding(
                tekst=f"'{naam}' staat waar 'Envelope' hoort",
                regel=line_of(root) or None,
                pad=place_of(root),
                verwacht=f"Envelope in de namespace {SOAP}",
            )
        ],
    )


def _is_mandatory_for_us(header: etree._Element) -> bool:
    return header.get(MUST_UNDERSTAND, "0").strip() in ("1", "true") and header.get(ACTOR, "") in (
        "",
        NEXT_ACTOR,
    )
