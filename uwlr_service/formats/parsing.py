"""Untrusted XML in: a hardened parser that refuses what no message of the standard needs."""

import codecs
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from lxml import etree

from uwlr_service import tracing
from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.formats.charsets import CHARSETS, UTF_8, is_read
from uwlr_service.formats.limits import BERICHT, BESTAND, MB, Limits
from uwlr_service.formats.metering import PIECE, CharsetNotRead, DoctypeFound, LimitExceeded, Meter
from uwlr_service.formats.signs import fits, is_small
from uwlr_service.formats.streaming import levels
from uwlr_service.formats.welgevormd import (
    GEEN_DOCTYPE,
    doctype_melding,
    melding_of,
    unread,
)
from uwlr_service.formats.xmlfouten import BROKEN, WELGEVORMD

GEEN_XML = "Het bericht is geen welgevormde XML"
TE_ZWAAR = "Het bericht is zwaarder dan deze dienst aanneemt"
BESTAND_TE_ZWAAR = "Het bestand is zwaarder dan deze dienst aanneemt"
BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DECLARATION = b"<?xml"
MOST_EMPTY_LINES = 1_000
"""Empty lines before a document that are counted."""
BEGINNING = 2 * MOST_EMPTY_LINES
"""Bytes that the declaration of a document lies in."""
AHEAD = 4 * MB
"""A file of no more bytes, as of a school of 3,000 pupils, is looked at whole before it is parsed."""
HARDENED = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
"""``huge_tree=False`` also bounds depth (256), one text (10 MB) and the growth by entities."""


def parse(data: bytes, charset: str | None = None, limits: Limits = BERICHT) -> etree._Element:
    """The root of an XML document; ``charset`` is the one that HTTP named, and wins over the declaration.

    Raises OngeldigBericht for what is not well-formed, holds more than the limits, is in a character set that
    is not read, or has a document type declaration (SOAP 1.1, 3: a message must not contain one).
    """
    return parse_pieces([data], charset, limits)


@tracing.traced("formats")
def parse_pieces(pieces: list[bytes], charset: str | None, limits: Limits) -> etree._Element:
    """The same for a document in pieces; the list is emptied as it is read, so that its memory comes free."""
    charset = known_charset(pieces[0], charset)
    pieces[0] = _without_space(pieces[0])
    beginning = _declaration(pieces[0], charset)
    etree.clear_error_log()
    try:
        if len(pieces) == 1 and (is_small(pieces[0], limits) or fits(pieces, charset, limits)):
            root = etree.fromstring(pieces.pop(), _parser(charset))
        else:
            root = _parse_counting(pieces, charset, limits)
    except etree.XMLSyntaxError as error:
        raise OngeldigBericht(GEEN_XML, [melding_of(error, beginning)]) from error
    except LimitExceeded as error:
        raise OngeldigBericht(TE_ZWAAR, [Melding(tekst=error.tekst, regel=error.regel)]) from error
    except DoctypeFound as error:
        raise OngeldigBericht(GEEN_DOCTYPE) from error
    except CharsetNotRead as error:
        raise OngeldigBericht(GEEN_XML, [unread(beginning)]) from error
    except (LookupError, ValueError) as error:
        raise OngeldigBericht(GEEN_XML, [Melding(tekst="de tekenset kan niet worden gelezen")]) from error
    docinfo = root.getroottree().docinfo
    if docinfo.doctype:
        raise OngeldigBericht(GEEN_DOCTYPE)
    if charset is None and not is_read(docinfo.encoding):
        raise OngeldigBericht(GEEN_XML, [unread(beginning)])
    return root


def has_lines(data: bytes) -> bool:
    """Whether a message is written on several lines, its XML declaration aside; else a line says nothing."""
    if b"\n" not in data:
        return False
    bare = data.strip()
    if bare.startswith(DECLARATION):
        _, _, bare = bare.partition(b"?>")
    return b"\n" in bare.strip()


