"""White space around a value where it means nothing (XML Schema part 2, 4.3.6: whiteSpace=collapse).

That holds for every type but xs:string and xs:normalizedString and those that are made of them. libxml2 knows
it of numbers, but compares dates and times as they are written. So where it has found a fault, the values of
these types are written without that space, and it judges once more; a document without a fault costs nothing.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lxml import etree

SPACE = " \t\r\n"
"""The white space of XML; a space of another kind is a sign like any other."""
SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Collapsing:
    """The elements and attributes of one schema whose values are collapsed, by their names."""

    elements: frozenset[str]
    attributes: frozenset[str]


def collapsed(text: str) -> str:
    """A value as XML Schema reads it: without white space around it, and with one space for any within."""
    return SPACES.sub(" ", text).strip(SPACE)


def collapse(element: etree._Element, names: Collapsing) -> bool:
    """Write the values in an element so; whether any was written otherwise."""
    texts = names.elements and _collapse_texts(element.iter(*names.elements))
    attributes = names.attributes and _collapse_attributes(element.iter(etree.Element), names.attributes)
    return bool(texts or attributes)


def _collapse_texts(elements: Iterable[etree._Element]) -> bool:
    changed = False
    for part in elements:
        text = part.text
        if text and len(part) == 0 and collapsed(text) != text:
            part.text = collapsed(text)
            changed = True
    return changed


def _collapse_attributes(elements: Iterable[etree._Element], names: Collection[str]) -> bool:
    changed = False
    for part in elements:
        for name, text in part.attrib.items():
            if name in names and collapsed(text) != text:
                part.set(name, collapsed(text))
                changed = True
    return changed
