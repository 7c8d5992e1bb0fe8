"""JSON as a tree of elements, so that the expressions of a suite are XPath whatever the other side sends.

The root is ``json``. A member of an object becomes an element by its name, or ``lid`` for a name that no
element can have; an entry of a list becomes ``item``. The attribute ``soort`` says what the value is.
"""

import re
from typing import Any

from lxml import etree

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}")
ROOT = "json"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Signs that JSON knows and XML does not."""


def tree(value: Any) -> etree._Element:
    """The tree of a value that was read within limits."""
    root = etree.Element(ROOT)
    waiting = [(root, value)]
    while waiting:
        element, within = waiting.pop()
        if isinstance(within, dict):
            element.set("soort", "object")
            for name, member in within.items():
                child = etree.SubElement(element, name if NAME.fullmatch(name) else "lid")
                waiting.append((child, member))
        elif isinstance(within, list):
            element.set("soort", "lijst")
            waiting += [(etree.SubElement(element, "item"), entry) for entry in within]
        else:
            element.set("soort", _soort(within))
            element.text = _text(within)
    return root


def _soort(value: Any) -> str:
    if value is None:
        return "niets"
    if isinstance(value, bool):
        return "waarheid"
    return "tekst" if isinstance(value, str) else "getal"


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return CONTROL.sub("\ufffd", str(value))
