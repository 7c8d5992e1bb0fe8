"""Counting what is in an XML document before a tree is made of it, and stopping where it is too much.

It uses expat, which calls back for each element in a third of a microsecond and keeps no tree; lxml's own
events make an object of each element, which takes three times as long as the whole of this.
"""

from xml.parsers import expat

from uwlr_service.formats.charsets import is_read
from uwlr_service.formats.limits import KB, MB, NODE, Limits
from uwlr_service.formats.signs import texts_in

PIECE = 64 * 1024
SEPARATOR = " "
"""Between a namespace and a name; any will do, as names are not looked at."""


class LimitExceeded(Exception):
    """A document holds more than its limits allow: the Dutch words for it, and the line."""

    def __init__(self, tekst: str, regel: int | None = None) -> None:
        super().__init__(tekst)
        self.tekst = tekst
        self.regel = regel


class CharsetNotRead(Exception):
    """A document declares a character set that is not read (``charsets``)."""


class DoctypeFound(Exception):
    """A document declares entities or other things of its own, at this line."""

    def __init__(self, regel: int) -> None:
        super().__init__(regel)
        self.regel = regel


class Meter:
    """Counts one document, in pieces as they come.

    Raises LimitExceeded for too much of anything, CharsetNotRead and DoctypeFound. ``broken`` is where expat
    found that the document is not well-formed, in bytes from the beginning; it counts no further, and ``fed``
    is how much it got. A document type declaration that holds nothing is for the parser after it.
    """

    def __init__(self, limits: Limits, charset: str | None = None) -> None:
        self.broken: int | None = None
        self._limits = limits
        self.fed = 0
        self._counted = 0
        self._attributes = 0
        self._texts = 0
        self._namespaces = 0
        parser = expat.ParserCreate(charset, SEPARATOR)
        parser.ordered_attributes = True  # as a list, which is made faster than a mapping
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._leave
        self._parser = parser

    def feed(self, piece: bytes) -> None:
        """Count the next bytes of the document."""
        self.fed += len(piece)
        if self.fed > self._limits.bytes:
            raise LimitExceeded(f"meer dan {size(self._limits.bytes)}")
        if self.broken is not None:
            return
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError:
            self.broken = max(self._parser.ErrorByteIndex, 0)
            return
        # A tag is not reported before it ends, and until then all of it is kept. This looks once for each
        # piece, so a tag can be as much longer than the limit.
        if self.fed - self._parser.CurrentByteIndex > self._limits.tag:
            raise self._exceeded(f"een tag of commentaar van meer dan {size(self._limits.tag)}")
        if self._limits.tree is not None:
            self._texts += texts_in(piece)
            # An attribute is two nodes: itself and its text.
            if self.fed + NODE * (self._counted + self._attributes + self._texts) > self._limits.tree:
                raise self._exceeded(
                    f"meer elementen, attributen en teksten dan in {size(self._limits.tree)} geheugen passen"
                )

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if not is_read(encoding):
            # Before expat asks Python for it: Python remembers every name that it was ever asked for.
            raise CharsetNotRead

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_content: int) -> None:
        if has_content:
            # No document may have it, and each entity in it takes memory before the first element is there.
            raise DoctypeFound(self._parser.CurrentLineNumber)

    def _start(self, _name: str, attributes: list[str]) -> None:
        self._counted += 1
        if attributes:
            number = len(attributes) // 2  # names and values in turn
            self._counted += number
            self._attributes += number
        if self._counted > self._limits.elements:
            raise self._too_many()
        if len(attributes) > 2 * self._limits.attributes:
            raise self._exceeded(
                f"een element met {amount(len(attributes) // 2)} attributen;"
                f" het mogen er {amount(self._limits.attributes)} zijn"
            )

    def _declare(self, _prefix: str | None, _uri: str | None) -> None:
        self._counted += 1
        self._namespaces += 1
        if self._counted > self._limits.elements:
            raise self._too_many()
        if self._namespaces > self._limits.namespaces:
            raise self._exceeded(f"meer dan {amount(self._limits.namespaces)} namespaces op één plaats")

    def _too_many(self) -> LimitExceeded:
        return self._exceeded(f"meer dan {amount(self._limits.elements)} elementen en attributen")

    def _leave(self, _prefix: str | None) -> None:
        self._namespaces -= 1

    def _exceeded(self, tekst: str) -> LimitExceeded:
        return LimitExceeded(tekst, self._parser.CurrentLineNumber)


def amount(number: int) -> str:
    """A number for people: 25.000."""
    return f"{number:,}".replace(",", ".")


def size(number: int) -> str:
    """A number of bytes for people: 64 kB or 1 MB."""
    if number >= MB:
        return f"{amount(number // MB)} MB"
    return f"{amount(number // KB)} kB"
