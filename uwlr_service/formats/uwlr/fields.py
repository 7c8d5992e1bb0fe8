"""Reading the fields that all messages share, once the schema has let them pass."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from lxml import etree

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import InhoudOngeldig, Melding, WaardeOngeldig, XsdVersieOngeldig
from uwlr_service.domain.koppeling.gegevenssets import XSDVERSIES
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.tekst import trim
from uwlr_service.formats.findings import line_of, place_of
from uwlr_service.formats.verwachting import MOMENT, one_of

Value = TypeVar("Value")

BRINCODE = "twee gewone cijfers en twee gewone hoofdletters, zoals 99XX"
DEPENDANCECODE = "twee gewone cijfers"
STANDAARDVERSIE = "2.2"


def check_xsdversie(asked: etree._Element | None) -> str:
    """The version in the element ``xsdversie``. Raises XsdVersieOngeldig for one that is not supported.

    This comes before validation, because it chooses the schema. A missing element is left to the schema.
    """
    if asked is None:
        return STANDAARDVERSIE
    if asked.text not in XSDVERSIES:
        tekst = "'xsdversie' is geen versie die deze dienst kent"
        raise XsdVersieOngeldig(meldingen=[finding(asked, tekst, one_of(XSDVERSIES))])
    return asked.text


def read(child: etree._Element, convert: Callable[[str], Value]) -> Value:
    """Convert a text; InhoudOngeldig, with its place, for a value that the schema takes and we cannot."""
    try:
        return convert(child.text or "")
    except WaardeOngeldig as error:
        raise InhoudOngeldig(meldingen=[finding(child, error.tekst, error.verwacht)]) from error
    except ValueError as error:
        raise InhoudOngeldig(meldingen=[finding(child, str(error))]) from error


def finding(element: etree._Element, tekst: str, verwacht: str | None = None) -> Melding:
    """A finding about an element."""
    return Melding(tekst=tekst, regel=line_of(element) or None, pad=place_of(element), verwacht=verwacht)


def optional(child: etree._Element | None, convert: Callable[[str], Value]) -> Value | None:
    """The same for an element that may be absent."""
    if child is None:
        return None
    return read(child, convert)


def moment(name: str) -> Callable[[str], datetime]:
    """How to convert the xs:dateTime of an element with this name."""

    def convert(text: str) -> datetime:
        try:
            value = tijd.parse_moment(text)
            # At the two ends of the calendar a moment has no UTC.
            tijd.to_utc(value)
        except ValueError as error:
            tekst = f"'{name}' valt in UTC buiten de jaren 1 tot en met 9999"
            raise WaardeOngeldig(tekst, MOMENT) from error
        return value

    return convert


def schoolcode(children: Mapping[str, etree._Element], namespace: str) -> Schoolcode:
    """The school that a message names (UWLR 2.2, gSchoolIdentificatie)."""
    brincode = children.get(f"{namespace}brincode")
    if brincode is None:
        return read(children[f"{namespace}schoolkey"], lambda key: Schoolcode(schoolkey=trim(key)))
    dependance = children.get(f"{namespace}dependancecode")
    behind = ""
    if dependance is not None and dependance.text:  # an empty element is valid, and means the main location
        behind = f"/{dependance.text}"
    for child, verwacht in ((brincode, BRINCODE), (dependance, DEPENDANCECODE)):
        # The schema takes the digits and capitals of any script.
        if child is not None and not (child.text or "").isascii():
            tekst = f"'{etree.QName(child).localname}' heeft tekens van een ander schrift"
            raise InhoudOngeldig(meldingen=[finding(child, tekst, verwacht)])
    return read(brincode, lambda brin: Schoolcode.parse(f"{brin}{behind}"))
