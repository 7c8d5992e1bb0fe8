"""A dossier read as a stream: judged first and whole, and then object by object."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.school.dossier import LEERLINGDETAIL, Berekend, Dossier, Dossierobject
from uwlr_service.domain.school.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.formats.dossier.namespaces import DOSSIER
from uwlr_service.formats.findings import LIMIT, LONGEST_KEY, findings, line_of, place_of, streamed
from uwlr_service.formats.gkv.dossierobjecten import read_object
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.parsing import HARDENED, iterparse
from uwlr_service.formats.schemas import DOSSIER as SCHEMA
from uwlr_service.formats.welgevormd import explain, refuse_doctype

ROOT, SCHOOL, BEREKEND = (f"{{{DOSSIER}}}{name}" for name in ("dossier", "school", "berekend"))
OBJECTS = [f"{{{GKV}}}{entiteit}" for entiteit in DOSSIER_LIJSTEN]
DETAIL = f"{{{GKV}}}{LEERLINGDETAIL}"
ALL = [*OBJECTS, BEREKEND, SCHOOL]
"""A school is told from a destination of the same name by its namespace."""


GEEN, ONGELDIG = "Dit is geen dossier.", "Het bestand is geen geldig dossier."
BEGINNING = 4096


def read_dossier(source: BinaryIO) -> Dossier:
    """A dossier from a file that can be rewound; its objects are read when they are asked for.

    Raises DocumentOngeldig, with the line, for what is none: before anything else is read from it.
    """
    found = _walk(source)
    _validate(source)
    return Dossier(
        school=_code(found),
        objecten=_objects(source),
        berekenden=_berekenden(source),
        naam=found.school.get("naam"),
        elders=frozenset(found.genoemd - found.beschreven),
    )


def mentions(source: BinaryIO, leerlingen: Collection[str], limit: int = LIMIT) -> list[Melding]:
    """Where a valid dossier is about pupils whom nobody knows."""
    places = (one for one in _whole(source).iter(*OBJECTS) if one.get("leerling") in leerlingen)
    return [
        Melding(
            tekst=f"'{etree.QName(one).localname}' verwijst naar leerling"
            f" {one.get('leerling')[:LONGEST_KEY]}, en die staat niet in het EDEXML van de school"
            " en niet bij de leerlingdetails",
            regel=line_of(one),
            pad=place_of(one),
            key=one.get("key"),
        )
        for one in islice(places, limit)
    ]


@dataclass(slots=True, kw_only=True)
class _Gezien:
    school: Mapping[str, str] = field(default_factory=dict)
    regel: int | None = None
    genoemd: set[str] = field(default_factory=set)
    beschreven: set[str] = field(default_factory=set)


def _walk(source: BinaryIO) -> _Gezien:
    """What stands out in what is a whole document and calls itself a dossier.

    A parser that validates overlooks that a document breaks off, and knows no lines: this one sees both.
    """
    source.seek(0)
    beginning = source.read(BEGINNING)
    source.seek(0)
    found = _Gezien()
    events = iterparse(source, tag=ALL)
    try:
        for _, element in events:
            if element.tag == SCHOOL:
                found.school, found.regel = dict(element.attrib), element.sourceline
            elif element.tag == DETAIL:
                found.beschreven.add(element.get("key", ""))
            elif "leerling" in element.attrib:
                found.genoemd.add(element.get("leerling"))
            _forget(element)
    except etree.XMLSyntaxError as error:
        tekst, melding = explain(error, beginning, GEEN)
        raise DocumentOngeldig(tekst or ONGELDIG, [melding]) from error
    refuse_doctype(events.root, beginning)
    if events.root.tag != ROOT:
        naam = etree.QName(events.root).localname
        tekst = f"het eerste element is '{naam}'; verwacht: 'dossier' in de namespace {DOSSIER}"
        raise DocumentOngeldig(GEEN, [Melding(tekst=tekst, regel=events.root.sourceline, pad=f"/{naam}")])
    return found


def _validate(source: BinaryIO) -> None:
    source.seek(0)
    try:
        for _, element in etree.iterparse(source, tag=ALL, schema=SCHEMA.compiled(), **HARDENED):
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise DocumentOngeldig(ONGELDIG, findings(SCHEMA, _whole(source)) or [streamed(error)]) from error


def _code(found: _Gezien) -> Schoolcode:
    school = found.school
    try:
        return Schoolcode(
            school.get("brincode"), school.get("dependancecode", HOOFDVESTIGING), school.get("schoolkey")
        )
    except ValueError as error:
        raise DocumentOngeldig(
            ONGELDIG, [Melding(tekst=str(error), regel=found.regel, pad="/dossier/school")]
        ) from error


def _whole(source: BinaryIO) -> etree._Element:
    """The document as a tree: only what is read as a whole has lines and paths."""
    source.seek(0)
    return etree.parse(source, etree.XMLParser(**HARDENED)).getroot()


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
