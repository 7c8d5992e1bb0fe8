"""Reading the outcome of a result: a score, the scores of OSO, or a type that was agreed on."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from uwlr_service.domain.uwlr.resultaat import (
    AnderResultaat,
    OsoResultaat,
    Referentiescore,
    Toetsscore,
    Uitslag,
)
from uwlr_service.formats.uwlr.canoniek import canonical_form
from uwlr_service.formats.uwlr.getallen import decimal, whole
from uwlr_service.formats.uwlr.namespaces import LR, OSO, XSI

SCORE = f"{LR}score"
OSORESULTAAT = f"{LR}osoresultaat"
ANDERRESULTAAT = f"{LR}anderresultaat"
UITSLAGEN = (SCORE, OSORESULTAAT, ANDERRESULTAAT)
TOETSSCORE = f"{{{OSO}}}toetsscore"


def _text(element: etree._Element) -> str | None:
    return element.text


PARTS: dict[str, Callable[[etree._Element], Any]] = {
    "aantalopgaven": whole,
    "aantalgoed": whole,
    "aantalfout": whole,
    "aantalgelezen": whole,
    "tijd": decimal,
    "vaardigheidsscore": decimal,
    "codevaardigheidsschaal": _text,
}
"""The parts of a toetsscore, each with how it is read (OSO 1.2, toetsscoreType)."""


def read_uitslag(element: etree._Element) -> Uitslag:
    """Any of the three. Raises ValueError for a score with more digits than Python reads, and GetalTeLang."""
    if element.tag == SCORE:
        return int(element.text)
    if element.tag == OSORESULTAAT:
        return _oso(element)
    return _ander(element)


def _oso(element: etree._Element) -> OsoResultaat:
    toetsscore: Toetsscore | None = None
    referentiescores = []
    for child in element:
        if child.tag == TOETSSCORE:
            toetsscore = _toetsscore(child)
        else:
            values = {etree.QName(part).localname: part.text for part in child}
            referentiescores.append(Referentiescore(**values))
    return OsoResultaat(toetsscore, tuple(referentiescores))


def _toetsscore(element: etree._Element) -> Toetsscore:
    values: dict[str, Any] = {}
    for child in element:
        name = etree.QName(child).localname
        if name == "betrouwbaarheidsinterval":
            values |= {etree.QName(end).localname: decimal(end) for end in child}
        else:
            values[name] = PARTS[name](child)
    return Toetsscore(**values)


def _ander(element: etree._Element) -> AnderResultaat:
    prefix, _, name = (element.get(f"{{{XSI}}}type") or "").strip().rpartition(":")
    namespace = element.nsmap.get(prefix or None)
    if namespace:
        name = f"{{{namespace}}}{name}"
    return AnderResultaat(name, canonical_form(element).decode())
