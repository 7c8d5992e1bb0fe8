"""Writing the canonical form of a large message, whose root may declare many namespaces.

libxml2 looks at every namespace in scope, at every element, and again at each for each: with 28 of them, as
some toolkits declare, that takes longer than all the rest. Where only the root of the message and what is
around it declare namespaces, the form has all of them in its first tag and none after it. Those that nothing
uses are then taken out of the tree, and the first tag is written as it was: the same bytes.
"""

from typing import Protocol

from lxml import etree

FEW = 8
"""So many namespaces in scope cost little."""
DECLARATION = b"xmlns"


class Writable(Protocol):
    """What takes a document in pieces."""

    def write(self, piece: bytes, /) -> object:
        """Take a piece."""


def write_form(element: etree._Element, target: Writable) -> None:
    """Write the form (C14N) of an element. Raises C14NError when it has none."""
    if len(element.nsmap) <= FEW or not _declares_alone(element):
        etree.ElementTree(element).write_c14n(target)
        return
    first_tag = _first_tag(element)
    etree.cleanup_namespaces(element.getroottree())
    etree.ElementTree(element).write_c14n(_WithFirstTag(target, _first_tag(element), first_tag))


def _declares_alone(element: etree._Element) -> bool:
    """Whether nothing within an element declares a namespace, and each has one prefix.

    With two prefixes for one it could not be said which of them a copy of the tag gets.
    """
    addresses = element.nsmap.values()
    if len(set(addresses)) < len(addresses):
        return False
    counter = _Counter()
    etree.ElementTree(element).write(counter, encoding="utf-8")
    return counter.seen == etree.tostring(_copy(element)).count(DECLARATION)


def _copy(element: etree._Element) -> etree._Element:
    """An element with the same tag, without what is in it."""
    return etree.Element(element.tag, dict(element.attrib), nsmap=element.nsmap)


def _first_tag(element: etree._Element) -> bytes:
    form: bytes = etree.tostring(_copy(element), method="c14n")
    tag, _, _ = form.rpartition(b"</")
    return tag


class _Counter:
    """Counts what may be declarations; in a text it may be something else, so there can be fewer of those."""

    def __init__(self) -> None:
        self.seen = 0
        self._end = b""

    def write(self, piece: bytes) -> None:
        part = self._end + piece
        self.seen += part.count(DECLARATION)
        self._end = part[-len(DECLARATION) + 1 :]


class _WithFirstTag:
    """Passes on what is written, with another tag at its beginning."""

    def __init__(self, target: Writable, expected: bytes, tag: bytes) -> None:
        self._target = target
        self._expected = expected
        self._tag = tag
        self._beginning: bytes | None = b""

    def write(self, piece: bytes) -> None:
        if self._beginning is None:
            self._target.write(piece)
            return
        self._beginning += piece
        if len(self._beginning) < len(self._expected):
            return
        if not self._beginning.startswith(self._expected):
            raise ValueError("the canonical form begins with another tag than its element")
        self._target.write(self._tag + self._beginning[len(self._expected) :])
        self._beginning = None
