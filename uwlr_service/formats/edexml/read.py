"""A school's EDEXML file, read as a stream: valid as a whole, or refused with every fault in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from lxml import etree

from uwlr_service import tracing
from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.edexml import LATEST
from uwlr_service.domain.school.school import School
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.edexml import herkenning, nummers
from uwlr_service.formats.edexml.bevindingen import Bevindingen
from uwlr_service.formats.edexml.groepen import read_groep, read_samengestelde_groep, read_vestiging
from uwlr_service.formats.edexml.keys import Keys
from uwlr_service.formats.edexml.opschonen import clean_texts
from uwlr_service.formats.edexml.personen import read_leerkracht, read_leerling
from uwlr_service.formats.edexml.schemas import OBJECTS
from uwlr_service.formats.edexml.school import read_school, read_versie
from uwlr_service.formats.edexml.structuur import PARTS, ROOT, Structuur
from uwlr_service.formats.edexml.toevoegingen import set_aside
from uwlr_service.formats.edexml.versies import VERSIES
from uwlr_service.formats.edexml.vindplaats import Vindplaats
from uwlr_service.formats.limits import SCHOOL
from uwlr_service.formats.parsing import iterlevels
from uwlr_service.formats.streaming import forget
from uwlr_service.formats.verwachting import IETS
from uwlr_service.formats.welgevormd import explain

Progress = Callable[[int], None]
Event = tuple[str, etree._Element]
GROEPEN: dict[str, Callable[[Vindplaats], Any]] = {
    "vestiging": read_vestiging,
    "groep": read_groep,
    "samengestelde_groep": read_samengestelde_groep,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gelezen:
    """The content of a file, and what was left out of it.

    ``ingekort`` counts the pupils of whom a full number was cut or dropped, ``terzijde`` the blocks of an
    unknown type by that type, ``opgeschoond`` the texts that lost misleading signs.
    """

    gegevens: Schoolgegevens
    versie: str
    ingekort: int = 0
    terzijde: Mapping[str, int] = field(default_factory=dict)
    opgeschoond: int = 0

    @property
    def has_eckids(self) -> bool:
        """Whether the version has a place for them; in one that has not, their absence means nothing."""
        return VERSIES[self.versie].has_eckid


@tracing.traced("formats")
def read(source: BinaryIO, progress: Progress | None = None) -> Gelezen:
    """Read EDEXML 2.0 or 2.1; ``progress`` gets the number of bytes read so far.

    Raises DocumentOngeldig with every fault, each with its line and path. The tree never holds more than
    one part of the file.
    """
    stream = _Stream(source, progress)
    document = _Document(stream)
    try:
        document.follow(iterlevels(stream, limits=SCHOOL))
    except etree.XMLSyntaxError as error:
        tekst, melding = explain(error, stream.beginning, herkenning.NO_EDEXML)
        if tekst is not None:
            raise DocumentOngeldig(tekst, [melding]) from None
        document.bevindingen.add(melding)
    return document.result()


class _Stream:
    """The source, with a memory of how it began and how far it was read."""

    def __init__(self, source: BinaryIO, progress: Progress | None) -> None:
        self._source = source
        self._progress = progress
        self._position = 0
        self.beginning = b""

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        if not self._position:
            self.beginning = data
        self._position += len(data)
        if self._progress is not None:
            self._progress(self._position)
        return data


class _Document:
    """The document so far: its objects, its keys and its faults."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self.bevindingen = Bevindingen()
        self._keys = Keys(self.bevindingen)
        self._structuur = Structuur(self.bevindingen)
        self._versie = LATEST
        self._school: School | None = None
        self._objects: dict[str, list[Any]] = {soort: [] for soort in OBJECTS}
        self._ingekort = 0
        self._terzijde: Counter[str] = Counter()
        self._opgeschoond = 0

    def follow(self, events: Iterator[Event]) -> None:
        """Take the objects of the document as they end, and forget their elements."""
        depth = 0
        for event, element in events:
            if event == "start":
                depth += 1
                if depth == 1:
                    herkenning.check_root(element, self._stream.beginning)
                    self._structuur.open_root(element)
                elif depth == 2:
                    self._structuur.open(element)
                continue
            if depth == 3:
                self._end_object(element)
            elif depth == 2:
                self._end_part(element)
            elif depth == 1:
                self._check_texts(element, f"/{ROOT}")
                self._structuur.close_root(element)
            depth -= 1

    def result(self) -> Gelezen:
        """What was read; raises DocumentOngeldig when there is a fault in it."""
        self._keys.report_dangling()
        alone = self._structuur.alone()
        self.bevindingen.refuse(alone)
        if self._school is None:
            raise DocumentOngeldig("De school ontbreekt.")  # a finding said so already
        gegevens = Schoolgegevens(
            school=self._school,
            vestigingen=tuple(self._objects["vestiging"]),
            groepen=tuple(self._objects["groep"]),
            samengestelde_groepen=tuple(self._objects["samengestelde_groep"]),
            leerlingen=tuple(self._objects["leerling"]),
            leerkrachten=tuple(self._objects["leerkracht"]),
        )
        # These rules look at the whole school, and only at one that the schema has nothing against.
        for melding in regels.violations(gegevens):
            regel, pad = self._keys.place(melding) or (None, None)
            verwacht = melding.verwacht or IETS
            self.bevindingen.add(replace(melding, regel=regel, pad=pad, verwacht=verwacht))
        self.bevindingen.refuse(alone)
        return Gelezen(
            gegevens=gegevens,
            versie=self._versie,
            ingekort=self._ingekort,
            terzijde=dict(self._terzijde),
            opgeschoond=self._opgeschoond,
        )

    def _end_part(self, element: etree._Element) -> None:
        part = str(element.tag)
        if part == "school":
            self._end_school(element)
        elif part in PARTS:
            self._check_texts(element, f"/{ROOT}/{part}")
            self._structuur.close(element)
        self._forget(element, f"/{ROOT}")

    def _end_school(self, element: etree._Element) -> None:
        plaats = Vindplaats(element, f"/{ROOT}/school", self.bevindingen)
        self._versie = read_versie(plaats)
        set_aside(plaats, self._terzijde)
        self._opgeschoond += clean_texts(element)
        plaats.validate(VERSIES[self._versie].schema)
        self._school = read_school(plaats)

    def _end_object(self, element: etree._Element) -> None:
        part = str(element.getparent().tag)
        if part == "school":
            return  # its fields are read when it ends
        if part in PARTS:
            pad = self._structuur.place(element, part)
            if pad is not None:
                self._read_object(Vindplaats(element, pad, self.bevindingen))
        self._forget(element, f"/{ROOT}/{part}")

    def _read_object(self, plaats: Vindplaats) -> None:
        soort = str(plaats.element.tag)
        set_aside(plaats, self._terzijde)
        self._opgeschoond += clean_texts(plaats.element)
        self._keys.define(soort, plaats)
        plaats.validate(VERSIES[self._versie].schema)
        if soort == "leerling":
            self._objects[soort].append(read_leerling(plaats, self._keys))
            self._ingekort += nummers.has_full_number(plaats.parts)
        elif soort == "leerkracht":
            self._objects[soort].append(read_leerkracht(plaats, self._keys))
        else:
            self._objects[soort].append(GROEPEN[soort](plaats))

    def _forget(self, element: etree._Element, pad: str) -> None:
        """Let go of an element; the text behind it is there only when the next element ends."""
        for earlier in element.itersiblings(preceding=True):
            self._structuur.check_text(earlier.tail, element.getparent(), pad)
        forget(element)

    def _check_texts(self, element: etree._Element, pad: str) -> None:
        """The text before the first and behind the last objects of a part, or of the document."""
        for text in (element.text, *(child.tail for child in element)):
            self._structuur.check_text(text, element, pad)
