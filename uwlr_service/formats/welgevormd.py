"""Why a document was rejected as XML, in Dutch; libxml2's own words may quote the document."""

import codecs
import re

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.formats.xmlfouten import (
    BROKEN,
    EXPECTED,
    IN_UTF_8,
    UNKNOWN,
    UTF_8,
    WELGEVORMD,
    WRONGLY_NAMED,
    ZONDER_DOCTYPE,
    sentence,
)

VALIDATION = "SCHEMASV"
"""The domain of a validator: its entries end up in the parser's log as well."""
DECLARED = re.compile(rb"<\?xml\s[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._-]{1,40})[\"']")
WIDE = ("UTF-16", "UTF16", "UTF-32", "UTF32", "UCS-2", "UCS-4", "ISO-10646-UCS")
GEEN_DOCTYPE = "Een documenttypedeclaratie (DOCTYPE) is niet toegestaan."
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""In UTF-16 even XML does not begin with the byte of a "<"."""
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
BEGINNINGS = {
    b"PK\x03\x04": "een zipbestand of een werkblad; pak het eerst uit",
    b"\x1f\x8b": "een gzipbestand; pak het eerst uit",
    b"%PDF": "een pdf-bestand",
    b"\xd0\xcf\x11\xe0": "een Office-bestand",
    b"{": "JSON",
    b"[": "JSON",
    b"<!doctype html": "een webpagina",
    b"<html": "een webpagina",
}
"""Files that schools and suppliers keep beside their XML, by their first bytes."""


def melding_of(error: etree.XMLSyntaxError, beginning: bytes = b"") -> Melding:
    """The fault that stopped the parser, with its line.

    ``beginning`` are the first bytes of a document that was read in the character set that it declares. The
    log of lxml is of a thread: whoever parses clears it first.
    """
    if beginning.startswith(UTF_32) or wrongly_declared(beginning) is not None:
        return unread(beginning)
    entries = [entry for entry in error.error_log if entry.domain_name != VALIDATION]
    if not entries:
        return Melding(tekst=BROKEN, regel=error.lineno, verwacht=WELGEVORMD)
    most = max(entry.level for entry in entries)
    faults = [entry for entry in entries if entry.level == most]
    tekst = sentence([entry.type_name for entry in faults])
    return Melding(tekst=tekst, regel=faults[0].line, verwacht=EXPECTED[tekst])


def unread(beginning: bytes) -> Melding:
    """The finding for a document in a character set that is not read, or not the one that it declares."""
    naam = wrongly_declared(beginning)
    if naam is None:
        return Melding(tekst=UNKNOWN, regel=1, verwacht=UTF_8)
    return Melding(tekst=WRONGLY_NAMED.format(naam=naam), regel=1, verwacht=IN_UTF_8)


def wrongly_declared(beginning: bytes) -> str | None:
    """The character set of two or four bytes a sign that is declared in signs of one byte; None without."""
    match = DECLARED.match(b" ".join(beginning.split()))
    if match is None:
        return None
    naam = match[1].decode().upper()
    return naam if naam.startswith(WIDE) else None


def explain(error: etree.XMLSyntaxError, beginning: bytes, geen: str) -> tuple[str | None, Melding]:
    """The meaning of a parser's error: a sentence when the file is not XML at all, and the finding.

    ``geen`` is the sentence that says what the file is not.
    """
    bare = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare:
        return "Het bestand is leeg.", Melding(tekst="het bestand bevat niets", regel=1, verwacht=WELGEVORMD)
    melding = Melding(tekst="het is geen XML", regel=1, verwacht=WELGEVORMD)
    for begin, wat in BEGINNINGS.items():
        if bare.lower().startswith(begin.lower()):
            return f"{geen} Het lijkt {wat}.", melding
    if bare.startswith(b"<") or beginning.startswith(UTF_16):
        return None, melding_of(error, beginning)
    return geen, melding


def refuse_doctype(root: etree._Element, beginning: bytes) -> None:
    """Raise DocumentOngeldig when a file carries a document type declaration."""
    if root.getroottree().docinfo.doctype:
        regel = None
        before, doctype, _ = beginning.partition(b"<!DOCTYPE")
        if doctype:
            regel = before.count(b"\n") + 1
        raise DocumentOngeldig(GEEN_DOCTYPE, [doctype_melding(regel)])


def doctype_melding(regel: int | None) -> Melding:
    """The finding for a file with a document type declaration at this line, as far as that is known."""
    return Melding(tekst="het bestand bevat een DOCTYPE", regel=regel, verwacht=ZONDER_DOCTYPE)
