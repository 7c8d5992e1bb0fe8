"""The head of a file with data of a school: what it is, of which school and year; no more of it is read.

Whoever sends such a file on has to know where it goes. Whether it is valid is judged there.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from uwlr_service.domain.fouten import DocumentOngeldig, Melding, WaardeOngeldig
from uwlr_service.domain.school.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.dossier.namespaces import DOSSIER
from uwlr_service.formats.edexml import herkenning
from uwlr_service.formats.limits import KB, MB
from uwlr_service.formats.parsing import HARDENED
from uwlr_service.formats.welgevormd import explain

PIECE = 8 * KB
FARTHEST = MB
"""Bytes within which the school has to be named; both schemas put it first."""
GEEN = "Dit is geen EDEXML en geen dossier."
ROOTS = {herkenning.ROOT: "gegevens", f"{{{DOSSIER}}}dossier": "dossier"}
OF_EDEXML = ("brincode", "dependancecode", "schoolkey", "instellingsnummer", "schooljaar")
SCHOOL_DEPTH = 2


class Bestandsoort(enum.StrEnum):
    """The files that there are of a school."""

    GEGEVENS = "gegevens"
    """EDEXML: all data of a school year."""
    DOSSIER = "dossier"
    """What EDEXML cannot say."""


@dataclass(frozen=True, slots=True)
class Bestandskop:
    """Where a file belongs; ``schooljaar`` is None for a dossier, which is of no year."""

    soort: Bestandsoort
    school: Schoolcode
    schooljaar: Schooljaar | None = None


def read(source: BinaryIO) -> Bestandskop:
    """The head of a file; as much of the file is read as that takes.

    Raises DocumentOngeldig for a file that is neither EDEXML nor a dossier, or that does not say of which
    school or year it is.
    """
    beginning = source.read(PIECE)
    soort: Bestandsoort | None = None
    depth = 0
    try:
        for event, element in _events(source, beginning):
            depth += 1 if event == "start" else -1
            if soort is None:
                soort = _soort(element, beginning)
            elif event == "end" and depth == SCHOOL_DEPTH - 1 and _is_school(element):
                return _head(soort, element)
    except etree.XMLSyntaxError as error:
        tekst, melding = explain(error, beginning, GEEN)
        raise DocumentOngeldig(tekst or GEEN, [melding]) from None
    raise DocumentOngeldig("Het bestand zegt niet van welke school het is.")


def _events(source: BinaryIO, beginning: bytes) -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of elements, as far as the farthest place. Raises XMLSyntaxError."""
    etree.clear_error_log()
    parser = etree.XMLPullParser(events=("start", "end"), **HARDENED)
    piece = beginning
    fed = 0
    while piece and fed <= FARTHEST:
        try:
            parser.feed(piece)
        finally:  # what stands before a fault was read
            yield from parser.read_events()
        fed += len(piece)
        piece = source.read(PIECE)
    if not piece:
        parser.close()  # raises where the file breaks off, and for an empty one


def _soort(root: etree._Element, beginning: bytes) -> Bestandsoort:
    if root.tag not in ROOTS:
        herkenning.check_root(root, beginning)
    return Bestandsoort(ROOTS[root.tag])


def _is_school(element: etree._Element) -> bool:
    return etree.QName(element).localname == "school"


def _head(soort: Bestandsoort, element: etree._Element) -> Bestandskop:
    """The head from the element ``school``, in which EDEXML has elements and the dossier attributes."""
    values = {str(name): str(value) for name, value in element.attrib.items()}
    if soort is Bestandsoort.GEGEVENS:
        values = {name: (element.findtext(name) or "").strip() for name in OF_EDEXML}
    try:
        school = _code(values)
        if soort is Bestandsoort.DOSSIER:
            return Bestandskop(soort, school)
        return Bestandskop(soort, school, Schooljaar(values["schooljaar"]))
    except WaardeOngeldig as error:
        melding = Melding(tekst=error.tekst, regel=element.sourceline, verwacht=error.verwacht)
        raise DocumentOngeldig("Het bestand zegt niet van welk schooljaar het is.", [melding]) from error
    except ValueError as error:
        melding = Melding(tekst=str(error), regel=element.sourceline)
        raise DocumentOngeldig("Het bestand zegt niet van welke school het is.", [melding]) from error


def _code(values: dict[str, str]) -> Schoolcode:
    """The school. Raises ValueError for one that cannot be told."""
    brincode = values.get("brincode")
    if brincode:
        return Schoolcode.parse(f"{brincode}/{values.get('dependancecode') or HOOFDVESTIGING}")
    schoolkey = values.get("schoolkey") or values.get("instellingsnummer")
    if not schoolkey:
        raise ValueError("de school is niet te herkennen")
    return Schoolcode(schoolkey=schoolkey)
