"""Reading what a result says: a score, the scores of OSO, or an agreed type of its own."""

from decimal import Decimal
from typing import Any

from lxml import etree

from uwlr_service.domain.uwlr.resultaat import (
    AnderResultaat,
    OsoResultaat,
    Referentiescore,
    Toetsscore,
    Uitslag,
)
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, OSO, XSI

LR = f"{{{LEERRESULTATEN}}}"
SCORE, OSORESULTAAT, ANDERRESULTAAT = f"{LR}score", f"{LR}osoresultaat", f"{LR}anderresultaat"
UITSLAGEN = (SCORE, OSORESULTAAT, ANDERRESULTAAT)
TOETSSCORE = f"{{{OSO}}}toetsscore"
NUMBERS: dict[str, Any] = {
    "aantalopgaven": int,
    "aantalgoed": int,
    "aantalfout": int,
    "aantalgelezen": int,
    "tijd": Decimal,
    "vaardigheidsscore": Decimal,
    "codevaardigheidsschaal": None,
}


def read_uitslag(element: etree._Element) -> Uitslag:
    """Any of the three; ValueError for a score with more digits than a computer reads."""
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
            values |= {etree.QName(end).localname: Decimal(end.text.strip()) for end in child}
        else:
            convert = NUMBERS[name]
            values[name] = convert(child.text.strip()) if convert else child.text
    return Toetsscore(**values)


def _ander(element: etree._Element) -> AnderResultaat:
    prefix, _, name = (element.get(f"{{{XSI}}}type") or "").strip().rpartition(":")
    namespace = element.nsmap.get(prefix or None)
    canonical = etree.tostring(element, method="c14n", with_tail=False).decode()
    return AnderResultaat(f"{{{namespace}}}{name}" if namespace else name, canonical)
