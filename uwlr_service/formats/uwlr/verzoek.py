"""Reading a request for pupil data, and the header that comes with it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from lxml import etree

from uwlr_service.domain.fouten import (
    AutorisatieOngeldig,
    InhoudOngeldig,
    OngeldigBericht,
    WaardeOngeldig,
)
from uwlr_service.domain.koppeling.gegevenssets import NAMEN, set_named
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import HOOFDVESTIGING
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.verzoek import MOST_GROEPEN, Autorisatie, Bericht, Schoolvraag, Verzoek
from uwlr_service.formats import findings, schemas
from uwlr_service.formats.uwlr import fields
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, LEERLINGGEGEVENS, SOAP, WSU, XSI
from uwlr_service.formats.verwachting import one_of

LG = f"{{{LEERLINGGEGEVENS}}}"
AUT = f"{{{AUTORISATIE}}}"
VERZOEKEN = {f"{LG}{bericht}_verzoek": bericht for bericht in Bericht}
HEADER = f"{AUT}autorisatie"
HEADERVELDEN = (f"{AUT}autorisatiesleutel", f"{AUT}klantcode", f"{AUT}klantnaam")


OF_EVERY_HEADER = (SOAP, XSI, WSU)
"""Namespaces of attributes that toolkits add to a header: of SOAP itself, of a type, of a signature."""
SCHOOLJAAR = f"{LG}schooljaar"
BRINCODE = f"{LG}brincode"
DEPENDANCECODE = f"{LG}dependancecode"
SCHOOLKEY = f"{LG}schoolkey"
XSDVERSIE = f"{LG}xsdversie"
GEGEVENSSETID = f"{LG}gegevenssetid"
LAATSTONTVANGEN = f"{LG}laatstontvangengegevens"
GROEPEN = f"{LG}groepen"
SAMENGESTELD = f"{LG}samengestelde_groep"
READ_MOMENT = fields.moment("laatstontvangengegevens")
SCHOOLVELDEN = 3
"""The year and the school come first, in at most this many elements (UWLR 2.2, gVerzoekBasis)."""
LONGEST = 256
"""Longer than any year or school that the database could know."""


def read_schoolvraag(element: etree._Element) -> Schoolvraag | None:
    """What a body element seems to ask for, before it is validated; None when that cannot be seen.

    Nothing follows from it but a question to the database, so it passes over whatever is wrong: the schema
    says so in a moment, in the order of the standard's fault codes.
    """
    texts = {child.tag: child.text for child in islice(element, SCHOOLVELDEN)}
    schooljaar = texts.get(SCHOOLJAAR)
    brincode = texts.get(BRINCODE)
    schoolkey = texts.get(SCHOOLKEY)
    if not schooljaar or bool(brincode) == bool(schoolkey):
        return None
    if max(len(text) for text in texts.values() if text) > LONGEST:
        return None
    if brincode:
        dependancecode = texts.get(DEPENDANCECODE) or HOOFDVESTIGING
        return Schoolvraag(brincode, dependancecode, None, schooljaar)
    return Schoolvraag(None, None, schoolkey, schooljaar)


def read_autorisatie(headers: list[etree._Element]) -> Autorisatie:
    """The header ``autorisatie``. Raises AutorisatieOngeldig when it or a part is missing, double or empty.

    So it does for what its schema does not know: other elements, elements or attributes in a part, text
    between the parts. The order of the parts is only noted here: it counts once the key turns out to be a
    strict one. Too long a value is not refused: real keys of other parties are longer than the schema's 64
    characters.
    """
    autorisaties = [header for header in headers if header.tag == HEADER]
    if not autorisaties:
        raise AutorisatieOngeldig("De header 'autorisatie' ontbreekt.")
    if len(autorisaties) > 1:
        raise AutorisatieOngeldig("De header 'autorisatie' komt meer dan eens voor.")
    (autorisatie,) = autorisaties
    children = list(autorisatie)
    names = tuple([child.tag for child in children])
    values = {child.tag: child.text or "" for child in children}
    for name in HEADERVELDEN:
        if names.count(name) != 1 or not values[name].strip():
            veld = etree.QName(name).localname
            raise AutorisatieOngeldig(f"Ongeldig of ontbrekend element '{veld}' in de header 'autorisatie'.")
    if len(names) != len(HEADERVELDEN):
        raise AutorisatieOngeldig("De header 'autorisatie' bevat een onbekend element.")
    _check_form(autorisatie, children)
    sleutel, klantcode, klantnaam = [values[name] for name in HEADERVELDEN]
    return Autorisatie(
        sleutel=sleutel, klantcode=klantcode, klantnaam=klantnaam, in_volgorde=names == HEADERVELDEN
    )


def _check_form(autorisatie: etree._Element, children: Sequence[etree._Element]) -> None:
    """Raise AutorisatieOngeldig for anything but text in the parts, and for any text between them."""
    between = autorisatie.text or ""
    for child in children:
        if len(child):
            raise AutorisatieOngeldig(
                f"Het element '{etree.QName(child).localname}' in de header 'autorisatie' bevat een element;"
                " het mag alleen tekst bevatten."
            )
        between += child.tail or ""
    if between and not between.isspace():
        raise AutorisatieOngeldig("De header 'autorisatie' bevat tekst buiten haar elementen.")
    for element in (autorisatie, *children):
        for name, _ in element.items():
            if etree.QName(name).namespace not in OF_EVERY_HEADER:
                raise AutorisatieOngeldig(
                    f"De header 'autorisatie' bevat een onbekend attribuut bij"
                    f" '{etree.QName(element).localname}'."
                )


def read_verzoek(element: etree._Element, *, any_gegevenssetid: bool = False) -> Verzoek:
    """A request for pupil data from its body element; validates it first.

    ``any_gegevenssetid`` lets a name pass that is not one of a set (UWLR 2.2, gegevenssetid).

    Raises OngeldigBericht with every finding, XsdVersieOngeldig.
    """
    xsdversie = fields.check_xsdversie(element.find(XSDVERSIE))
    meldingen = findings.findings(schemas.LEERLINGGEGEVENS[xsdversie], element)
    if meldingen:
        raise OngeldigBericht.of(meldingen)
    children: dict[str, etree._Element] = {}
    groepen: tuple[Groepskeuze, ...] = ()
    for child in element:
        if child.tag == GROEPEN:
            groepen = _read_groepen(child)
        else:
            children[child.tag] = child
    return Verzoek(
        bericht=VERZOEKEN[element.tag],
        schooljaar=fields.read(children[SCHOOLJAAR], Schooljaar),
        school=fields.schoolcode(children, LG),
        xsdversie=xsdversie,
        gegevenssetid=fields.optional(
            children.get(GEGEVENSSETID), str if any_gegevenssetid else _gegevenssetid
        ),
        laatstontvangen=fields.optional(children.get(LAATSTONTVANGEN), _laatstontvangen),
        groepen=groepen,
    )


def _laatstontvangen(text: str) -> datetime | None:
    """The moment that a partner has the data of; None for one that the calendar cannot hold.

    It is long ago or far ahead, so like a partner without a moment this one gets everything.
    """
    try:
        return READ_MOMENT(text)
    except ValueError:
        return None


def _gegevenssetid(text: str) -> str:
    """The name of a set; the standard leaves the names open, so those that count are of this service."""
    if set_named(text) is None:
        raise WaardeOngeldig("'gegevenssetid' noemt een onbekende gegevensset", one_of(NAMEN))
    return text


def _read_groepen(element: etree._Element) -> tuple[Groepskeuze, ...]:
    if len(element) > MOST_GROEPEN:
        tekst = f"het verzoek noemt {len(element)} groepen"
        verwacht = f"hoogstens {MOST_GROEPEN} groepen in één verzoek"
        raise InhoudOngeldig(meldingen=[fields.finding(element, tekst, verwacht)])
    return tuple(Groepskeuze(keuze.tag == SAMENGESTELD, keuze.get("key")) for keuze in element)
