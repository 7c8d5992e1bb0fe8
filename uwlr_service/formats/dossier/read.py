"""A dossier read as a stream: judged first and whole, and then object by object."""

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding
from uwlr_service.domain.school.dossier import LEERLINGDETAIL, Berekend, Dossier, Dossierobject
from uwlr_service.domain.school.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.domain.tekst import clean
from uwlr_service.formats.dossier import teksten
from uwlr_service.formats.dossier.namespaces import DOSSIER
from uwlr_service.formats.findings import LIMIT, findings, line_of, place_of, streamed
from uwlr_service.formats.gkv.dossierobjecten import read_object
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.formats.gkv.namespaces import GKV
from uwlr_service.formats.limits import BERICHT
from uwlr_service.formats.parsing import HARDENED, iterparse
from uwlr_service.formats.schemafouten.sleutels import LONGEST_KEY
from uwlr_service.formats.schemas import DOSSIER as SCHEMA
from uwlr_service.formats.streaming import forget
from uwlr_service.formats.welgevormd import explain, refuse_doctype

ROOT = f"{{{DOSSIER}}}dossier"
SCHOOL = f"{{{DOSSIER}}}school"
BEREKEND = f"{{{DOSSIER}}}berekend"
OBJECTS = [f"{{{GKV}}}{entiteit}" for entiteit in DOSSIER_LIJSTEN]
DETAIL = f"{{{GKV}}}{LEERLINGDETAIL}"
ALL = [*OBJECTS, BEREKEND, SCHOOL]
"""GKV has an element ``school`` too, in a destination; the namespace tells them apart."""

GEEN = "Dit is geen dossier."
ONGELDIG = "Het bestand is geen geldig dossier."
LARGEST_TREE = BERICHT.bytes
"""Bytes of a file of which a tree is made, to name the place of a fault."""
BEGINNING = 4096
"""The bytes by which a file that is not XML is recognised."""


def read_dossier(source: BinaryIO) -> Dossier:
    """A dossier from a file that can be rewound; its objects are read when they are asked for.

    Raises DocumentOngeldig, with the line, for a file that is not a valid dossier, before anything is read.
    """
    gezien = _walk(source)
    _validate(source)
    if gezien.misleidend:
        raise DocumentOngeldig(ONGELDIG, gezien.misleidend)
    return Dossier(
        school=_code(gezien),
        objecten=_objects(source),
        berekenden=_berekenden(source),
        naam=gezien.naam,
        elders=frozenset(gezien.genoemd - gezien.beschreven),
        opgeschoond=gezien.opgeschoond,
    )


def mentions(source: BinaryIO, leerlingen: Collection[str], limit: int = LIMIT) -> list[Melding]:
    """The places where a valid dossier is about one of these pupils, whom the school does not know."""
    places = (element for element in _whole(source).iter(*OBJECTS) if element.get("leerling") in leerlingen)
    return [
        Melding(
            tekst=f"'{etree.QName(element).localname}' verwijst naar leerling"
            f" {element.get('leerling')[:LONGEST_KEY]}, en die staat niet in het EDEXML van de school"
            " en niet bij de leerlingdetails",
            regel=line_of(element),
            pad=place_of(element),
            key=element.get("key"),
        )
        for element in islice(places, limit)
    ]


@dataclass(slots=True, kw_only=True)
class _Gezien:
    """What the first walk through a file saw; ``genoemd`` and ``beschreven`` are keys of pupils."""

    school: Mapping[str, str] = field(default_factory=dict)
    regel: int | None = None
    genoemd: set[str] = field(default_factory=set)
    beschreven: set[str] = field(default_factory=set)
    misleidend: list[Melding] = field(default_factory=list)
    opgeschoond: int = 0

    @property
    def naam(self) -> str | None:
        """The school's name, if the file gives one."""
        naam = self.school.get(teksten.NAAM)
        return None if naam is None else clean(naam)

    def look_at(self, element: etree._Element) -> None:
        """Count the misleading texts of an object, and keep the first faults that are more than that."""
        if teksten.misleads(element):
            self.opgeschoond += teksten.cleaned(element)
            self.misleidend += islice(teksten.refused(element), LIMIT - len(self.misleidend))


def _walk(source: BinaryIO) -> _Gezien:
    """Read a whole document that calls itself a dossier, for its school and its pupils.

    A parser that validates overlooks that a document breaks off, and does not count lines. This one does
    not validate, and sees both.
    """
    source.seek(0)
    beginning = source.read(BEGINNING)
    source.seek(0)
    gezien = _Gezien()
    events = iterparse(source, tag=ALL)
    try:
        for _, element in events:
            gezien.look_at(element)
            if element.tag == SCHOOL:
                gezien.school = dict(element.attrib)
                gezien.regel = element.sourceline
            elif element.tag == DETAIL:
                gezien.beschreven.add(element.get("key", ""))
            elif "leerling" in element.attrib:
                gezien.genoemd.add(element.get("leerling"))
            forget(element)
    except etree.XMLSyntaxError as error:
        tekst, melding = explain(error, beginning, GEEN)
        raise DocumentOngeldig(tekst or ONGELDIG, [melding]) from error
    refuse_doctype(events.root, beginning)
    if events.root.tag != ROOT:
        naam = etree.QName(events.root).localname
        tekst = f"het eerste element is '{naam}'"
        verwacht = f"dossier in de namespace {DOSSIER}"
        melding = Melding(tekst=tekst, regel=events.root.sourceline, pad=f"/{naam}", verwacht=verwacht)
        raise DocumentOngeldig(GEEN, [melding])
    return gezien


def _validate(source: BinaryIO) -> None:
    source.seek(0)
    try:
        for _, element in etree.iterparse(source, tag=ALL, schema=SCHEMA.compiled(), **HARDENED):
            forget(element)
    except etree.XMLSyntaxError as error:
        raise DocumentOngeldig(ONGELDIG, _places(source) or [streamed(error)]) from error


def _places(source: BinaryIO) -> list[Melding]:
    """The findings with their places, which need the whole tree; none for a file that is too large."""
    if source.seek(0, io.SEEK_END) > LARGEST_TREE:
        return []
    return findings(SCHEMA, _whole(source))


def _code(gezien: _Gezien) -> Schoolcode:
    school = gezien.school
    try:
        return Schoolcode(
            school.get("brincode"), school.get("dependancecode", HOOFDVESTIGING), school.get("schoolkey")
        )
    except ValueError as error:
        raise DocumentOngeldig(
            ONGELDIG, [Melding(tekst=str(error), regel=gezien.regel, pad="/dossier/school")]
        ) from error


def _whole(source: BinaryIO) -> etree._Element:
    """The document as a tree: only a document that is read as a whole has lines and paths."""
    source.seek(0)
    return etree.parse(source, etree.XMLParser(**HARDENED)).getroot()


def _objects(source: BinaryIO) -> Iterator[Dossierobject]:
    source.seek(0)
    for _, element in etree.iterparse(source, tag=OBJECTS, **HARDENED):
        yield read_object(element)
        forget(element)


def _berekenden(source: BinaryIO) -> Iterator[Berekend]:
    source.seek(0)
    for _, element in etree.iterparse(source, tag=[*OBJECTS, BEREKEND], **HARDENED):
        if element.tag == BEREKEND:
            yield Berekend(element.get("resultaat"), element.get("soort"), element.get("waarde"))
        forget(element)
