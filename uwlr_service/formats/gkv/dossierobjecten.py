"""Objects of the extended sets as XML and back; the schema says which names there are, and their order."""

import functools
from collections.abc import Callable, Collection, Mapping
from typing import Any

from lxml import etree

from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.domain.tekst import clean, trim
from uwlr_service.formats import escape
from uwlr_service.formats.gkv.lijsten import declaraties

BEHIND = {"rolomschrijving": "rol"}
"""Elements that are switched with the field of another one."""

Objectschrijver = Callable[[str, Mapping[str, Any]], str]


def objectschrijver(entiteit: str, allowed: Collection[str]) -> Objectschrijver:
    """A writer of one kind that knows the allowed fields only: from key and waarden to an element."""
    attributes, elements = _names(entiteit, frozenset(allowed))
    begin = f'<{entiteit} key="'
    end = f"</{entiteit}>\n"

    def write(key: str, waarden: Mapping[str, Any]) -> str:
        parts = [begin, escape.attribute(key), '"']
        is_open = True  # the attributes come first in ``waarden``, and the begin tag ends behind them
        for naam, waarde in waarden.items():
            if naam in elements:
                if is_open:
                    parts.append(">")
                    is_open = False
                if type(waarde) is str:
                    parts.append(f"<{naam}>{escape.text(waarde)}</{naam}>")
                else:
                    parts.append(_nested(naam, waarde))
            elif naam in attributes:
                parts.append(f' {naam[1:]}="{escape.attribute(waarde)}"')
        if is_open:
            parts.append(">")
        parts.append(end)
        return "".join(parts)

    return write


def _names(entiteit: str, allowed: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The names in ``waarden`` that may go out as attributes, and those that may go out as elements."""
    attributes = set()
    elements = set()
    for declaratie in declaraties()[entiteit]:
        naam = declaratie.naam
        if declaratie.is_attribute and naam in allowed:
            attributes.add(f"@{naam}")
        elif not declaratie.is_attribute and BEHIND.get(naam, naam) in allowed:
            elements.add(naam)
    return frozenset(attributes), frozenset(elements)


def write_whole(dossierobject: Dossierobject) -> str:
    """An object with everything that is known of it, for the school itself."""
    return _everything(dossierobject.entiteit)(dossierobject.key, dossierobject.waarden)


@functools.cache
def _everything(entiteit: str) -> Objectschrijver:
    return objectschrijver(
        entiteit, {declared.naam for declared in declaraties()[entiteit]} | set(BEHIND.values())
    )


def _nested(naam: str, waarde: Any) -> str:
    if isinstance(waarde, list):
        return "".join(_nested(naam, single) for single in waarde)
    if isinstance(waarde, str):
        return f"<{naam}>{escape.text(waarde)}</{naam}>"
    head = "".join(
        f' {part[1:]}="{escape.attribute(text)}"' for part, text in waarde.items() if part[0] == "@"
    )
    body = "".join(_nested(part, text) for part, text in waarde.items() if part[0] != "@")
    return f"<{naam}{head}>{body}</{naam}>"


def read_object(element: etree._Element) -> Dossierobject:
    """An object from its element, which has been found valid."""
    entiteit = etree.QName(element).localname
    waarden = _parts(element, _repeated(entiteit))
    return Dossierobject(entiteit, waarden.pop("@key"), waarden)


@functools.cache
def _repeated(entiteit: str) -> frozenset[str]:
    return frozenset(declaratie.naam for declaratie in declaraties()[entiteit] if declaratie.repeated)


def _parts(element: etree._Element, repeated: frozenset[str] = frozenset()) -> dict[str, Any]:
    waarden: dict[str, Any] = {f"@{naam}": waarde for naam, waarde in element.attrib.items()}
    for child in element:
        naam = etree.QName(child).localname
        waarde: Any = _text(child)
        if len(child) or child.attrib:
            waarde = _parts(child)
        if naam in repeated:
            waarden.setdefault(naam, []).append(waarde)
        else:
            waarden[naam] = waarde
    return waarden


def _text(element: etree._Element) -> str:
    """The text without misleading signs, and without white space around it, which means nothing in any type.

    A text of spaces alone stays: without it the element would be empty, which is never valid.
    """
    text = clean(element.text or "")
    return trim(text) or text
