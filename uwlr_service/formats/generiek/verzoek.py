"""A request: supplier, key, school and year, all of them in the body (docs/gkv-soap.rst)."""

import re

from lxml import etree

from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek
from uwlr_service.domain.school.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import trim
from uwlr_service.formats.generiek.namespaces import OPERATIES, PARNASSYS

VELDEN = ("leveranciernaam", "leveranciersleutel", "brinnummer", "schooljaar")
BRINNUMMER = re.compile(r"([0-9]{2}[A-Z]{2})([0-9]{2})?", re.ASCII)
SCHOOLJAAR = re.compile(r"([0-9]{4})\s*[/-]\s*([0-9]{4})", re.ASCII)
ONVOLLEDIG = "Het verzoek is niet volledig of bevat te veel"


def operatie_of(element: etree._Element) -> str | None:
    """The operation that a body element asks for; None for an element of another service."""
    name = etree.QName(element)
    if name.namespace != PARNASSYS or name.localname not in OPERATIES:
        return None
    return str(name.localname)


def read_verzoek(element: etree._Element, operatie: str) -> Leveranciersverzoek:
    """Read a request. Raises OngeldigBericht when something is missing, is there twice or makes no sense.

    The elements may come in any order. They have no namespace, but that of the operation is accepted as well.
    An error never repeats what the sender wrote: it may be a key.
    """
    values = _values(element)
    missing = [name for name in VELDEN if not values.get(name)]
    if missing:
        raise OngeldigBericht(
            ONVOLLEDIG, [Melding(tekst=f"'{name}' ontbreekt of is leeg") for name in missing]
        )
    return Leveranciersverzoek(
        operatie=operatie,
        leveranciernaam=values["leveranciernaam"],
        leveranciersleutel=values["leveranciersleutel"],
        school=_school(values["brinnummer"]),
        schooljaar=_schooljaar(values["schooljaar"]),
    )


def _values(element: etree._Element) -> dict[str, str]:
    values: dict[str, str] = {}
    for child in element:
        name = etree.QName(child)
        if name.namespace not in (None, PARNASSYS) or name.localname not in VELDEN or len(child):
            raise OngeldigBericht(
                ONVOLLEDIG, [Melding(tekst=f"verwacht alleen {', '.join(VELDEN)}", regel=child.sourceline)]
            )
        if name.localname in values:
            raise OngeldigBericht(ONVOLLEDIG, [Melding(tekst=f"'{name.localname}' staat er tweemaal")])
        values[name.localname] = trim(child.text or "")
    return values


def _school(text: str) -> Schoolcode:
    match = BRINNUMMER.fullmatch(text.upper())
    if match is None:
        raise OngeldigBericht(
            "Het brinnummer telt 4 tekens, zoals 99XX, of 6 met het nummer van de dependance, zoals 99XX16."
        )
    return Schoolcode(match[1], match[2] or HOOFDVESTIGING)


def _schooljaar(text: str) -> Schooljaar:
    match = SCHOOLJAAR.fullmatch(text)
    try:
        if match is not None:
            return Schooljaar(f"{match[1]}-{match[2]}")
    except ValueError:
        pass
    raise OngeldigBericht("Het schooljaar is twee opeenvolgende jaren met een schuine streep: 2026 / 2027.")
