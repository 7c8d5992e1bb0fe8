"""What is wrong with a file: two validators, and the rules that no schema holds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.koppeling.gegevenssets import MAX_KEY
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import edexml, parsing
from uwlr_service.formats.edexml.toevoegingen import set_aside
from uwlr_service.formats.findings import findings, path_of
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.welgevormd import explain
from uwlr_service.uitwisseling.keuring.documenten import Document, recognise, with_profiel
from uwlr_service.uitwisseling.keuring.verwachtingen import Place, expectations

MOST, BEGINNING = 1000, 64
NO_KEY = "heeft geen (geldige) key"
"""libxml2 says it again after it has said what is wrong with the key."""
ELSEWHERE = "zie de melding"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What a file turned out to be, and what is wrong with it, as far as the first so many faults."""

    wat: str
    meldingen: tuple[Melding, ...]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more faults than are named."""
        return len(self.meldingen) >= MOST


def judge(data: bytes, versie: str | None = None, profiel: str | None = None) -> Oordeel:
    """Judge one file by its own standard, or by the version that is given."""
    try:
        root = parsing.parse(data)
        documents = recognise(root, versie)
    except (OngeldigBericht, DocumentOngeldig) as error:
        return Oordeel("niet herkend", _unreadable(error, data))
    wat = [f"{document.naam} {document.versie}" for document in documents]
    found = [melding for document in documents for melding in _of(document, data)]
    if profiel is not None:
        narrowed = [part for document in documents if (part := with_profiel(document, profiel))]
        wat.append(f"profiel {profiel}" if narrowed else f"zonder gegevens voor profiel {profiel}")
        if not found:
            found = [melding for part in narrowed for melding in _by_schema(part.schema, part.element)]
    found.sort(key=lambda melding: melding.regel or 0)
    return Oordeel(", ".join(wat), tuple(found[:MOST]))


def _unreadable(error: OngeldigBericht | DocumentOngeldig, data: bytes) -> tuple[Melding, ...]:
    """Why a file was not even recognised."""
    if isinstance(error.__cause__, etree.XMLSyntaxError):
        _, melding = explain(error.__cause__, data[:BEGINNING], error.tekst)
        return (replace(melding, verwacht="welgevormde XML"),)
    if isinstance(error, OngeldigBericht):
        return (Melding(tekst=error.tekst, regel=1, verwacht="XML zonder DOCTYPE, in UTF-8"),)
    return error.meldingen


def _of(document: Document, data: bytes) -> list[Melding]:
    if document.is_edexml:
        for element in document.element.xpath("school | *[not(self::school)]/*"):
            set_aside(element, Counter())
        for element in document.element.iter():
            if element.get("key"):  # spaces around a key mean nothing (EDEXML 2.1, handbook p. 10)
                element.set("key", element.get("key").strip())
    found = _by_schema(document.schema, document.element)
    if document.is_edexml:
        return found or list(_by_edexml(data))
    known = {(melding.regel, melding.pad) for melding in found}
    return [*found, *(m for m in _by_version(document) if (m.regel, m.pad) not in known)]


def _by_schema(schema: Schema, element: etree._Element) -> list[Melding]:
    """The findings of libxml2, each with what xmlschema would have accepted."""
    wanted: dict[Place, str] = {}
    for place, text in islice(expectations(schema, element), MOST):
        wanted.setdefault(place, text)
    found = [
        replace(m, verwacht=m.verwacht or wanted.get((m.regel, m.pad)) or _otherwise(m))
        for m in findings(schema, element, MOST)
    ]
    if found:
        places = Counter((m.regel, m.pad) for m in found)
        return [m for m in found if NO_KEY not in m.tekst or places[m.regel, m.pad] == 1]
    return [
        Melding(tekst="voldoet niet aan het schema", regel=regel, pad=pad, verwacht=text)
        for (regel, pad), text in wanted.items()
    ]


def _otherwise(melding: Melding) -> str:
    """libxml2 tells no path of a reference that leads nowhere, so there is nothing to match it by."""
    return "een key die in het document staat" if "verwijst" in melding.tekst else ELSEWHERE


def _by_edexml(data: bytes) -> Iterator[Melding]:
    """What an import would refuse: the rules of EDEXML that its schema does not hold."""
    try:
        edexml.read(BytesIO(data))
    except DocumentOngeldig as error:
        for melding in error.meldingen:
            yield replace(melding, verwacht=melding.verwacht or ELSEWHERE)


def _by_version(document: Document) -> Iterator[Melding]:
    """What the schemas of UWLR cannot say (UWLR 2.1 and 2.3; the form of a schooljaar)."""
    for element in document.element.iterfind(".//{*}schooljaar"):
        try:
            Schooljaar(element.text or "")
        except ValueError:
            yield _at(element, "dit is geen schooljaar", "twee opeenvolgende jaren, zoals 2026-2027")
    longest = MAX_KEY.get(document.versie)
    for element in document.element.iter(
        "{*}leerling", "{*}leerkracht", "{*}groep", "{*}samengestelde_groep"
    ):
        if document.versie == "2.1" and element.get("eckid") is not None:
            yield _at(element, "een eckid bestaat nog niet in versie 2.1", "alleen het attribuut key")
        if longest is not None and len(element.get("key", "")) > longest:
            yield _at(element, "de key is te lang voor versie 2.1", f"ten hoogste {longest} tekens")
    for element in document.element.iterfind(".//{*}leerlingen/{*}leerling"):
        if document.versie == "2.3" and not (element.get("key") or element.get("eckid")):
            yield _at(element, "de leerling heeft geen eckid en geen key", "een eckid, een key of allebei")


def _at(element: etree._Element, tekst: str, verwacht: str) -> Melding:
    tree = element.getroottree()
    return Melding(
        tekst=tekst,
        regel=element.sourceline,
        pad=path_of(tree, tree.getpath(element)),
        key=element.get("key"),
        verwacht=verwacht,
    )
