"""A file of a package read as a stream: its objects, and references to objects that are gone."""

from collections.abc import Iterator
from typing import IO

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.gkv.levering import Reden, Verwijzing
from uwlr_service.formats.findings import streamed
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.lijsten import LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV as NAMESPACE
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.schemas import GKV
from uwlr_service.formats.streaming import forget
from uwlr_service.formats.witruimte.collapsing import collapse

NS = f"{{{NAMESPACE}}}"
CONTAINERS = frozenset(f"{NS}{naam}" for naam in (*LIJSTEN.values(), "gewijzigd", "verwijderd"))
SCHOOL = f"{NS}school"
VERWIJZING = f"{NS}verwijzing"
ONGELDIG = "Het bestand voldoet niet aan xsd/gkv-1."
IDENTITY = frozenset({"schooljaar", "brincode", "dependancecode", "schoolkey", "naam"})


def read(source: IO[bytes]) -> Iterator[Fragment | Verwijzing]:
    """The objects of a file in order, as canonical XML (exclusive C14N), so that equal ones are equal text.

    Raises DocumentOngeldig for a file that is not GKV.
    """
    try:
        for _, element in etree.iterparse(source, schema=GKV.compiled(), events=("end",), **HARDENED):
            parent = element.getparent()
            if element.tag == SCHOOL and parent is not None and parent.getparent() is None:
                yield _school(element)
            if parent is None or parent.tag not in CONTAINERS:
                continue
            if element.tag == VERWIJZING:
                yield _verwijzing(element)
            else:
                yield _fragment(element)
            forget(element)
    except etree.XMLSyntaxError as error:
        raise DocumentOngeldig(ONGELDIG, [streamed(error)]) from error
    # An object comes before the judgement of the schema over it, and Python knows fewer moments than it.
    except (ValueError, TypeError) as error:
        raise DocumentOngeldig(ONGELDIG, [Melding(tekst="een waarde is niet te gebruiken")]) from error


def _school(element: etree._Element) -> Fragment:
    """The identity of a school, without the moment at which it was written down."""
    for child in list(element):
        if etree.QName(child).localname not in IDENTITY:
            element.remove(child)
    element.tail = None
    return Fragment("school", "", etree.tostring(element, method="c14n", exclusive=True).decode())


def _fragment(element: etree._Element) -> Fragment:
    element.tail = None
    collapse(element, GKV.collapsing())  # so that equal values are equal text
    xml = etree.tostring(element, method="c14n", exclusive=True).decode()
    return Fragment(etree.QName(element).localname, element.get("key"), xml)


def _verwijzing(element: etree._Element) -> Verwijzing:
    return Verwijzing(
        entiteit=element.get("entiteit"),
        key=element.get("key"),
        reden=Reden(element.get("reden")),
        tijdstip=tijd.to_utc(tijd.parse_moment(element.get("tijdstip"))),
        nieuwe_key=element.get("nieuwe_key"),
    )
