"""The text of an element as a value; validation came first, so only what a schema cannot check is checked."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.school import regels
from uwlr_service.domain.tekst import trim
from uwlr_service.formats.edexml.vindplaats import Vindplaats
from uwlr_service.formats.verwachting import DATUM, HEEL_GETAL, MOMENT, TEKST, of_patterns

CALENDAR = range(1800, 9999)
"""The years of moments that are accepted; some files say 1900 for a moment that is not known."""


class OngeldigeWaarde(ValueError):
    """Why a value cannot be accepted, in Dutch; never with the value itself, which may be about a person.

    ``verwacht`` is what would have been.
    """

    def __init__(self, reden: str, verwacht: str) -> None:
        super().__init__(reden)
        self.verwacht = verwacht


Convert = Callable[[str], Any]
Veld = tuple[str, Convert]
"""The field of the domain object, and how its value is read."""


def trimmed(text: str) -> str:
    """A name, key or address without the spaces around it."""
    text = trim(text)
    if not text:
        raise OngeldigeWaarde("bevat alleen spaties", TEKST)
    return text


def day(text: str) -> date:
    """An xs:date."""
    try:
        return tijd.parse_day(trim(text))
    except ValueError:
        raise OngeldigeWaarde("is geen datum in de jaren 1 tot en met 9999", DATUM) from None


def moment(text: str) -> datetime:
    """An xs:dateTime in UTC, in whole seconds; without a zone it is Dutch time."""
    try:
        value = tijd.whole_second(tijd.to_utc(tijd.parse_moment(text)))
    except ValueError:
        value = None
    if value is None or value.year not in CALENDAR:
        raise OngeldigeWaarde(
            f"ligt niet in de jaren {CALENDAR.start} tot en met {CALENDAR.stop - 1}", MOMENT
        )
    return value


def whole_number(text: str) -> int:
    """An xs:integer."""
    try:
        return int(text)
    except ValueError:
        raise OngeldigeWaarde("is geen getal", HEEL_GETAL) from None


def digits(text: str) -> str:
    """Digits of any script as those of ASCII; the schema takes all of them."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def form(naam: str) -> Convert:
    """How a field is read whose form the domain prescribes."""

    def convert(text: str) -> str:
        text = digits(text)
        if not regels.PATTERNS[naam].fullmatch(text):
            raise OngeldigeWaarde("heeft niet de juiste vorm", of_patterns([regels.PATTERNS[naam].pattern]))
        return text

    return convert


def values(plaats: Vindplaats, velden: Mapping[str, Veld]) -> dict[str, Any]:
    """The fields of an object by their name in the domain; a value that cannot be accepted is reported.

    Objects that the schema refused come here as well: every fault of the file is to be named at once.
    """
    taken: dict[str, Any] = {}
    for child in plaats.element:
        veld = velden.get(child.tag)
        if veld is not None:
            naam, convert = veld
            try:
                taken[naam] = convert(child.text or "")
            except OngeldigeWaarde as reden:
                plaats.report(f"'{child.tag}' {reden}", child, verwacht=reden.verwacht)
    return taken
