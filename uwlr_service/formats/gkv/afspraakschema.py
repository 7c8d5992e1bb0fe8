"""The schema of one agreement: ``xsd/gkv-1`` without fields that it does not hold (docs/gkv-dossier.rst)."""

import functools
import io
import threading
from collections.abc import Iterator
from typing import IO

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.formats.findings import findings, streamed
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.gkv.lijsten import LIJSTEN, merged
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.limits import BERICHT
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.schemas import EDEXML, XS
from uwlr_service.formats.streaming import forget

DIFFERENT_AGREEMENTS = 64
ONGELDIG = "Het bestand voldoet niet aan de gegevensafspraak."
LARGEST_TREE = BERICHT.bytes
"""Bytes of a file of which a tree is made."""
OBJECTS = [f"{{{GKV}}}{entiteit}" for entiteit in LIJSTEN]
OBJECTS_OF_EDEXML = ["vestiging", "groep", "samengestelde_groep", "leerling", "leerkracht"]


def validate(source: IO[bytes], velden: Veldenlijst) -> None:
    """Read a file of a package as a stream, and judge it by the agreement.

    Raises DocumentOngeldig; an element outside the agreement is rejected like one outside GKV.
    """
    _judge(source, _compiled(threading.get_ident(), velden), OBJECTS)


def validate_edexml(source: IO[bytes]) -> None:
    """The same for ``edex.xml``, which has a schema of its own. Raises DocumentOngeldig.

    Around its dates white space means nothing. A stream cannot be judged without it, so that of a file with a
    fault is looked for in a tree, as far as the file is not too large for one.
    """
    try:
        _judge(source, EDEXML["2.1"].compiled(), OBJECTS_OF_EDEXML)
    except DocumentOngeldig:
        if source.seek(0, io.SEEK_END) > LARGEST_TREE:
            raise
        source.seek(0)
        meldingen = findings(EDEXML["2.1"], etree.parse(source, etree.XMLParser(**HARDENED)).getroot())
        if meldingen:
            raise DocumentOngeldig(ONGELDIG, meldingen) from None


def _judge(source: IO[bytes], schema: etree.XMLSchema, objects: list[str]) -> None:
    try:
        for _, element in etree.iterparse(source, tag=objects, schema=schema, resolve_entities=False):
            forget(element)
    except etree.XMLSyntaxError as error:
        raise DocumentOngeldig(ONGELDIG, [streamed(error)]) from error


@functools.lru_cache(maxsize=DIFFERENT_AGREEMENTS)
def _compiled(_thread: int, velden: Veldenlijst) -> etree.XMLSchema:
    """One for each thread: a compiled schema that threads share mixes their errors."""
    return etree.XMLSchema(narrowed(velden))


def narrowed(velden: Veldenlijst) -> etree._ElementTree:
    """The schema as one document, for a partner too."""
    tree = merged()
    for entiteit, lijst in LIJSTEN.items():
        if is_delivered(entiteit, velden):
            _remove_fields(tree, entiteit, velden.of(entiteit))
        else:
            _remove_kind(tree, entiteit, lijst)
    return tree


def _remove_kind(tree: etree._ElementTree, entiteit: str, lijst: str) -> None:
    for reference in list(tree.iter(f"{XS}element")):
        if reference.get("type") == f"g:{lijst}" or reference.get("name") == entiteit:
            reference.getparent().remove(reference)
    for name in (lijst, entiteit):
        tree.getroot().remove(tree.find(f"{XS}complexType[@name='{name}']"))


def _remove_fields(tree: etree._ElementTree, entiteit: str, allowed: frozenset[str]) -> None:
    for declaration in list(_declarations(tree, entiteit)):
        name = declaration.get("name")
        if BEHIND.get(name, name) not in allowed:
            declaration.getparent().remove(declaration)


def _declarations(tree: etree._ElementTree, entiteit: str) -> Iterator[etree._Element]:
    kind = tree.find(f"{XS}complexType[@name='{entiteit}']")
    yield from kind.iterfind(f"{XS}sequence/{XS}element")
    yield from kind.iterfind(f"{XS}attribute")
