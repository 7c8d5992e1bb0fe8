"""What the doors of this service say of a document: the imports, and the SOAP side.

A document that such a door takes is judged by what reads it there, and by nothing else, so that each mistake
is told in the same words and with the same place, wherever a document is brought. What a door can only know
from the database is not judged: whether a key is right, and whether a school has these pupils.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import BerichtFout, DocumentOngeldig, Melding
from uwlr_service.domain.uwlr.resultaatregels import refuse, violations
from uwlr_service.formats import edexml, vdex
from uwlr_service.formats.dossier import read_dossier
from uwlr_service.formats.dossier.namespaces import DOSSIER
from uwlr_service.formats.findings import line_of, place_of, with_lines
from uwlr_service.formats.soap.envelop import BODY, open_envelope
from uwlr_service.formats.uwlr.autorisatie import read_autorisatie
from uwlr_service.formats.uwlr.namespaces import SOAP, TOETSDEFINITIES
from uwlr_service.formats.uwlr.resultaten import VERZOEK as RESULTATEN
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten
from uwlr_service.formats.uwlr.toetsdefinities import read_toetsdefinities
from uwlr_service.formats.uwlr.verzoek import VERZOEKEN, read_verzoek
from uwlr_service.formats.vdex.read import NAMESPACE as VDEX

Bestandsdeur = Callable[[bytes], object]
"""Reads a whole file. Raises DocumentOngeldig."""


def _read_edexml(data: bytes) -> object:
    return edexml.read(BytesIO(data))


def _read_dossier(data: bytes) -> object:
    return read_dossier(BytesIO(data))


OF_FILES: dict[str | None, tuple[str, Bestandsdeur]] = {
    DOSSIER: ("dossier", _read_dossier),
    TOETSDEFINITIES: ("Toetsdefinities", read_toetsdefinities),
    VDEX: ("vdex", vdex.read),
}
"""By the namespace of the first element: what the document is called, and what reads it."""


def by_file(read: Bestandsdeur, data: bytes) -> tuple[Melding, ...]:
    """What the import of such files says of one."""
    try:
        read(data)
    except DocumentOngeldig as fout:
        return fout.meldingen or (Melding(tekst=fout.tekst),)
    return ()


def by_edexml(data: bytes) -> tuple[Melding, ...]:
    """What ``uwlr edexml import`` says of a file."""
    return by_file(_read_edexml, data)


def is_for_soap(element: etree._Element) -> bool:
    """Whether an element is a message that the SOAP side takes."""
    return element.tag == RESULTATEN or element.tag in VERZOEKEN


def by_soap(element: etree._Element) -> tuple[Melding, ...]:
    """What the SOAP side says of a message of a partner whose key is right."""
    try:
        _read_message(element)
    except BerichtFout as fout:
        if fout.meldingen:
            return with_lines(element, fout.meldingen)
        return (Melding(tekst=fout.tekst, regel=line_of(element), pad=place_of(element)),)
    return ()


def by_envelope(root: etree._Element) -> tuple[Melding, ...]:
    """What the SOAP side says of an envelope and its header, before it looks at the request in it.

    Nothing of an envelope that holds something else, such as an answer, nor of a header that is empty, as of
    a message that has no key yet.
    """
    at = root
    try:
        if etree.QName(root).namespace == SOAP and not any(map(is_for_soap, root.iterfind(f"{BODY}/*"))):
            return ()
        opened = open_envelope(root)
        if opened.headers:
            at = opened.headers[0]
            read_autorisatie(opened.headers, opened.body)
    except BerichtFout as fout:
        return fout.meldingen or (Melding(tekst=fout.tekst, regel=line_of(at) or None, pad=place_of(at)),)
    return ()


def _read_message(element: etree._Element) -> Any:
    if element.tag != RESULTATEN:
        return read_verzoek(element)
    return refuse(violations(read_leerresultaten(element), tijd.now()))
