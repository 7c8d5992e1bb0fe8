"""The order of the document: school, vestigingen, groepen, leerlingen, leerkrachten (EDEXML 2.1, EDEXType).

Parts leave the tree as soon as they have been read, so the schema cannot judge their order.
"""

from lxml import etree

from uwlr_service.domain.fouten import Melding
from uwlr_service.formats.edexml.bevindingen import Bevindingen
from uwlr_service.formats.edexml.toevoegingen import XSI
from uwlr_service.formats.edexml.vindplaats import local_name
from uwlr_service.formats.findings import line_of

ROOT = "EDEX"
PARTS: dict[str, tuple[str, ...]] = {
    "school": (),
    "vestigingen": ("vestiging",),
    "groepen": ("groep", "samengestelde_groep"),
    "leerlingen": ("leerling",),
    "leerkrachten": ("leerkracht",),
}
"""The parts in their order, each with the objects it holds."""
REQUIRED = ("school", "leerlingen")
ORDER = list(PARTS)


class Structuur:
    """Follows the parts of a document as they begin and end."""

    def __init__(self, bevindingen: Bevindingen) -> None:
        self._bevindingen = bevindingen
        self._seen: list[str] = []
        self._counts: dict[str, int] = {}
        self._objects = 0

    def _report(self, tekst: str, element: etree._Element, pad: str, verwacht: str | None = None) -> None:
        self._bevindingen.add(Melding(tekst=tekst, regel=line_of(element), pad=pad, verwacht=verwacht))

    def open_root(self, root: etree._Element) -> None:
        """Check the attributes of the root."""
        self._check_attributes(root, f"/{ROOT}")

    def open(self, part: etree._Element) -> None:
        """Check that a part may stand where it begins."""
        naam = _name(part)
        self._objects = 0
        if naam not in PARTS:
            self._report(f"'{naam}' is geen bekend element", part, f"/{ROOT}/{naam}", ", ".join(ORDER))
            return
        if naam in self._seen:
            self._report(f"'{naam}' komt meer dan eens voor", part, f"/{ROOT}/{naam}")
        elif self._seen and ORDER.index(naam) < max(ORDER.index(seen) for seen in self._seen):
            self._report(f"'{naam}' staat hier niet op zijn plaats", part, f"/{ROOT}/{naam}", " ".join(ORDER))
        self._seen.append(naam)
        if PARTS[naam]:
            self._check_attributes(part, f"/{ROOT}/{naam}")

    def place(self, element: etree._Element, part: str) -> str | None:
        """The path of an object that ends, or None when it does not belong in its part."""
        naam = _name(element)
        self._objects += 1
        self._counts[naam] = self._counts.get(naam, 0) + 1
        pad = f"/{ROOT}/{part}/{naam}[{self._counts[naam]}]"
        if element.tag in PARTS[part]:
            return pad
        wants = " of ".join(PARTS[part])
        self._report(f"'{naam}' staat hier niet op zijn plaats", element, pad, wants)
        return None

    def check_text(self, text: str | None, element: etree._Element, pad: str) -> None:
        """Report a text between objects: only white space may be there."""
        if text and text.strip():
            self._report(f"'{pad.rpartition('/')[2]}' mag geen tekst bevatten", element, pad)

    def close(self, part: etree._Element) -> None:
        """Check that a part was not empty."""
        naam = _name(part)
        if PARTS.get(naam) and not self._objects:
            wants = " of ".join(PARTS[naam])
            self._report(f"in '{naam}' ontbreekt een element", part, f"/{ROOT}/{naam}", wants)

    def close_root(self, root: etree._Element) -> None:
        """Check that nothing is missing."""
        for naam in REQUIRED:
            if naam not in self._seen:
                self._report(f"in '{ROOT}' ontbreekt '{naam}'", root, f"/{ROOT}", naam)

    def _check_attributes(self, element: etree._Element, pad: str) -> None:
        for attribute in element.attrib:
            if not attribute.startswith(f"{{{XSI}}}"):
                self._report(f"het attribuut '{local_name(attribute)}' is hier niet toegestaan", element, pad)


def _name(element: etree._Element) -> str:
    return local_name(element.tag)
