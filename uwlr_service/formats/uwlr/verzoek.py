"""Reading a request for pupil data, and the header that comes with it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import AutorisatieOngeldig, Melding, OngeldigBericht, XsdVersieOngeldig
from uwlr_service.domain.gegevenssets import XSDVERSIES
from uwlr_service.domain.school import Schoolcode
from uwlr_service.domain.schooljaar import Schooljaar
from uwlr_service.domain.uitsnede import Groepskeuze
from uwlr_service.domain.verzoek import Autorisatie, Bericht, Verzoek
from uwlr_service.formats import findings, schemas
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, LEERLINGGEGEVENS

Value = TypeVar("Value")

LG = f"{{{LEERLINGGEGEVENS}}}"
AUT = f"{{{AUTORISATIE}}}"
VERZOEKEN = {f"{LG}{bericht}_verzoek": bericht for bericht in Bericht}
HEADER = f"{AUT}autorisatie"
HEADERVELDEN = (f"{AUT}autorisatiesleutel", f"{AUT}klantcode", f"{AUT}klantnaam")
STANDAARDVERSIE = "2.2"


def read_autorisatie(headers: list[etree._Element]) -> Autorisatie:
    """The header ``autorisatie``; AutorisatieOngeldig when it or a part is missing, double or empty.

    The order of its parts is only noted here: it counts once the key turns out to be a strict one. Too long
    a value is not refused: real keys of other parties are longer than the schema's 64 characters.
    """
    found = [header for header in headers if header.tag == HEADER]
    if not found:
        raise AutorisatieOngeldig("De header 'autorisatie' ontbreekt.")
    if len(found) > 1:
        raise AutorisatieOngeldig("De header 'autorisatie' komt meer dan eens voor.")
    names = tuple(child.tag for child in found[0])
    values = {child.tag: child.text or "" for child in found[0]}
    for name in HEADERVELDEN:
        if names.count(name) != 1 or not values[name].strip():
            veld = etree.QName(name).localname
            raise AutorisatieOngeldig(f"Ongeldig of ontbrekend element '{veld}' in de header 'autorisatie'.")
    if len(names) != len(HEADERVELDEN):
        raise AutorisatieOngeldig("De header 'autorisatie' bevat een onbekend element.")
    sleutel, klantcode, klantnaam = (values[name] for name in HEADERVELDEN)
    return Autorisatie(sleutel, klantcode, klantnaam, in_volgorde=names == HEADERVELDEN)


def check_xsdversie(element: etree._Element) -> str:
    """The version that a request asks for; XsdVersieOngeldig when it is none of ours.

    This comes before validation, because it chooses the schema. A missing element is left to the schema.
    """
    asked = element.find(f"{LG}xsdversie")
    if asked is None:
        return STANDAARDVERSIE
    if asked.text not in XSDVERSIES:
        raise XsdVersieOngeldig(
            f"De gevraagde xsdversie wordt niet ondersteund; mogelijk zijn {', '.join(XSDVERSIES)}.",
        )
    return asked.text


def read_verzoek(element: etree._Element) -> Verzoek:
    """A request for pupil data from its body element; validates it first.

    Raises OngeldigBericht with every finding, XsdVersieOngeldig.
    """
    xsdversie = check_xsdversie(element)
    found = findings.findings(schemas.LEERLINGGEGEVENS[xsdversie], element)
    if found:
        raise OngeldigBericht(meldingen=found)
    children: dict[str, etree._Element] = {}
    groepen: tuple[Groepskeuze, ...] = ()
    for child in element:
        if child.tag == f"{LG}groepen":
            groepen = tuple(
                Groepskeuze(keuze.tag == f"{LG}samengestelde_groep", keuze.get("key")) for keuze in child
            )
        else:
            children[child.tag] = child
    return Verzoek(
        bericht=VERZOEKEN[element.tag],
        schooljaar=_read(children[f"{LG}schooljaar"], Schooljaar),
        school=_school(children),
        xsdversie=xsdversie,
        gegevenssetid=_optional(children.get(f"{LG}gegevenssetid"), str),
        laatstontvangen=_optional(children.get(f"{LG}laatstontvangengegevens"), _moment),
        groepen=groepen,
    )


def _read(child: etree._Element, convert: Callable[[str], Value]) -> Value:
    """Convert a text; OngeldigBericht, with its place, for what the patterns of the schema let through."""
    try:
        return convert(child.text or "")
    except ValueError as error:
        pad = f"/{etree.QName(child.getparent()).localname}/{etree.QName(child).localname}"
        raise OngeldigBericht(meldingen=[Melding(str(error), child.sourceline or None, pad)]) from error


def _optional(child: etree._Element | None, convert: Callable[[str], Value]) -> Value | None:
    return None if child is None else _read(child, convert)


def _moment(text: str) -> datetime:
    try:
        moment = tijd.parse_moment(text)
        tijd.to_utc(moment)  # at the end of the calendar this cannot be done, and later is too late to say so
    except ValueError as error:
        raise ValueError("'laatstontvangengegevens' is geen tijdstip dat de kalender kent") from error
    return moment


def _school(children: dict[str, etree._Element]) -> Schoolcode:
    brincode = children.get(f"{LG}brincode")
    if brincode is None:
        return _read(children[f"{LG}schoolkey"], lambda key: Schoolcode(schoolkey=key.strip()))
    dependance = children.get(f"{LG}dependancecode")
    behind = f"/{dependance.text}" if dependance is not None and dependance.text else ""
    return _read(brincode, lambda brin: Schoolcode.parse(f"{brin}{behind}"))
