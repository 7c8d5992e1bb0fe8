"""The faults of a file, found by two validators and by the rules that a schema cannot express."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from lxml import etree

from uwlr_service.domain.fouten import (
    EN_MEER,
    MOST_MELDINGEN,
    DocumentOngeldig,
    Melding,
    OngeldigBericht,
)
from uwlr_service.domain.koppeling.gegevenssets import MAX_KEY
from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats import parsing
from uwlr_service.formats.bestanden import read_whole
from uwlr_service.formats.edexml.versies import named
from uwlr_service.formats.findings import bounded, findings, place_of
from uwlr_service.formats.judging import is_large
from uwlr_service.formats.limits import ANTWOORD
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.welgevormd import explain
from uwlr_service.uitwisseling.keuring import deuren
from uwlr_service.uitwisseling.keuring.documenten import Document, recognise, with_profiel
from uwlr_service.uitwisseling.keuring.kop import kop_of
from uwlr_service.uitwisseling.keuring.verwachtingen import Place, expectations

MOST = MOST_MELDINGEN
"""The most faults that are named of one file."""
BEGINNING = 2_000
"""Bytes at the beginning of a file that show why it is not XML."""
EDEX = "EDEX"
ENVELOPE = "Envelope"
NIET_HERKEND = "niet herkend"
ELSEWHERE = "zie de melding"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The kind of document that a file is (``wat``), and its faults: the first MOST, and then EN_MEER."""

    wat: str
    meldingen: tuple[Melding, ...]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more faults than are named."""
        return EN_MEER in self.meldingen


def judge_bestand(path: Path, versie: str | None = None, profiel: str | None = None) -> Oordeel:
    """Judge a file that a person names; one that is too large to be read is judged by that."""
    try:
        data = read_whole(path, ANTWOORD.bytes)
    except DocumentOngeldig as error:
        verwacht = f"een bestand van ten hoogste {ANTWOORD.bytes} bytes"
        return Oordeel(NIET_HERKEND, (Melding(tekst=error.tekst, regel=1, verwacht=verwacht),))
    return judge(data, versie, profiel)


def judge(data: bytes, versie: str | None = None, profiel: str | None = None) -> Oordeel:
    """Judge one file by its own standard, or by the version that is given.

    A file that an import takes is judged as by that import, whatever it is worth as XML.
    """
    kop = kop_of(data)
    if versie is None:
        if kop.naam == EDEX:
            wat = [f"{EDEX} {named(kop.xsdversie or LATEST)}"]
            return Oordeel(", ".join(wat + _no_data_for(profiel)), deuren.by_edexml(data))
        if kop.namespace in deuren.OF_FILES:
            naam, read = deuren.OF_FILES[kop.namespace]
            return Oordeel(", ".join([naam, *_no_data_for(profiel)]), deuren.by_file(read, data))
    try:
        root = parsing.parse(data, limits=ANTWOORD)
        if kop.naam == ENVELOPE and (wrong := deuren.by_envelope(root)):
            return Oordeel(ENVELOPE, wrong)
        documents = recognise(root, versie)
    except (OngeldigBericht, DocumentOngeldig) as error:
        return Oordeel(NIET_HERKEND, _unreadable(error, data))
    wat = [f"{document.naam} {document.versie}" for document in documents]
    meldingen: list[Melding] = []
    for document in documents:
        meldingen += _of(document, is_forced=versie is not None)
    narrowed = _narrowed(documents, profiel)
    if narrowed:
        wat.append(f"profiel {profiel}")
        # The schema of a profile repeats the findings of the standard's own, so it is only asked if there
        # are none.
        if not meldingen:
            for part in narrowed:
                meldingen += _by_schema(part.schema, part.element)
    else:
        wat += _no_data_for(profiel)
    return Oordeel(", ".join(wat), _bounded(meldingen))


def _no_data_for(profiel: str | None) -> list[str]:
    return [] if profiel is None else [f"zonder gegevens voor profiel {profiel}"]


def _bounded(meldingen: Sequence[Melding]) -> tuple[Melding, ...]:
    """The first findings, and EN_MEER behind them if any of the judges stopped, or they are too many."""
    named = [melding for melding in meldingen if melding is not EN_MEER]
    if len(named) < len(meldingen) or len(named) > MOST:
        return (*named[:MOST], EN_MEER)
    return tuple(named)


def _narrowed(documents: Iterable[Document], profiel: str | None) -> list[Document]:
    """The documents that hold data, under the schema of a profile."""
    if profiel is None:
        return []
    parts = [with_profiel(document, profiel) for document in documents]
    return [part for part in parts if part is not None]


def _unreadable(error: OngeldigBericht | DocumentOngeldig, data: bytes) -> tuple[Melding, ...]:
    """Why a file was not even recognised."""
    if isinstance(error.__cause__, etree.XMLSyntaxError):
        _, melding = explain(error.__cause__, data[:BEGINNING], error.tekst)
        return (melding,)
    if not error.meldingen:
        return (Melding(tekst=error.tekst, regel=1, verwacht="XML zonder DOCTYPE, in UTF-8"),)
    return error.meldingen


def _of(document: Document, *, is_forced: bool) -> list[Melding]:
    if deuren.is_for_soap(document.element) and not is_forced:
        return list(deuren.by_soap(document.element))
    by_schema = _by_schema(document.schema, document.element)
    places = {(melding.regel, melding.pad) for melding in by_schema}
    # Where the schema complains already, a rule in code would say the same in other words.
    by_version = (melding for melding in _by_version(document) if (melding.regel, melding.pad) not in places)
    return [*by_schema, *bounded(by_version, MOST)]


def _by_schema(schema: Schema, element: etree._Element) -> list[Melding]:
    """The findings of libxml2, each with the content that xmlschema would have accepted."""
    by_libxml2 = findings(schema, element, MOST)
    wanted: dict[Place, str] = {}
    # With many faults in it, xmlschema takes minutes to say of a large document what would have been right.
    if not by_libxml2 or not is_large(element):
        for place, text in islice(expectations(schema, element), MOST):
            wanted.setdefault(place, text)
    if by_libxml2:
        return [_with_expectation(melding, wanted) for melding in by_libxml2]
    # The two validators do not agree on everything; a document that only xmlschema refuses is refused.
    return [
        Melding(tekst="voldoet niet aan het schema", regel=regel, pad=pad, verwacht=text)
        for (regel, pad), text in wanted.items()
    ]


def _with_expectation(melding: Melding, wanted: Mapping[Place, str]) -> Melding:
    """A finding with what was expected in its place; EN_MEER is about no place."""
    if melding is EN_MEER:
        return melding
    by_xmlschema = wanted.get((melding.regel, melding.pad))
    return replace(melding, verwacht=melding.verwacht or by_xmlschema or _otherwise(melding))


def _otherwise(melding: Melding) -> str:
    """The expected content where xmlschema says nothing, or says it of another place.

    libxml2 gives no path of a reference that leads nowhere, so there is nothing to match it by.
    """
    return "een key die in het document staat" if "verwijst" in melding.tekst else ELSEWHERE


def _by_version(document: Document) -> Iterator[Melding]:
    """The rules that the schemas of UWLR cannot express (UWLR 2.1 and 2.3; the form of a schooljaar)."""
    yield from _schooljaren(document.element)
    if document.versie == "2.1":
        yield from _by_2_1(document.element)
    if document.versie == "2.3":
        yield from _by_2_3(document.element)


def _schooljaren(root: etree._Element) -> Iterator[Melding]:
    for element in root.iterfind(".//{*}schooljaar"):
        try:
            Schooljaar(element.text or "")
        except ValueError:
            yield _at(element, "dit is geen schooljaar", "twee opeenvolgende jaren, zoals 2026-2027")


def _by_2_1(root: etree._Element) -> Iterator[Melding]:
    """The rules of 2.1 that its own schema had, and that of 2.2 does not have (see ``FOLDERS``)."""
    longest = MAX_KEY["2.1"]
    for element in root.iter("{*}leerling", "{*}leerkracht", "{*}groep", "{*}samengestelde_groep"):
        if element.get("eckid") is not None:
            yield _at(element, "een eckid bestaat nog niet in versie 2.1", "alleen het attribuut key")
        if len(element.get("key", "")) > longest:
            yield _at(element, "de key is te lang voor versie 2.1", f"ten hoogste {longest} tekens")


def _by_2_3(root: etree._Element) -> Iterator[Melding]:
    """In 2.3 a key may be absent, if there is an eckid."""
    for element in root.iterfind(".//{*}leerlingen/{*}leerling"):
        if not (element.get("key") or element.get("eckid")):
            yield _at(element, "de leerling heeft geen eckid en geen key", "een eckid, een key of allebei")


def _at(element: etree._Element, tekst: str, verwacht: str) -> Melding:
    return Melding(
        tekst=tekst,
        regel=element.sourceline,
        pad=place_of(element),
        key=element.get("key"),
        verwacht=verwacht,
    )
