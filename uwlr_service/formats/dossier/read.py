"""A dossier read as a stream: judged first and whole, and then object by object."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from uwlr_service.domain.dossier import Berekend, Dossier, Dossierobject
from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.formats.dossier.namespaces import DOSSIER
from uwlr_service.formats.findings import findings
from uwlr_service.formats.gkv.dossierobjecten import read_object
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.schemas import DOSSIER as SCHEMA
from uwlr_service.formats.welgevormd import melding_of

ROOT, SCHOOL, BEREKEND = (f"{{{DOSSIER}}}{name}" for name in ("dossier", "school", "berekend"))
OBJECTS = [f"{{{GKV}}}{entiteit}" for entiteit in DOSSIER_LIJSTEN]
ALL = [*OBJECTS, BEREKEND, SCHOOL]
"""A school is told from a destination of the same name by its namespace."""


def read_dossier(source: BinaryIO) -> Dossier:
    """A dossier from a file that can be rewound; its objects are read when they are asked for.

    Raises DocumentOngeldig, with the line, for what is none: before anything else is read from it.
    """
    school, naam = _judge(source)
    return Dossier(school, _objects(source), _berekenden(source), naam)


def _judge(source: BinaryIO) -> tuple[Schoolcode, str | None]:
    source.seek(0)
    found: dict[str, str] = {}
    line = None
    try:
        events = etree.iterparse(source, tag=ALL, schema=SCHEMA.compiled(), **HARDENED)
        for _, element in events:
            if element.tag == SCHOOL:
                found, line = dict(element.attrib), element.sourceline
            _forget(element)
        is_ours, doctype = events.root.tag == ROOT, events.root.getroottree().docinfo.doctype
    except etree.XMLSyntaxError as error:
        raise DocumentOngeldig("Het bestand is geen geldig dossier.", _explained(source, error)) from error
    if doctype or not is_ours:
        raise DocumentOngeldig("Het bestand is geen geldig dossier.", [Melding("dit is geen dossier", 1)])
    try:
        code = Schoolcode(
            found.get("brincode"),
            found.get("dependancecode", HOOFDVESTIGING),
            found.get("schoolkey"),
        )
    except ValueError as error:
        raise DocumentOngeldig("Het bestand is geen geldig dossier.", [Melding(str(error), line)]) from error
    return code, found.get("naam")


def _explained(source: BinaryIO, error: etree.XMLSyntaxError) -> list[Melding]:
    """Every fault with its place: only a document that is read as a whole has lines and paths."""
    source.seek(0)
    try:
        root = etree.parse(source, etree.XMLParser(**HARDENED)).getroot()
    except etree.XMLSyntaxError:
        return [melding_of(error)]
    return findings(SCHEMA, root) or [melding_of(error)]


def _objects(source: BinaryIO) -> Iterator[Dossierobject]:
    source.seek(0)
    for _, element in etree.iterparse(source, tag=OBJECTS, **HARDENED):
        yield read_object(element)
        _forget(element)


def _berekenden(source: BinaryIO) -> Iterator[Berekend]:
    source.seek(0)
    for _, element in etree.iterparse(source, tag=[*OBJECTS, BEREKEND], **HARDENED):
        if element.tag == BEREKEND:
            yield Berekend(element.get("resultaat"), element.get("soort"), element.get("waarde"))
        _forget(element)


def _forget(element: etree._Element) -> None:
    """Let go of what has been read, so that memory does not grow with the file."""
    parent = element.getparent()
    element.clear()
    while element.getprevious() is not None:
        del parent[0]
