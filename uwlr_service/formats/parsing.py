"""Untrusted XML in: a hardened parser that refuses what no message of the standard needs."""

import codecs
import threading
from typing import Any, Protocol

from lxml import etree

from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.formats.welgevormd import GEEN_DOCTYPE, melding_of

GEEN_XML = "Het bericht is geen welgevormde XML"
UTF_8 = "utf-8"
BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HARDENED = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""``huge_tree=False`` also bounds depth (256), one text (10 MB) and the growth by entities."""


def parse(data: bytes, charset: str | None = None) -> etree._Element:
    """The root of an XML document; ``charset`` is the one that HTTP named, and wins over the declaration.

    Raises OngeldigBericht for what is not well-formed, is in an unknown character set, or has a document
    type declaration (SOAP 1.1, 3: a message must not contain one).
    """
    if charset is not None:
        try:
            codecs.lookup(charset)
        except (LookupError, ValueError) as error:
            raise OngeldigBericht("De tekenset in Content-Type is niet bekend.") from error
        if data.startswith(BYTE_ORDER_MARKS):
            charset = None
    try:
        root = etree.fromstring(data.lstrip(b" \t\r\n"), _parser(charset))
    except etree.XMLSyntaxError as error:
        raise OngeldigBericht(GEEN_XML, [melding_of(error)]) from error
    except (LookupError, ValueError) as error:
        raise OngeldigBericht(GEEN_XML, [Melding(tekst="de tekenset kan niet worden gelezen")]) from error
    refuse_doctype(root)
    return root


_kept = threading.local()


def _parser(charset: str | None) -> etree.XMLParser:
    """A hardened parser; the common one is made once for each thread, as making it takes as long as parsing.

    Threads do not share one: it is locked while it works, and keeps what it found wrong until its next use.
    """
    if charset is not None and charset.lower() != UTF_8:
        return etree.XMLParser(encoding=charset, **HARDENED)
    name = "undeclared" if charset is None else "utf_8"
    parser: etree.XMLParser | None = getattr(_kept, name, None)
    if parser is None:
        parser = etree.XMLParser(encoding=charset, **HARDENED)
        setattr(_kept, name, parser)
    return parser


def refuse_doctype(root: etree._Element) -> None:
    """Raise OngeldigBericht when the document carries a document type declaration.

    Unresolved entities would silently cut the text they stand in.
    """
    if root.getroottree().docinfo.doctype:
        raise OngeldigBericht(GEEN_DOCTYPE)


class Readable(Protocol):
    """What gives its content in pieces."""

    def read(self, size: int, /) -> bytes:
        """The next so many bytes, or fewer; nothing at the end."""


class _Pieces:
    """A file in pieces, which ends where the parser found a fault.

    After an entity that nobody declared lxml would take the next piece for the beginning of a document.
    """

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.events: etree.iterparse | None = None

    def read(self, size: int) -> bytes:
        if self.events is not None and self.events.error_log.filter_from_fatals():
            return b""
        return self._source.read(size)


def iterparse(source: Readable, **options: Any) -> etree.iterparse:
    """The events of an untrusted file; XMLSyntaxError at its first fault."""
    pieces = _Pieces(source)
    pieces.events = etree.iterparse(pieces, **options, **HARDENED)
    return pieces.events
