"""Where an object stands in the file, so that a fault in it can be found again."""

from collections import Counter
from dataclasses import replace

from lxml import etree

from uwlr_service.domain.fouten import Melding
from uwlr_service.formats.edexml.bevindingen import LIMIT, Bevindingen
from uwlr_service.formats.findings import findings, line_of
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.xmlfouten import EXPECTED, UNDECLARED


def local_name(tag: str) -> str:
    """A name without its namespace; with its prefix when that was never declared."""
    return tag.rpartition("}")[2]


class Plaatsen:
    """The paths from an object down to its parts, numbered where several parts have the same name.

    The parts below one parent are counted once: an object can have thousands of them.
    """

    def __init__(self, ancestor: etree._Element) -> None:
        self._ancestor = ancestor
        self._steps: dict[etree._Element, dict[etree._Element, str]] = {}

    def path_of(self, element: etree._Element) -> str:
        """The path of a part, below that of the object."""
        steps: list[str] = []
        while element is not self._ancestor:
            parent = element.getparent()
            if parent not in self._steps:
                self._steps[parent] = _steps_below(parent)
            steps.append(self._steps[parent][element])
            element = parent
        return "/".join(reversed(steps))


def _steps_below(parent: etree._Element) -> dict[etree._Element, str]:
    names = Counter(child.tag for child in parent)
    seen: Counter[str] = Counter()
    steps = {}
    for child in parent:
        seen[child.tag] += 1
        step = local_name(str(child.tag))
        if names[child.tag] > 1:
            step += f"[{seen[child.tag]}]"
        steps[child] = step
    return steps


class Vindplaats:
    """An object of the document while it is read: its element, its path, its line and its key."""

    __slots__ = ("_faulty", "_plaatsen", "bevindingen", "element", "key", "pad", "parts", "regel")

    def __init__(self, element: etree._Element, pad: str, bevindingen: Bevindingen) -> None:
        self.element = element
        self.pad = pad
        self.bevindingen = bevindingen
        self.regel = line_of(element)
        self.key: str | None = element.get("key")
        self.parts: dict[str, etree._Element] = {child.tag: child for child in reversed(element)}
        """The children by their tags, the first of each: to look for one takes longer than to make this."""
        self._faulty: set[str] = set()
        self._plaatsen: Plaatsen | None = None

    def validate(self, schema: Schema) -> None:
        """Report every way in which the object does not keep to its type."""
        try:
            meldingen = findings(schema, self.element, LIMIT)
        except (etree.XPathError, ValueError):  # lxml cannot point at a name with an undeclared prefix
            self.report(UNDECLARED, verwacht=EXPECTED[UNDECLARED])
            return
        for melding in meldingen:
            placed = self._placed(melding)
            self._faulty.add(placed.pad or "")
            self.bevindingen.add(placed)

    def report(self, tekst: str, part: etree._Element | None = None, *, verwacht: str) -> None:
        """Report a fault in the object, or in a child of it that the schema had nothing against."""
        melding = self.melding(tekst, part, verwacht=verwacht)
        if part is None or melding.pad not in self._faulty:
            self.bevindingen.add(melding)

    def melding(self, tekst: str, part: etree._Element | None = None, *, verwacht: str) -> Melding:
        """A finding about the object, or about a part of it."""
        if part is None:
            return Melding(tekst=tekst, regel=self.regel, pad=self.pad, key=self.key, verwacht=verwacht)
        if self._plaatsen is None:  # made for what is faulty only
            self._plaatsen = Plaatsen(self.element)
        pad = f"{self.pad}/{self._plaatsen.path_of(part)}"
        return Melding(tekst=tekst, regel=line_of(part), pad=pad, key=self.key, verwacht=verwacht)

    def _placed(self, melding: Melding) -> Melding:
        """A finding with its place in the file.

        The schema counts in the tree, from which the earlier objects are gone; ``self.pad`` has counted them.
        """
        depth = self.pad.count("/") + 1
        steps = (melding.pad or "").split("/")[depth:]
        return replace(melding, pad="/".join([self.pad, *steps]), key=self.key)
