"""The place of each kind of object in a file: the lists of a full set, and the declarations of the schema."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from uwlr_service.formats.schemas import GKV, XS

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
    """The schema as one document, with the files that ``gkv.xsd`` includes."""
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
        kind.get("name"): (
            *map(_declaratie, kind.findall(f"{XS}attribute")),
            *map(_declaratie, kind.findall(f"{XS}sequence/{XS}element")),
            *map(_declaratie, kind.findall(f"{XS}choice/{XS}element")),
        )
        for kind in merged().getroot().findall(f"{XS}complexType")
    }


def uitleg(declaration: etree._Element) -> str:
    """The documentation of a declaration in the schema."""
    return " ".join((declaration.findtext(f"{XS}annotation/{XS}documentation") or "").split())


def _declaratie(declaration: etree._Element) -> Declaratie:
    is_attribute = declaration.tag == f"{XS}attribute"
    required = declaration.get("minOccurs") != "0"
    if is_attribute:
        required = declaration.get("use") == "required"
    return Declaratie(
        naam=declaration.get("name"),
        type=declaration.get("type", "").removeprefix("g:"),
        is_attribute=is_attribute,
        required=required,
        repeated=declaration.get("maxOccurs", "1") != "1",
        uitleg=uitleg(declaration),
    )
