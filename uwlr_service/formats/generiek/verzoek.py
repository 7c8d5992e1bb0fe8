"""A request: supplier, key, school and year, all of them in the body (docs/gkv-soap.rst)."""

import re

from lxml import etree

from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek
from uwlr_service.domain.school.school import HOOFDVESTIGING, Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import trim
from uwlr_service.formats.generiek.namespaces import OPERATIES, PARNASSYS
from uwlr_service.formats.uwlr.namespaces import SOAP

VELDEN = ("leveranciernaam", "leveranciersleutel", "brinnummer", "schooljaar")
BRINNUMMER = re.compile(r"([0-9]{2}[A-Z]{2})([0-9]{2})?", re.ASCII)
SCHOOLJAAR = re.compile(r"([0-9]{4})\s*[/-]\s*([0-9]{4})", re.ASCII)
WHITE_SPACE = " \t\r\n"
READ_OVER = (
    SOAP,
    "http://schemas.xmlsoap.org/soap/encoding/",
    "http://www.w3.org/2001/XMLSchema-instance",
)
"""Namespaces of attributes that say how a message was written, such as xsi:type and encodingStyle."""
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
    _refuse_what_is_not_theirs(element)
    values = _values(element)
    missing = [name for name in VELDEN if not values.get(name)]
    if missing:
        raise OngeldigBericht(
            ONVOLLEDIG, [Melding(tekst=f"'{name}' ontbreekt of is leeg") for name in missing]
        )
    brincode, dependancecode = _brinnummer(values["brinnummer"])
    return Leveranciersverzoek(
        operatie=operatie,
        leveranciernaam=values["leveranciernaam"],
        leveranciersleutel=values["leveranciersleutel"],
        school=Schoolcode(brincode, dependancecode or HOOFDVESTIGING),
        schooljaar=_schooljaar(values["schooljaar"]),
        is_brin_alone=dependancecode is None,
    )


def _refuse_what_is_not_theirs(element: etree._Element) -> None:
    """Raise OngeldigBericht for text and attributes that the schema has no place for.

    Those that any element of a SOAP message may have are read over (SOAP 1.1, 4.1.1; XML Schema 1, 2.6):
    clients without a WSDL say the type of each value.
    """
    for part in (element, *element):
        loose = part.text if part is element else part.tail
        if (loose or "").strip(WHITE_SPACE):
            melding = Melding(tekst="er staat tekst naast de elementen", regel=part.sourceline)
            raise OngeldigBericht(ONVOLLEDIG, [melding])
        if any(etree.QName(name).namespace not in READ_OVER for name in part.attrib):
            melding = Melding(tekst="er staat een attribuut bij een element", regel=part.sourceline)
            raise OngeldigBericht(ONVOLLEDIG, [melding])


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


def _brinnummer(text: str) -> tuple[str, str | None]:
    """The BRIN, and the number of the location if it is named."""
    match = BRINNUMMER.fullmatch(text.upper())
    if match is None:
        raise OngeldigBericht(
            "Het brinnummer telt 4 tekens, zoals 99XX, of 6 met het nummer van de dependance, zoals 99XX16."
        )
    return match[1], match[2]


def _schooljaar(text: str) -> Schooljaar:
    match = SCHOOLJAAR.fullmatch(text)
    try:
        if match is not None:
            return Schooljaar(f"{match[1]}-{match[2]}")
    except ValueError:
        pass
    raise OngeldigBericht("Het schooljaar is twee opeenvolgende jaren met een schuine streep: 2026 / 2027.")
