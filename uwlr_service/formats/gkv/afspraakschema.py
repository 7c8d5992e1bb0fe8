"""The schema of one agreement: ``xsd/gkv-1`` without the fields that it does not hold (gkv.md 3.5)."""

import functools
import threading
from collections.abc import Iterator
from typing import IO

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.gegevensafspraak import Veldenlijst
from uwlr_service.formats.gkv.basis import LIJSTEN
from uwlr_service.formats.schemas import GKV

XS = "{http://www.w3.org/2001/XMLSchema}"
BEHIND = {"rolomschrijving": "rol"}
"""Elements that go with the field of another one."""
DIFFERENT_AGREEMENTS = 64


def validate(source: IO[bytes], velden: Veldenlijst) -> None:
    """Read a file of a package as a stream, and judge it by the agreement.

    Raises DocumentOngeldig with the place; what is not in the agreement is as wrong as what is no GKV.
    """
    try:
        for _, element in etree.iterparse(
            source, schema=_compiled(threading.get_ident(), velden), resolve_entities=False
        ):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        melding = Melding(error.msg or "geen geldige XML", error.lineno)
        raise DocumentOngeldig("Het bestand voldoet niet aan de gegevensafspraak.", [melding]) from error


@functools.lru_cache(maxsize=DIFFERENT_AGREEMENTS)
def _compiled(_thread: int, velden: Veldenlijst) -> etree.XMLSchema:
    """One for each thread: a compiled schema that threads share mixes their errors."""
    return etree.XMLSchema(narrowed(velden))


def narrowed(velden: Veldenlijst) -> etree._ElementTree:
    """The schema as a document, for a partner too."""
    tree = GKV.document()
    for entiteit in LIJSTEN:
        allowed = velden.of(entiteit)
        for declaration in list(_declarations(tree, entiteit)):
            name = declaration.get("name")
            if BEHIND.get(name, name) not in allowed:
                declaration.getparent().remove(declaration)
    return tree


def _declarations(tree: etree._ElementTree, entiteit: str) -> Iterator[etree._Element]:
    kind = tree.find(f"{XS}complexType[@name='{entiteit}']")
    yield from kind.iterfind(f"{XS}sequence/{XS}element")
    yield from kind.iterfind(f"{XS}attribute")
