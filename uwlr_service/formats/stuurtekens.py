"""The misleading signs in a document, each with its place: for documents that must hold none."""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import Melding
from uwlr_service.domain.tekst import fault
from uwlr_service.formats.findings import LIMIT, line_of, place_of


def misleading(root: etree._Element) -> list[Melding]:
    """What is wrong with the texts and attributes of a document that was found valid; the first of them."""
    return list(islice(_walk(root), LIMIT))


def _walk(root: etree._Element) -> Iterator[Melding]:
    for element in root.iter():
        wrong = fault(element.text or "")
        if wrong is not None:
            naam = etree.QName(element).localname
            yield Melding(tekst=f"'{naam}' {wrong}", regel=line_of(element), pad=place_of(element))
        for naam, value in element.attrib.items():
            wrong = fault(value)
            if wrong is not None:
                naam = etree.QName(naam).localname
                yield Melding(tekst=f"'{naam}' {wrong}", regel=line_of(element), pad=place_of(element))
