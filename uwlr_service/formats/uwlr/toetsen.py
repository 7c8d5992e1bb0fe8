"""Reading definitions of tests; a message with results holds them, and a Toetsdefinities document."""

from collections.abc import Iterator

from lxml import etree

from uwlr_service.domain.uwlr.plaats import Plaats
from uwlr_service.domain.uwlr.toets import Ingang, Norm, Normering, Normkleur, Term, Toets, Toetsonderdeel
from uwlr_service.formats.uwlr.getallen import decimal, optional_decimal, whole, whole_attribute
from uwlr_service.formats.uwlr.namespaces import LR


def numbered(parent: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """The children of an element that holds only one kind, with their numbers; 0 for an only one."""
    is_single = len(parent) == 1
    for number, child in enumerate(parent, 1):
        yield 0 if is_single else number, child


def read_toetsen(toetsen: etree._Element, document: Plaats) -> tuple[Toets, ...]:
    """The definitions in an element ``toetsen`` that the schema has let pass. Raises GetalTeLang."""
    return tuple(read_toets(toets, document, number) for number, toets in numbered(toetsen))


def read_toets(element: etree._Element, document: Plaats, number: int = 0) -> Toets:
    """One definition (UWLR 2.2, Leerresultaten, ctpToets). Raises GetalTeLang."""
    children = {child.tag: child for child in element}
    plaats = document.within("toetsen/toets", number, element.sourceline)
    return Toets(
        toetscode=read_term(children[f"{LR}toetscode"]),
        versie=optional_term(children.get(f"{LR}versie")),
        toetsnaam=_text(children.get(f"{LR}toetsnaam")),
        leerjaar=optional_term(children.get(f"{LR}leerjaar")),
        vakgebied=optional_term(children.get(f"{LR}vakgebied")),
        toetsnormering=_normering(children.get(f"{LR}toetsnormering")),
        toetshierarchie=tuple(map(_ingang, children.get(f"{LR}toetshierarchie", ()))),
        toetsonderdelen=tuple(_toetsonderdelen(children.get(f"{LR}toetsonderdelen"), plaats)),
        plaats=plaats,
    )


def read_term(element: etree._Element) -> Term:
    """A value with the vocabulary that it names, if it names one."""
    if not element.attrib:  # nearly all: this saves looking for two attributes
        return Term(element.text or "")
    return Term(element.text or "", _uri(element, "vocabulaire"), _uri(element, "vocabulairelocatie"))


def optional_term(element: etree._Element | None) -> Term | None:
    """The same for an element that may be absent."""
    if element is None:
        return None
    return read_term(element)


def _uri(element: etree._Element, name: str) -> str | None:
    # The type is xs:anyURI, around which white space means nothing; an empty one says nothing.
    return " ".join(element.get(name, "").split()) or None


def _text(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return element.text or ""


def _ingang(element: etree._Element) -> Ingang:
    return Ingang(whole_attribute(element, "niveau"), read_term(element))


def _toetsonderdelen(element: etree._Element | None, toets: Plaats) -> Iterator[Toetsonderdeel]:
    if element is None:
        return
    for number, onderdeel in numbered(element):
        plaats = toets.within("toetsonderdelen/toetsonderdeel", number, onderdeel.sourceline)
        yield _toetsonderdeel(onderdeel, plaats)


def _toetsonderdeel(element: etree._Element, plaats: Plaats) -> Toetsonderdeel:
    children = {child.tag: child for child in element}
    return Toetsonderdeel(
        toetsonderdeelvolgnummer=whole(children[f"{LR}toetsonderdeelvolgnummer"]),
        toetsonderdeelcode=read_term(children[f"{LR}toetsonderdeelcode"]),
        toetsonderdeelnaam=_text(children.get(f"{LR}toetsonderdeelnaam")),
        toetsonderdeelnormering=_normering(children.get(f"{LR}toetsonderdeelnormering")),
        plaats=plaats,
    )


def _normering(element: etree._Element | None) -> Normering | None:
    if element is None:
        return None
    children = {child.tag: child for child in element}
    return Normering(
        normen=tuple(map(_norm, element.iterchildren(f"{LR}norm"))),
        toetscategorie=optional_term(children.get(f"{LR}toetscategorie")),
        toetsniveau=optional_term(children.get(f"{LR}toetsniveau")),
        wegingsfactor=optional_decimal(children.get(f"{LR}wegingsfactor")),
        vocabulaire=_uri(element, "vocabulaire"),
        vocabulairelocatie=_uri(element, "vocabulairelocatie"),
    )


def _norm(element: etree._Element) -> Norm:
    children = {child.tag: child for child in element}
    return Norm(
        term=children[f"{LR}term"].text or "",
        beginnormwaarde=whole(children[f"{LR}beginnormwaarde"]),
        eindnormwaarde=whole(children[f"{LR}eindnormwaarde"]),
        omschrijving=_text(children.get(f"{LR}omschrijving")),
        normkleur=_normkleur(children.get(f"{LR}normkleur")),
        schoolcijfer_vanaf=optional_decimal(children.get(f"{LR}schoolcijfer_vanaf")),
        schoolcijfer_totenmet=optional_decimal(children.get(f"{LR}schoolcijfer_totenmet")),
    )


def _normkleur(element: etree._Element | None) -> Normkleur | None:
    if element is None:
        return None
    rood, groen, blauw, transparantie = element
    return Normkleur(
        rood=whole(rood), groen=whole(groen), blauw=whole(blauw), transparantie=decimal(transparantie)
    )
