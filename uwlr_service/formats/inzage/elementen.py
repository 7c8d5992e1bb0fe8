"""One object as it was written for a partner, read back as its fields and their values."""

from collections.abc import Iterator

from lxml import etree

from uwlr_service.domain.inzage.overzicht import Veldwaarde
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.parsing import HARDENED

KEY = "key"


def read_velden(xml: str) -> tuple[Veldwaarde, ...]:
    """The fields of an element that this service wrote, named as in agreements (``leerling/roepnaam``).

    A field that is there more than once comes more than once. A reference is shown by its key.
    """
    element = etree.fromstring(xml.encode(), etree.XMLParser(**HARDENED))
    return tuple(_velden(etree.QName(element).localname, element))


def _velden(entiteit: str, element: etree._Element) -> Iterator[Veldwaarde]:
    for naam, waarde in element.attrib.items():
        yield Veldwaarde(f"{entiteit}/{naam}", waarde)
    for child in element:
        naam = etree.QName(child).localname
        yield Veldwaarde(f"{entiteit}/{BEHIND.get(naam, naam)}", described(child), tuple(_delen(child)))


def described(element: etree._Element) -> str:
    """An element as one line of text: its own text, the key that it refers to, or its parts by name."""
    if not len(element):
        if set(element.attrib) == {KEY} and not element.text:
            return element.attrib[KEY]
        if not element.attrib:
            return element.text or ""
    return ", ".join(_parts(element))


def _delen(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The parts of a value by their names; none of a text and of a reference."""
    if not len(element) and (not element.attrib or set(element.attrib) == {KEY}):
        return
    yield from element.attrib.items()
    if not len(element) and element.text:
        yield "", element.text
    for child in element:
        yield etree.QName(child).localname, described(child)


def _parts(element: etree._Element) -> Iterator[str]:
    for naam, waarde in element.attrib.items():
        yield f"{naam} {waarde}"
    if not len(element) and element.text:
        yield element.text
    for child in element:
        if set(child.attrib) == {KEY} and not len(child):
            yield child.attrib[KEY]
        else:
            yield f"{etree.QName(child).localname} {described(child)}".strip()
