"""The header ``autorisatie`` (UWLR 2.2, autorisatie), and what is wrong where it is not there or not right.

A sentence may name elements of the message, and never what they hold: a key is a secret.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import AutorisatieOngeldig
from uwlr_service.domain.uwlr.verzoek import Autorisatie
from uwlr_service.formats.schemafouten.zinnen import LONGEST_NAME, in_namespace
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, SOAP, WSU, XSI

AUT = f"{{{AUTORISATIE}}}"
HEADER = f"{AUT}autorisatie"
HEADERVELDEN = (f"{AUT}autorisatiesleutel", f"{AUT}klantcode", f"{AUT}klantnaam")
NAAM = "autorisatie"
VELDEN = tuple(etree.QName(veld).localname for veld in HEADERVELDEN)
OF_EVERY_HEADER = (SOAP, XSI, WSU)
"""Namespaces of attributes that toolkits add to a header: of SOAP itself, of a type, of a signature."""
DE_HEADER = "De header 'autorisatie'"
RECHT = f"autorisatie in de namespace {AUTORISATIE}"
LOOKED_AT = 1_000
"""Elements that are looked at for a header in another place; there can be half a million."""

ALIKE = 0.8
"""How much a name must be like the right one, to be taken for a typing error of it."""


def read_autorisatie(headers: list[etree._Element], body: etree._Element | None = None) -> Autorisatie:
    """The header ``autorisatie``. Raises AutorisatieOngeldig when it or a part is missing, double or empty.

    So it does for what its schema does not know: other elements, elements or attributes in a part, text
    between the parts. The order of the parts is only noted here: it counts once the key turns out to be a
    strict one. Too long a value is not refused: real keys of other parties are longer than the schema's 64
    characters. ``body`` is where a missing header is looked for as well.
    """
    autorisaties = [header for header in headers if header.tag == HEADER]
    if not autorisaties:
        raise _absent(headers, body)
    if len(autorisaties) > 1:
        raise AutorisatieOngeldig(f"{DE_HEADER} komt meer dan eens voor; verwacht: precies één.")
    (autorisatie,) = autorisaties
    children = list(autorisatie)
    names = tuple([child.tag for child in children])
    values = {child.tag: child.text or "" for child in children}
    for name in HEADERVELDEN:
        if names.count(name) != 1 or not values[name].strip():
            raise _of_part(etree.QName(name).localname, children)
    if len(names) != len(HEADERVELDEN):
        raise _of_stranger(children)
    _check_form(autorisatie, children)
    sleutel, klantcode, klantnaam = [values[name] for name in HEADERVELDEN]
    return Autorisatie(
        sleutel=sleutel, klantcode=klantcode, klantnaam=klantnaam, in_volgorde=names == HEADERVELDEN
    )


def in_body(body: etree._Element) -> AutorisatieOngeldig | None:
    """The error of a message with its header in the Body; None where there is none."""
    for element in islice(body.iter(), LOOKED_AT):
        if _name(element) == NAAM:
            return AutorisatieOngeldig(f"{DE_HEADER} staat in de SOAP Body; verwacht: in de SOAP Header.")
    return None


def _absent(headers: Sequence[etree._Element], body: etree._Element | None) -> AutorisatieOngeldig:
    """Why there is no header: it is absent, or it is there in a way that it is not recognised by."""
    for header in islice(headers, LOOKED_AT):
        naam = _name(header)
        if naam == NAAM:
            here = in_namespace(etree.QName(header).namespace or "")
            return AutorisatieOngeldig(f"{DE_HEADER} staat {here}; verwacht: in de namespace {AUTORISATIE}.")
        if _is_alike(naam, NAAM):
            return AutorisatieOngeldig(f"De header heet '{naam}'; verwacht: {RECHT}.")
    for around in _around(headers):
        return AutorisatieOngeldig(
            f"{DE_HEADER} staat binnen '{around}'; verwacht: rechtstreeks in de SOAP Header,"
            f" in de namespace {AUTORISATIE}."
        )
    loose = [_name(header) for header in islice(headers, LOOKED_AT) if _name(header) in VELDEN]
    if loose:
        return AutorisatieOngeldig(
            f"{DE_HEADER} ontbreekt: '{loose[0]}' staat los in de SOAP Header; verwacht: binnen {RECHT}."
        )
    misplaced = None
    if body is not None:
        misplaced = in_body(body)
    return misplaced or AutorisatieOngeldig(
        f"{DE_HEADER} ontbreekt; verwacht: in de SOAP Header {RECHT}, met daarin {', '.join(VELDEN)}."
    )


def _around(headers: Sequence[etree._Element]) -> Iterator[str]:
    """The names of the elements that hold a header which should not be in anything."""
    left = LOOKED_AT
    for header in headers:
        for element in islice(header.iterdescendants(), left):
            left -= 1
            if _name(element) == NAAM:
                yield _name(header)
        if left <= 0:
            return


def _of_part(veld: str, children: Sequence[etree._Element]) -> AutorisatieOngeldig:
    """What is wrong with a part of the header: it is there twice, empty, elsewhere or not at all."""
    same = [child for child in children if child.tag == f"{AUT}{veld}"]
    if len(same) > 1:
        return AutorisatieOngeldig(
            f"'{veld}' komt in de header 'autorisatie' meer dan eens voor; verwacht: precies één."
        )
    if same:
        return AutorisatieOngeldig(
            f"'{veld}' in de header 'autorisatie' is leeg; verwacht: de waarde die bij de koppeling hoort."
        )
    for child in islice(children, LOOKED_AT):
        naam = _name(child)
        if naam == veld:
            here = in_namespace(etree.QName(child).namespace or "")
            return AutorisatieOngeldig(
                f"'{veld}' in de header 'autorisatie' staat {here}; verwacht: in de namespace {AUTORISATIE}."
            )
        if naam not in VELDEN and _is_alike(naam, veld):
            return AutorisatieOngeldig(
                f"In de header 'autorisatie' staat '{naam}'; verwacht: {veld} in de namespace {AUTORISATIE}."
            )
    return AutorisatieOngeldig(
        f"In de header 'autorisatie' ontbreekt het element '{veld}'; verwacht: {', '.join(VELDEN)}."
    )


def _of_stranger(children: Sequence[etree._Element]) -> AutorisatieOngeldig:
    naam = next(_name(child) for child in children if child.tag not in HEADERVELDEN)
    return AutorisatieOngeldig(
        f"{DE_HEADER} bevat een onbekend element '{naam}'; verwacht: alleen {', '.join(VELDEN)}."
    )


def _is_alike(naam: str, right: str) -> bool:
    return bool(get_close_matches(naam.lower(), [right], cutoff=ALIKE))


def _name(element: etree._Element) -> str:
    """The bare name of an element, cut where nobody reads on."""
    return etree.QName(element).localname[:LONGEST_NAME]


def _check_form(autorisatie: etree._Element, children: Sequence[etree._Element]) -> None:
    """Raise AutorisatieOngeldig for anything but text in the parts, and for any text between them."""
    between = autorisatie.text or ""
    for child in children:
        if len(child):
            raise AutorisatieOngeldig(
                f"Het element '{_name(child)}' in de header 'autorisatie' bevat een element;"
                " verwacht: alleen tekst."
            )
        between += child.tail or ""
    if between and not between.isspace():
        raise AutorisatieOngeldig(
            f"{DE_HEADER} bevat tekst buiten de elementen; verwacht: alleen {', '.join(VELDEN)}."
        )
    for element in (autorisatie, *children):
        for name, _ in element.items():
            attribute = etree.QName(name)
            if attribute.namespace not in OF_EVERY_HEADER:
                raise AutorisatieOngeldig(
                    f"{DE_HEADER} bevat een onbekend attribuut '{attribute.localname[:LONGEST_NAME]}' bij"
                    f" '{_name(element)}'; verwacht: geen attributen."
                )