def _without_space(data: bytes) -> bytes:
    """A document without the white space before it, which XML does not allow before a declaration.

    Its lines count, so that those of a finding are the ones of the document as it was sent: they go behind
    the first word of the declaration, where white space is allowed.
    """
    bare = data.lstrip(b" \t\r\n")
    if len(bare) == len(data):
        return data
    lines = b"\n" * min(data.count(b"\n", 0, len(data) - len(bare)), MOST_EMPTY_LINES)
    if bare.startswith(DECLARATION):
        return DECLARATION + lines + bare[len(DECLARATION) :]
    return lines + bare


def _declaration(piece: bytes, charset: str | None) -> bytes:
    """The bytes in which a document may declare its character set; none where HTTP named one."""
    return b"" if charset is not None else piece[:BEGINNING]


def _parse_counting(pieces: list[bytes], charset: str | None, limits: Limits) -> etree._Element:
    """Count, and then parse: of a document that holds too much there is never a tree."""
    if fits(pieces, charset, limits):
        return _parse_pieces(pieces, etree.XMLParser(encoding=charset, **HARDENED), limits.bytes)
    meter = Meter(limits, charset)
    for piece in _small(pieces):
        meter.feed(piece)
        if meter.broken is not None:
            break
    # What was not counted is not parsed either.
    root = _parse_pieces(pieces, etree.XMLParser(encoding=charset, **HARDENED), meter.fed)
    if meter.broken is not None:
        # One of the two parsers takes it for a document and the other does not.
        raise OngeldigBericht(GEEN_XML, [Melding(tekst=BROKEN, verwacht=WELGEVORMD)])
    return root


def _parse_pieces(pieces: list[bytes], parser: etree.XMLParser, most: int) -> etree._Element:
    """Parse no more than so many bytes, to within a piece."""
    left = most
    for piece in _emptied(pieces):
        parser.feed(piece)
        left -= len(piece)
        if left <= 0 or parser.feed_error_log.filter_from_fatals():
            break
    return parser.close()


