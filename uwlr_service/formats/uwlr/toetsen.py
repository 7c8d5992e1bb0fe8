"""Reading definitions of tests; a message with results holds them, and a Toetsdefinities document."""

from decimal import Decimal

from lxml import etree

from uwlr_service.domain.uwlr.toets import Ingang, Norm, Normering, Normkleur, Term, Toets, Toetsonderdeel
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN

LR = f"{{{LEERRESULTATEN}}}"
TOETSEN, TOETS = f"{LR}toetsen", f"{LR}toets"


def read_toetsen(toetsen: etree._Element) -> tuple[Toets, ...]:
    """The definitions in an element ``toetsen`` that the schema has let pass."""
    return tuple(map(read_toets, toetsen))


def read_toets(element: etree._Element) -> Toets:
    """One definition (UWLR 2.2, Leerresultaten, ctpToets)."""
    found = {child.tag: child for child in element}
    return Toets(
        toetscode=read_term(found[f"{LR}toetscode"]),
        versie=optional_term(found.get(f"{LR}versie")),
        toetsnaam=_text(found.get(f"{LR}toetsnaam")),
        leerjaar=optional_term(found.get(f"{LR}leerjaar")),
        vakgebied=optional_term(found.get(f"{LR}vakgebied")),
        toetsnormering=_normering(found.get(f"{LR}toetsnormering")),
        toetshierarchie=tuple(map(_ingang, found.get(f"{LR}toetshierarchie", ()))),
        toetsonderdelen=tuple(map(_toetsonderdeel, found.get(f"{LR}toetsonderdelen", ()))),
        regel=element.sourceline,
    )


def read_term(element: etree._Element) -> Term:
    """A value with the vocabulary that it names, if it names one."""
    if not element.attrib:
        return Term(element.text or "")
    return Term(element.text or "", _uri(element, "vocabulaire"), _uri(element, "vocabulairelocatie"))


def optional_term(element: etree._Element | None) -> Term | None:
    """The same for an element that may be absent."""
    return None if element is None else read_term(element)


def _uri(element: etree._Element, name: str) -> str | None:
    # The type is xs:anyURI, around which white space means nothing; an empty one says nothing.
    return " ".join(element.get(name, "").split()) or None


def _text(element: etree._Element | None) -> str | None:
    return None if element is None else element.text or ""


def _decimal(element: etree._Element | None) -> Decimal | None:
    return None if element is None else Decimal((element.text or "").strip())


def _ingang(element: etree._Element) -> Ingang:
    return Ingang(int(element.get("niveau")), read_term(element))


def _toetsonderdeel(element: etree._Element) -> Toetsonderdeel:
    found = {child.tag: child for child in element}
    return Toetsonderdeel(
        toetsonderdeelvolgnummer=int(found[f"{LR}toetsonderdeelvolgnummer"].text),
        toetsonderdeelcode=read_term(found[f"{LR}toetsonderdeelcode"]),
        toetsonderdeelnaam=_text(found.get(f"{LR}toetsonderdeelnaam")),
        toetsonderdeelnormering=_normering(found.get(f"{LR}toetsonderdeelnormering")),
        regel=element.sourceline,
    )


def _normering(element: etree._Element | None) -> Normering | None:
    if element is None:
        return None
    found = {child.tag: child for child in element}
    return Normering(
        normen=tuple(map(_norm, element.iterchildren(f"{LR}norm"))),
        toetscategorie=optional_term(found.get(f"{LR}toetscategorie")),
        toetsniveau=optional_term(found.get(f"{LR}toetsniveau")),
        wegingsfactor=_decimal(found.get(f"{LR}wegingsfactor")),
        vocabulaire=_uri(element, "vocabulaire"),
        vocabulairelocatie=_uri(element, "vocabulairelocatie"),
    )


def _norm(element: etree._Element) -> Norm:
    found = {child.tag: child for child in element}
    return Norm(
        term=found[f"{LR}term"].text or "",
        beginnormwaarde=int(found[f"{LR}beginnormwaarde"].text),
        eindnormwaarde=int(found[f"{LR}eindnormwaarde"].text),
        omschrijving=_text(found.get(f"{LR}omschrijving")),
        normkleur=_normkleur(found.get(f"{LR}normkleur")),
        schoolcijfer_vanaf=_decimal(found.get(f"{LR}schoolcijfer_vanaf")),
        schoolcijfer_totenmet=_decimal(found.get(f"{LR}schoolcijfer_totenmet")),
    )


def _normkleur(element: etree._Element | None) -> Normkleur | None:
    if element is None:
        return None
    rood, groen, blauw, transparantie = (child.text for child in element)
    return Normkleur(
        rood=int(rood), groen=int(groen), blauw=int(blauw), transparantie=Decimal(transparantie.strip())
    )
