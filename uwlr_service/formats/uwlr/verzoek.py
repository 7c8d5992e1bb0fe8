"""Reading a request for pupil data."""

from datetime import datetime
from itertools import islice

from lxml import etree

from uwlr_service import tracing
from uwlr_service.domain.fouten import (
    InhoudOngeldig,
    OngeldigBericht,
    WaardeOngeldig,
)
from uwlr_service.domain.koppeling.gegevenssets import NAMEN, set_named
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import HOOFDVESTIGING
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.uwlr.verzoek import MOST_GROEPEN, Bericht, Schoolvraag, Verzoek
from uwlr_service.formats import findings, schemas
from uwlr_service.formats.uwlr import fields
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS
from uwlr_service.formats.verwachting import one_of

LG = f"{{{LEERLINGGEGEVENS}}}"
VERZOEKEN = {f"{LG}{bericht}_verzoek": bericht for bericht in Bericht}
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


@tracing.traced("formats")
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
        tekst = f"het verzoek noemt {len(element)} groepen; het mogen er {MOST_GROEPEN} zijn"
        verwacht = f"hoogstens {MOST_GROEPEN} groepen in één verzoek"
        raise InhoudOngeldig(meldingen=[fields.finding(element, tekst, verwacht)])
    return tuple(Groepskeuze(keuze.tag == SAMENGESTELD, keuze.get("key")) for keuze in element)
