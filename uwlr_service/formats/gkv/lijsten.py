"""Where each kind of object stands in a file: the lists of a full set, and the declarations of the schema."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from uwlr_service.formats.schemas import GKV

XS = "{http://www.w3.org/2001/XMLSchema}"
BASIS_LIJSTEN = {
    "vestiging": "vestigingen",
    "groep": "groepen",
    "samengestelde_groep": "groepen",
    "leerling": "leerlingen",
    "leerkracht": "leerkrachten",
    "groepsindeling": "groepsindelingen",
}
DOSSIER_LIJSTEN = {
    "leerlingdetail": "leerlingdetails",
    "schoolloopbaan": "schoolloopbanen",
    "inschrijving": "inschrijvingen",
    "toetsresultaat": "toetsresultaten",
    "methodetoetsresultaat": "methodetoetsresultaten",
    "uitstroom": "uitstromen",
    "absentie": "absenties",
    "verzuimmelding": "verzuimmeldingen",
    "ondersteuning": "ondersteuningen",
    "verzorger": "verzorgers",
    "leerling_verzorger": "leerling_verzorgers",
    "medewerker": "medewerkers",
    "codewaarde": "codewaarden",
}
LIJSTEN = {**BASIS_LIJSTEN, **DOSSIER_LIJSTEN}
"""The list that holds each kind in a full set, in the order of the schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaratie:
    """One element or attribute of an object, as the schema declares it."""

    naam: str
    type: str
    is_attribute: bool = False
    required: bool = False
    repeated: bool = False
    uitleg: str = ""


def merged() -> etree._ElementTree:
    """The schema as one document: what ``gkv.xsd`` includes stands in it."""
    tree = GKV.document()
    root = tree.getroot()
    for include in root.findall(f"{XS}include"):
        part = etree.parse(str(GKV.path.with_name(include.get("schemaLocation")))).getroot()
        root.extend(
            child for child in part if child.tag in (f"{XS}complexType", f"{XS}simpleType", f"{XS}group")
        )
        root.remove(include)
    return tree


@functools.cache
def declaraties() -> Mapping[str, tuple[Declaratie, ...]]:
    """What the schema declares of each complex type: its attributes, then its elements in order."""
    return {
        kind.get("name"): tuple(
            [_declaratie(one) for one in kind.findall(f"{XS}attribute")]
            + [_declaratie(one) for one in kind.findall(f"{XS}sequence/{XS}element")]
            + [_declaratie(one) for one in kind.findall(f"{XS}choice/{XS}element")]
        )
        for kind in merged().getroot().findall(f"{XS}complexType")
    }


def uitleg(declaration: etree._Element) -> str:
    """What the schema says of a declaration."""
    return " ".join((declaration.findtext(f"{XS}annotation/{XS}documentation") or "").split())


def _declaratie(one: etree._Element) -> Declaratie:
    is_attribute = one.tag == f"{XS}attribute"
    return Declaratie(
        naam=one.get("name"),
        type=one.get("type", "").removeprefix("g:"),
        is_attribute=is_attribute,
        required=one.get("use") == "required" if is_attribute else one.get("minOccurs") != "0",
        repeated=one.get("maxOccurs", "1") != "1",
        uitleg=uitleg(one),
    )
