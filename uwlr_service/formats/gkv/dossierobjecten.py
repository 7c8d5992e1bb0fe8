"""Objects of the extended sets as XML and back; which names there are and in what order, the schema says."""

import functools
from collections.abc import Callable, Collection, Mapping
from typing import Any

from lxml import etree

from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.formats import escape
from uwlr_service.formats.gkv.lijsten import declaraties

BEHIND = {"rolomschrijving": "rol"}
"""Elements that go with the field of another one."""

Objectschrijver = Callable[[str, Mapping[str, Any]], str]


def objectschrijver(entiteit: str, allowed: Collection[str]) -> Objectschrijver:
    """A writer of one kind that knows the allowed fields only: from key and waarden to an element."""
    names = frozenset(allowed)
    declared = declaraties()[entiteit]
    attributes = frozenset(f"@{one.naam}" for one in declared if one.is_attribute and one.naam in names)
    elements = frozenset(
        one.naam for one in declared if not one.is_attribute and BEHIND.get(one.naam, one.naam) in names
    )
    begin, end = f'<{entiteit} key="', f"</{entiteit}>\n"

    def write(key: str, waarden: Mapping[str, Any]) -> str:
        parts = [begin, escape.attribute(key), '"']
        is_open = True
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
        parts.append(f">{end}" if is_open else end)
        return "".join(parts)

    return write


def write_whole(one: Dossierobject) -> str:
    """An object with everything that is known of it, for the school itself."""
    return _everything(one.entiteit)(one.key, one.waarden)


@functools.cache
def _everything(entiteit: str) -> Objectschrijver:
    return objectschrijver(
        entiteit, {declared.naam for declared in declaraties()[entiteit]} | set(BEHIND.values())
    )


def _nested(naam: str, waarde: Any) -> str:
    if isinstance(waarde, list):
        return "".join(_nested(naam, one) for one in waarde)
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
    return frozenset(one.naam for one in declaraties()[entiteit] if one.repeated)


def _parts(element: etree._Element, repeated: frozenset[str] = frozenset()) -> dict[str, Any]:
    found: dict[str, Any] = {f"@{naam}": waarde for naam, waarde in element.attrib.items()}
    for child in element:
        naam = etree.QName(child).localname
        waarde = _parts(child) if len(child) or child.attrib else _text(child)
        if naam in repeated:
            found.setdefault(naam, []).append(waarde)
        else:
            found[naam] = waarde
    return found


def _text(element: etree._Element) -> str:
    """Without the white space around it, which means nothing in any type; a text of spaces alone stays."""
    text = element.text or ""
    return text.strip() or text