def _small(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces that are cut smaller."""
    for large in pieces:
        for start in range(0, len(large), PIECE):
            yield large[start : start + PIECE]


def _emptied(pieces: list[bytes]) -> Iterator[bytes]:
    """The same, each taken out of the list as it is reached."""
    while pieces:
        yield from _small([pieces.pop(0)])


def parse_head(
    pieces: Iterator[bytes], charset: str | None, limits: Limits, tag: str
) -> etree._Element | None:
    """The root of a document as far as it goes before the first element with this tag; None without one.

    No more pieces are asked for than that takes. Raises OngeldigBericht as ``parse`` does.
    """
    meter: Meter | None = None
    parser: etree.XMLPullParser | None = None
    beginning = b""
    etree.clear_error_log()
    try:
        for piece in pieces:
            if parser is None or meter is None:
                charset = known_charset(piece, charset)
                piece = _without_space(piece)
                beginning = _declaration(piece, charset)
                meter = Meter(limits, charset)
                parser = etree.XMLPullParser(events=("start",), tag=tag, encoding=charset, **HARDENED)
            meter.feed(piece)
            parser.feed(piece)
            for _, element in parser.read_events():
                refuse_doctype(element)
                return element.getroottree().getroot()
            if meter.broken is not None or parser.feed_error_log.filter_from_fatals():
                parser.close()
                return None
    except etree.XMLSyntaxError as error:
        raise OngeldigBericht(GEEN_XML, [melding_of(error, beginning)]) from error
    except LimitExceeded as error:
        raise OngeldigBericht(TE_ZWAAR, [Melding(tekst=error.tekst, regel=error.regel)]) from error
    except DoctypeFound as error:
        raise OngeldigBericht(GEEN_DOCTYPE) from error
    except CharsetNotRead as error:
        raise OngeldigBericht(GEEN_XML, [unread(beginning)]) from error
    return None


def known_charset(data: bytes, charset: str | None) -> str | None:
    """The character set to read a message with; None when the message says it itself.

    Raises OngeldigBericht for one that is not read.
    """
    if charset is None:
        return None
    if charset == UTF_8 and not data.startswith(codecs.BOM_UTF8):
        return UTF_8  # nearly all
    known = CHARSETS.get(charset.lower())
    if known is None:
        raise OngeldigBericht("De tekenset in Content-Type is niet bekend; verwacht: charset=utf-8, of geen.")
    if data.startswith(BYTE_ORDER_MARKS):
        return None
    return known


_kept = threading.local()


def _parser(charset: str | None) -> etree.XMLParser:
    """A hardened parser; the common one is made once for each thread, as making it takes as long as parsing.

    Threads do not share one: it is locked while it works, and keeps what it found wrong until its next use.
    """
    if charset is not None and charset != UTF_8:
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
    """A file in pieces, each counted unless all of it is small, which ends where the parser found a fault.

    After an entity that nobody declared lxml would take the next piece for the beginning of a document.
    """

    def __init__(self, source: Readable, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._meter: Meter | None = None
        self._ahead: deque[bytes] | None = None
        self.events: etree.iterparse | None = None

    def read(self, size: int) -> bytes:
        if self.events is not None and self.events.error_log.filter_from_fatals():
            return b""
        if self._meter is not None and self._meter.broken is not None:
            return b""  # what is not counted is not read; the parser says that the document breaks off here
        piece = self._next(size)
        if self._meter is None:
            return piece
        try:
            self._meter.feed(piece)
        except LimitExceeded as error:
            melding = Melding(tekst=error.tekst, regel=error.regel)
            raise DocumentOngeldig(BESTAND_TE_ZWAAR, [melding]) from error
        except DoctypeFound as error:
            raise DocumentOngeldig(GEEN_DOCTYPE, [doctype_melding(error.regel)]) from error
        except CharsetNotRead:
            # The readers of files each explain what lxml raises, so lxml is made to raise it.
            return b"<?xml version='1.0' encoding='onbekend'?>"
        return piece

    def tree(self) -> etree._Element | None:
        """The root of a short file that holds nothing to be counted, before anything of it was read.

        None for any other, and for one that is not well-formed, which its pieces tell more of.
        """
        if self._ahead is None:
            self._ahead = self._look_ahead(PIECE)
        if self._meter is not None or not self._ahead:
            return None
        try:
            return etree.fromstring(b"".join(self._ahead), _parser(None))
        except etree.XMLSyntaxError:
            return None

    def _next(self, size: int) -> bytes:
        if self._ahead is None:
            self._ahead = self._look_ahead(size)
        if self._ahead:
            return self._ahead.popleft()
        return self._source.read(size)

    def _look_ahead(self, size: int) -> deque[bytes]:
        """The first pieces; of a short file these are all, and then its signs may say enough."""
        pieces: deque[bytes] = deque()
        length = 0
        while length <= AHEAD:
            piece = self._source.read(size)
            if not piece:
                break
            pieces.append(piece)
            length += len(piece)
        is_whole = length <= AHEAD
        if not (is_whole and pieces and fits(list(pieces), None, self._limits)):
            self._meter = Meter(self._limits)
        return pieces


def iterparse(source: Readable, *, limits: Limits = BESTAND, **options: Any) -> etree.iterparse:
    """The events of an untrusted file; XMLSyntaxError at its first fault.

    While it is read, DocumentOngeldig is raised where the file holds more than its limits, or declares
    entities.
    """
    return _events(_Pieces(source, limits), options)


def iterlevels(source: Readable, *, limits: Limits) -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of the elements of an untrusted file, as ``iterparse`` gives them and raises.

    Of a short file they are those of the first three levels, for it is a tree by then, which takes half the
    time of an event for each element.
    """
    pieces = _Pieces(source, limits)
    root = pieces.tree()
    if root is None:
        return _events(pieces, {"events": ("start", "end")})
    return levels(root)


def _events(pieces: _Pieces, options: dict[str, Any]) -> etree.iterparse:
    etree.clear_error_log()
    pieces.events = etree.iterparse(pieces, **options, **HARDENED)
    return pieces.events
