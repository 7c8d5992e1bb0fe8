"""Why a document was rejected as XML, in Dutch; libxml2's own words may quote the document."""

import codecs

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding

UNDECLARED = "het voorvoegsel van een naam is niet gedeclareerd als namespace"
VALIDATION = "SCHEMASV"
"""The domain of a validator: its entries end up in the parser's log as well."""
UNKNOWN = "de tekenset die het document noemt is niet bekend; gebruik UTF-8"
OTHER = "de tekens passen niet bij de tekenset die het document noemt; gebruik UTF-8"
UNFINISHED = "het document houdt op voordat alle elementen zijn afgesloten"
CAUSES = {
    "ERR_DOCUMENT_EMPTY": "het begint niet met een element",
    "ERR_UNKNOWN_ENCODING": UNKNOWN,
    "ERR_UNSUPPORTED_ENCODING": UNKNOWN,
    "ERR_INVALID_ENCODING": OTHER,
    "I18N_CONV_FAILED": OTHER,
    "ERR_INVALID_CHAR": "hier staat een teken dat in XML niet mag voorkomen",
    "ERR_TAG_NOT_FINISHED": UNFINISHED,
    "ERR_GT_REQUIRED": UNFINISHED,
    "ERR_LTSLASH_REQUIRED": UNFINISHED,
    "ERR_TAG_NAME_MISMATCH": "een element wordt met een andere naam afgesloten dan waarmee het begon",
    "ERR_NAME_REQUIRED": "een '<' of '&' staat los; schrijf &lt; of &amp;",
    "ERR_LT_IN_ATTRIBUTE": "een '<' of '&' staat los; schrijf &lt; of &amp;",
    "ERR_ENTITYREF_SEMICOL_MISSING": "een '<' of '&' staat los; schrijf &lt; of &amp;",
    "ERR_ATTRIBUTE_REDEFINED": "een attribuut staat er tweemaal",
    "ERR_SPACE_REQUIRED": "bij een attribuut ontbreekt een aanhalingsteken of een spatie",
    "ERR_UNDECLARED_ENTITY": "een entiteit is hier niet toegestaan; schrijf het teken zelf of zijn nummer",
    "ERR_RESOURCE_LIMIT": "het document is te diep genest of bevat een te lange tekst",
    "NS_ERR_UNDEFINED_NAMESPACE": UNDECLARED,
    "ERR_RESERVED_XML_NAME": "de XML-declaratie staat niet helemaal vooraan",
    "ERR_DOCUMENT_END": "na het laatste element hoort niets meer te staan",
}
"""The meaning of the parser's kinds of errors for the person who made the document."""
CONFUSING = ("ERR_SPACE_REQUIRED", "ERR_GT_REQUIRED")
"""After a fault in an attribute the parser also reports the end of the element as missing."""
GEEN_DOCTYPE = "Een documenttypedeclaratie (DOCTYPE) is niet toegestaan."
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""In UTF-16 even XML does not begin with the byte of a "<"."""
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


def melding_of(error: etree.XMLSyntaxError) -> Melding:
    """The fault that stopped the parser, with its line."""
    # The last entry of the parser is the fatal one; the exception itself may be about its aftermath. The
    # first entry is of no use: the log also holds what this thread parsed before.
    entries = [entry for entry in error.error_log if entry.domain_name != VALIDATION]
    if not entries:
        return Melding(tekst="het XML is niet welgevormd", regel=error.lineno)
    entry = entries[-1]
    if tuple(last.type_name for last in entries[-2:]) == CONFUSING:
        entry = entries[-2]
    return Melding(
        tekst=CAUSES.get(entry.type_name, f"het XML is niet welgevormd ({entry.type_name})"), regel=entry.line
    )


def explain(error: etree.XMLSyntaxError, beginning: bytes, geen: str) -> tuple[str | None, Melding]:
    """The meaning of a parser's error: a sentence when the file is not XML at all, and the finding.

    ``geen`` is the sentence that says what the file is not.
    """
    bare = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not bare:
        return "Het bestand is leeg.", Melding(tekst="het bestand bevat niets", regel=1)
    melding = Melding(tekst="het is geen XML", regel=1)
    for begin, wat in BEGINNINGS.items():
        if bare.lower().startswith(begin.lower()):
            return f"{geen} Het lijkt {wat}.", melding
    if bare.startswith(b"<") or beginning.startswith(UTF_16):
        return None, melding_of(error)
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
    return Melding(tekst="het bestand bevat een DOCTYPE", regel=regel)
