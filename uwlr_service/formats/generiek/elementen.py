"""The pieces of an answer: an element, a list, a moment, a telephone number, an address."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.generiek import Adres, Nummersleutel, Nummersoort, Telefoon
from uwlr_service.formats import escape

Nummers = Mapping[Nummersleutel, int]
MINUTE = timedelta(minutes=1)


def element(naam: str, value: str | int | bool | date | None) -> str:
    """One element, or nothing when there is no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, date):
        text = local_midnight(value)
    else:
        text = escape.text(str(value))
    return f"<{naam}>{text}</{naam}>"


def lijst(naam: str, inhoud: str) -> str:
    """A list, which is there when it is empty too.

    An empty one says its namespace once more: a client in PowerShell, which knows an element without
    attributes and children as a text only, then still finds an element on which it can look things up.
    """
    return f"<{naam}>{inhoud}</{naam}>" if inhoud else f'<{naam} xmlns=""/>'


def local_midnight(day: date) -> str:
    """A calendar day as this service has it: the moment in the Netherlands at which it begins.

    Before 1937 the offset was no whole number of minutes, which xs:dateTime cannot say; it is rounded, so
    that the day stays the same.
    """
    moment = datetime.combine(day, time(), tijd.AMSTERDAM)
    minutes = round((moment.utcoffset() or timedelta()) / MINUTE)
    sign = "-" if minutes < 0 else "+"
    return f"{day.isoformat()}T00:00:00{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def telefoon(naam: str, found: Telefoon | None, nummers: Nummers, *, geheim: bool = False) -> str:
    """A telephone number; of a secret one, or one at a secret address, without the number itself."""
    if found is None:
        return ""
    is_geheim = found.geheim or geheim
    return lijst(
        naam,
        element("id", nummers[found.nummersleutel])
        + element("nummer", None if is_geheim else found.nummer)
        + element("geheim", is_geheim),
    )


def adres(found: Adres, at_home: Telefoon | None, nummers: Nummers) -> str:
    """An address with the telephone there; of a secret one only its number and that it is secret."""
    shown = Adres(key=found.key, geheim=True) if found.geheim else found
    return lijst(
        "adres",
        element("id", nummers[Nummersoort.ADRES, found.key])
        + element("gemeente", shown.gemeente)
        + element("plaats", shown.plaats)
        + element("straat", shown.straat)
        + element("huisnummer", shown.huisnummer)
        + element("postcode", shown.postcode)
        + element("land", shown.land)
        + element("geheimadres", shown.geheim)
        + telefoon("telefoon", at_home, nummers, geheim=found.geheim),
    )
