"""What is wrong with a file: two validators, and the rules that no schema holds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from lxml import etree

from uwlr_service.cli.documents import Document, recognise, with_profiel
from uwlr_service.cli.expectations import Place, expectations
from uwlr_service.domain.fouten import DocumentOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.gegevenssets import MAX_KEY
from uwlr_service.domain.schooljaar import Schooljaar
from uwlr_service.formats import edexml, parsing
from uwlr_service.formats.edexml.toevoegingen import set_aside
from uwlr_service.formats.findings import findings, path_of
from uwlr_service.formats.schemas import Schema

MOST = 1000
ELSEWHERE = "zie de melding"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """What a file turned out to be, and everything that is wrong with it."""

    wat: str
    meldingen: tuple[Melding, ...]


def judge(data: bytes, versie: str | None = None, profiel: str | None = None) -> Oordeel:
    """Judge one file by its own standard, or by the version that is given."""
    try:
        root = parsing.parse(data)
        documents = recognise(root, versie)
    except (OngeldigBericht, DocumentOngeldig) as error:
        meldingen = error.meldingen or (Melding(error.tekst, regel=1),)
        return Oordeel("niet herkend", tuple(_with_expectation(melding, error) for melding in meldingen))
    found = [melding for document in documents for melding in _of(document, data, profiel)]
    wat = ", ".join(f"{document.naam} {document.versie}" for document in documents)
    return Oordeel(wat, tuple(sorted(found, key=lambda melding: melding.regel or 0)))


def _with_expectation(melding: Melding, error: Exception) -> Melding:
    fallback = "welgevormde XML zonder DOCTYPE" if isinstance(error, OngeldigBericht) else ELSEWHERE
    return replace(melding, verwacht=melding.verwacht or fallback)


def _of(document: Document, data: bytes, profiel: str | None) -> list[Melding]:
    if document.is_edexml:
        for element in document.element.xpath("school | *[not(self::school)]/*"):
            set_aside(element, Counter())
    found = _by_schema(document.schema, document.element)
    narrowed = with_profiel(document, profiel) if profiel else None
    if narrowed is not None and not found:
        found = _by_schema(narrowed.schema, narrowed.element)
    if document.is_edexml:
        return found or list(_by_edexml(data))
    known = {(melding.regel, melding.pad) for melding in found}
    return [*found, *(m for m in _by_version(document) if (m.regel, m.pad) not in known)]


def _by_schema(schema: Schema, element: etree._Element) -> list[Melding]:
    """The findings of libxml2, each with what xmlschema would have accepted."""
    wanted: dict[Place, str] = {}
    for place, text in expectations(schema, element):
        wanted.setdefault(place, text)
    found = [
        replace(m, verwacht=m.verwacht or wanted.get((m.regel, m.pad)) or _otherwise(m))
        for m in findings(schema, element, MOST)
    ]
    if found:
        return found
    return [Melding("voldoet niet aan het schema", *place, verwacht=text) for place, text in wanted.items()]


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
        tekst, element.sourceline, path_of(tree, tree.getpath(element)), element.get("key"), verwacht
    )
