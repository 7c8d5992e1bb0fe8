"""The order of the document: school, vestigingen, groepen, leerlingen, leerkrachten (EDEXML 2.1, EDEXType).

Parts leave the tree as soon as they have been read, so the schema cannot judge their order.
"""

from collections.abc import Collection

from lxml import etree

from uwlr_service.domain.fouten import Melding
from uwlr_service.formats.edexml.bevindingen import Bevindingen
from uwlr_service.formats.edexml.toevoegingen import XSI
from uwlr_service.formats.edexml.vindplaats import local_name
from uwlr_service.formats.findings import line_of
from uwlr_service.formats.schemafouten.zinnen import in_namespace, namespace_of

ROOT = "EDEX"
ROOT_TYPE = "EDEXType"
ONLY_ELEMENTS = "alleen elementen"
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
        self._pads: dict[str, str] = {}
        self._is_whole = False
        self._objects = 0

    def _report(self, tekst: str, element: etree._Element, pad: str, verwacht: str) -> None:
        self._bevindingen.add(Melding(tekst=tekst, regel=line_of(element), pad=pad, verwacht=verwacht))

    def _report_namespace(self, element: etree._Element, pad: str) -> None:
        naam = _name(element)
        tekst = f"'{naam}' staat {in_namespace(namespace_of(element.tag))}"
        self._report(tekst, element, pad, f"{naam} {in_namespace('')}")

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
        if part.tag != naam:
            self._report_namespace(part, f"/{ROOT}/{naam}")
        elif naam in self._seen:
            pad = f"/{ROOT}/{naam}[{self._seen.count(naam) + 1}]"
            self._report(f"'{naam}' komt meer dan eens voor", part, pad, f"één '{naam}'")
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
        self._pads[naam] = pad
        if element.tag in PARTS[part]:
            return pad
        if naam in PARTS[part]:
            self._report_namespace(element, pad)
            return None
        wants = " of ".join(PARTS[part])
        self._report(f"'{naam}' staat hier niet op zijn plaats", element, pad, wants)
        return None

    def check_text(self, text: str | None, element: etree._Element, pad: str) -> None:
        """Report a text between objects: only white space may be there."""
        if text and text.strip():
            self._report(f"'{pad.rpartition('/')[2]}' mag geen tekst bevatten", element, pad, ONLY_ELEMENTS)

    def close(self, part: etree._Element) -> None:
        """Check that a part was not empty."""
        naam = _name(part)
        if PARTS.get(naam) and not self._objects:
            wants = " of ".join(PARTS[naam])
            self._report(f"in '{naam}' ontbreekt een element", part, f"/{ROOT}/{naam}", wants)

    def close_root(self, root: etree._Element) -> None:
        """Check that nothing is missing."""
        self._is_whole = True
        for naam in REQUIRED:
            if naam not in self._seen:
                self._report(f"in '{ROOT}' ontbreekt '{naam}'", root, f"/{ROOT}", naam)

    def alone(self) -> Collection[str]:
        """The paths of objects of which a whole document has just one; none for one that broke off."""
        if not self._is_whole:
            return ()
        return [self._pads[naam] for naam, aantal in self._counts.items() if aantal == 1]

    def _check_attributes(self, element: etree._Element, pad: str) -> None:
        naam = _name(element)
        for attribute, value in element.attrib.items():
            local = local_name(attribute)
            if not attribute.startswith(f"{{{XSI}}}"):
                tekst = f"het attribuut '{local}' is hier niet toegestaan"
                self._report(tekst, element, pad, f"{naam} zonder dit attribuut")
            elif local == "nil":
                self._report(f"'{naam}' mag geen xsi:nil hebben", element, pad, f"{naam} zonder xsi:nil")
            elif local == "type" and not (naam == ROOT and value.strip() == ROOT_TYPE):
                verwacht = "een xsi:type uit het schema, of geen xsi:type"
                self._report("het xsi:type is niet bekend", element, pad, verwacht)


def _name(element: etree._Element) -> str:
    return local_name(element.tag)
