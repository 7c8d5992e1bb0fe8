"""Misleading signs in a dossier: taken out of texts and counted, refused in keys and codes."""

from collections.abc import Iterator

from lxml import etree

from uwlr_service.domain.fouten import Melding
from uwlr_service.domain.tekst import MISLEADING, clean, fault, trim
from uwlr_service.formats.findings import line_of, place_of

CODE = "code"
"""How the names of elements end that hold a code of the school, a test or a list."""
ONLY = "bevat alleen stuurtekens"
NAAM = "naam"
"""The one attribute that is a text: how partners read the school's name."""


def misleads(element: etree._Element) -> bool:
    """Whether an object has such a sign anywhere; nearly none does, and this is asked of each."""
    if MISLEADING.search("".join(element.itertext())):
        return True
    return any(MISLEADING.search(value) for part in element.iter() for value in part.attrib.values())


def refused(element: etree._Element) -> Iterator[Melding]:
    """The keys, codes and emptied texts of an object that misleads."""
    for part in element.iter():
        naam = etree.QName(part).localname
        for attribute, value in part.attrib.items():
            if attribute != NAAM and (wrong := fault(value)):
                yield _at(f"'{attribute}' {wrong}", part)
        wrong = fault(part.text or "")
        if wrong is None:
            continue
        if naam.endswith(CODE):
            yield _at(f"'{naam}' {wrong}", part)
        elif not trim(clean(part.text)):
            yield _at(f"'{naam}' {ONLY}", part)


def cleaned(element: etree._Element) -> int:
    """How many texts of an object lose signs when it is read."""
    texts = [*element.itertext(), element.get(NAAM, "")]
    return sum(fault(text) is not None for text in texts)


def _at(tekst: str, element: etree._Element) -> Melding:
    return Melding(tekst=tekst, regel=line_of(element), pad=place_of(element))
