"""Reading a request for pupil data, and the header that comes with it."""

from datetime import datetime

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
    values: dict[str, str | None] = {}
    groepen: tuple[Groepskeuze, ...] = ()
    for child in element:
        if child.tag == f"{LG}groepen":
            groepen = tuple(
                Groepskeuze(keuze.tag == f"{LG}samengestelde_groep", keuze.get("key")) for keuze in child
            )
        else:
            values[child.tag] = child.text
    try:
        laatst = values.get(f"{LG}laatstontvangengegevens")
        return Verzoek(
            bericht=VERZOEKEN[element.tag],
            schooljaar=Schooljaar(values[f"{LG}schooljaar"] or ""),
            school=_school(values),
            xsdversie=xsdversie,
            gegevenssetid=values.get(f"{LG}gegevenssetid"),
            laatstontvangen=_moment(laatst) if laatst is not None else None,
            groepen=groepen,
        )
    except ValueError as error:  # what the patterns of the schema let through
        raise OngeldigBericht(meldingen=[Melding(str(error), regel=element.sourceline or None)]) from error


def _moment(text: str) -> datetime:
    try:
        moment = tijd.parse_moment(text)
        tijd.to_utc(moment)  # at the end of the calendar this cannot be done, and later is too late to say so
    except ValueError as error:
        raise ValueError("'laatstontvangengegevens' is geen tijdstip dat de kalender kent") from error
    return moment


def _school(values: dict[str, str | None]) -> Schoolcode:
    brincode = values.get(f"{LG}brincode")
    if brincode is None:
        return Schoolcode(schoolkey=(values[f"{LG}schoolkey"] or "").strip())
    dependancecode = values.get(f"{LG}dependancecode")
    return Schoolcode.parse(f"{brincode}/{dependancecode}" if dependancecode else brincode)
