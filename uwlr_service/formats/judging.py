"""Validating a large element without paying for every fault in it.

libxml2 goes on to the last fault, and lxml writes down the place of each, for which it counts the siblings
before it: a hundred thousand faults take a minute. So a large element is first written out and validated as a
stream, which keeps no places, and which is cut off once there are faults enough. Only the part that was read
by then is validated once more, for its places.
"""

from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

LARGE = 2000
"""Elements and attributes from which the stream is worth its while: a fault of fewer costs little."""
SIZE = etree.XPath("count(descendant::*) + count(descendant::*/@*)")
ENTRIES = 2
"""A fault can have so many entries in the log."""
MOST_PLACES = 1000
"""Faults whose places are looked for; the faults of references all come at the end, however many."""


def is_large(element: etree._Element) -> bool:
    """Whether an element holds so much that it may not be validated at once."""
    return bool(SIZE(element) > LARGE)


def entries_of(compiled: etree.XMLSchema, element: etree._Element, limit: int) -> list[etree._LogEntry]:
    """What the schema has against a large element: all of it, or some more than ``limit`` faults."""
    stream = _Stream(compiled, ENTRIES * limit)
    stream.read(element)
    if not stream.entries:
        return []
    if stream.is_cut_off:
        beginning = _Beginning(element.tag, stream.size)
        beginning.read(element)
        return _without_artefacts(compiled, beginning.root) or stream.entries
    if len(stream.entries) > MOST_PLACES:
        return stream.entries
    compiled.validate(element)
    return list(compiled.error_log)


class _Enough(Exception):
    """Nothing more has to be written."""


class _Writable:
    """Gets an element as lxml writes it, in pieces of a few kilobytes."""

    def read(self, element: etree._Element) -> None:
        """Get the whole element, or as much as is needed of it."""
        try:
            etree.ElementTree(element).write(self, encoding="utf-8")
        except _Enough:
            return
        self.end()

    def write(self, piece: bytes) -> None:
        """Take a piece; raise _Enough when no more is needed."""
        raise NotImplementedError

    def end(self) -> None:
        """There are no more pieces."""


class _NoTree:
    """A target of lxml that builds nothing."""

    def close(self) -> None:
        """There is no outcome."""


class _Stream(_Writable):
    """Validates what is written."""

    def __init__(self, compiled: etree.XMLSchema, enough: int) -> None:
        self._parser = etree.XMLParser(target=_NoTree(), schema=compiled)
        self._enough = enough
        self.size = 0
        self.is_cut_off = False
        self.entries: list[etree._LogEntry] = []

    def write(self, piece: bytes) -> None:
        self.size += len(piece)
        self._parser.feed(piece)
        log = self._parser.feed_error_log
        if len(log) > self._enough:
            self.entries = list(log)
            self.is_cut_off = True
            raise _Enough

    def end(self) -> None:
        with suppress(etree.XMLSyntaxError):  # it need not be raised where the schema alone has found faults
            self._parser.close()
        self.entries = list(self._parser.feed_error_log)


class _Beginning(_Writable):
    """Keeps the first so many bytes of what is written, as a tree."""

    def __init__(self, tag: str, size: int) -> None:
        self._parser = etree.XMLPullParser(events=("start",), tag=tag)
        self._left = size
        self.root: etree._Element | None = None

    def write(self, piece: bytes) -> None:
        self._left -= len(piece)
        self._parser.feed(piece)
        if self.root is None:
            _, self.root = next(self._parser.read_events(), (None, None))
        if self._left <= 0:
            raise _Enough


def _without_artefacts(compiled: etree.XMLSchema, root: etree._Element | None) -> list[etree._LogEntry]:
    """The faults in a tree that breaks off, without those that it has because it breaks off."""
    if root is None:
        return []
    compiled.validate(root)
    tree = root.getroottree()
    unfinished = {tree.getpath(element) for element in _unfinished(root)}
    return [entry for entry in compiled.error_log if not (entry.path in unfinished or _is_dangling(entry))]


def _unfinished(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that were still open where a tree breaks off, from the root down."""
    element: etree._Element | None = root
    while element is not None:
        yield element
        element = next(element.iterchildren(reversed=True), None)


def _is_dangling(entry: etree._LogEntry) -> bool:
    """Whether a reference leads to a definition that may come later."""
    return entry.type_name == "SCHEMAV_CVC_IDC" and "No match found" in entry.message
