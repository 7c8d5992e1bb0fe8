"""One value of a field in words, whether it comes from the domain or out of XML."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.woorden.samengesteld import COMPOSED
from uwlr_service.domain.koppeling.woorden.tabellen import DATES, MOMENTS, codes, delen
from uwlr_service.domain.taal import Taal

DUTCH = "januari februari maart april mei juni juli augustus september oktober november december"
ENGLISH = "January February March April May June July August September October November December"
MONTHS = {Taal.NL: DUTCH.split(), Taal.EN: ENGLISH.split()}


def words_of(veld: str, waarde: Any, taal: Taal = Taal.NL, namen: Mapping[str, str] | None = None) -> str:
    """A value of a field; ``veld`` is ``element/veld``, or the name of the field by itself.

    ``namen`` are the names of what keys stand for: groups, locations, values of the lists of the school. What
    has no words stays as it is.
    """
    if isinstance(waarde, datetime):
        return moment_in_words(waarde, taal)
    if isinstance(waarde, date):
        return day_in_words(waarde, taal)
    if isinstance(waarde, Mapping):
        return _whole(veld, waarde, taal)
    text = str(waarde).lower() if isinstance(waarde, bool) else str(waarde)
    if namen and text in namen:
        return namen[text]
    return _of_text(veld, text, taal)


def each_of(
    veld: str, waarde: Any, taal: Taal = Taal.NL, namen: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The values of a field that may come more than once; nothing for one that is not there."""
    if isinstance(waarde, list | tuple):
        for part in waarde:
            yield from each_of(veld, part, taal, namen)
    elif waarde is not None:
        yield words_of(veld, waarde, taal, namen)


def day_in_words(day: date, taal: Taal = Taal.NL) -> str:
    """A day as ``4 mei 2016``."""
    return f"{day.day} {MONTHS[taal][day.month - 1]} {day.year}"


def moment_in_words(moment: datetime, taal: Taal = Taal.NL) -> str:
    """A moment by the Dutch clock, as ``4 mei 2016, 8.05 uur``; a zone-less one is by that clock already."""
    local = tijd.to_utc(moment).astimezone(tijd.AMSTERDAM)
    day = day_in_words(local, taal)
    if taal is Taal.EN:
        return f"{day}, {local.hour}:{local.minute:02}"
    return f"{day}, {local.hour}.{local.minute:02} uur"


def _of_text(veld: str, text: str, taal: Taal) -> str:
    """A text as it stands in XML, in words."""
    naam = _name(veld)
    for table in (codes(taal).get(veld), codes(taal).get(naam)):
        if table is not None and text in table:
            return table[text]
    try:
        if naam in DATES:
            return day_in_words(tijd.parse_day(text), taal)
        if naam in MOMENTS:
            return moment_in_words(tijd.parse_moment(text), taal)
    except ValueError:
        pass  # something else stands there: shown as it is
    return text


def _whole(veld: str, waarden: Mapping[str, Any], taal: Taal) -> str:
    """A value with parts: written as people do where there is a way, and part by part otherwise."""
    words = {naam.removeprefix("@"): _part(veld, naam, part, taal) for naam, part in waarden.items()}
    compose = COMPOSED.get(_name(veld))
    if compose is not None:
        words = compose({naam: part for naam, part in words.items() if part}, taal)
    patterns = delen(taal)
    return ", ".join(patterns.get(naam, "{}").format(part) for naam, part in words.items() if part)


def _part(veld: str, naam: str, waarde: Any, taal: Taal) -> str:
    plain = naam.removeprefix("@")
    return ", ".join(each_of(f"{_name(veld)}/{plain}", waarde, taal))


def _name(veld: str) -> str:
    """The name of a field without its element."""
    element, _, naam = veld.partition("/")
    return naam or element
