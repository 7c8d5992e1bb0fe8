"""The pieces of an answer: an element, a list, a moment, a telephone number, an address."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.generiek import Adres, Nummersleutel, Nummersoort, Telefoon
from uwlr_service.formats import escape

Nummers = Mapping[Nummersleutel, int] | Mapping[Nummersleutel, str]
"""The number of everything; or its key, to read back what was in an answer."""
MINUTE = timedelta(minutes=1)


def element(naam: str, value: str | int | bool | date | None) -> str:
    """One element, or nothing when there is no value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, date):
        text = local_midnight(value)
    else:
        text = escape.text(str(value))
    return f"<{naam}>{text}</{naam}>"


def lijst(naam: str, inhoud: str) -> str:
    """A list, which is there when it is empty too.

    An empty one declares its namespace once more: a client in PowerShell takes an element without attributes
    and children for a text, and would fail on a text when it looks for children.
    """
    if not inhoud:
        return f'<{naam} xmlns=""/>'
    return f"<{naam}>{inhoud}</{naam}>"


def local_midnight(day: date) -> str:
    """A calendar day as this service has it: the moment in the Netherlands at which it begins.

    Before 1937 the offset was not a whole number of minutes, which xs:dateTime cannot say; it is rounded, so
    that the day stays the same.
    """
    moment = datetime.combine(day, time(), tijd.AMSTERDAM)
    minutes = round((moment.utcoffset() or timedelta()) / MINUTE)
    # The Netherlands were never behind Greenwich, so the offset has no minus sign.
    return f"{day.isoformat()}T00:00:00+{minutes // 60:02}:{minutes % 60:02}"


def telefoon(naam: str, nummer: Telefoon | None, nummers: Nummers, *, at_secret_adres: bool = False) -> str:
    """A telephone; a secret one, or one at a secret address, goes without its number."""
    if nummer is None:
        return ""
    geheim = nummer.geheim or at_secret_adres
    shown = nummer.nummer
    if geheim:
        shown = None
    return lijst(
        naam,
        element("id", nummers[nummer.nummersleutel]) + element("nummer", shown) + element("geheim", geheim),
    )


def adres(known: Adres, at_home: Telefoon | None, nummers: Nummers) -> str:
    """An address with the telephone there; of a secret one only its id, and that it is secret."""
    shown = known
    if known.geheim:
        shown = Adres(key=known.key, geheim=True)
    return lijst(
        "adres",
        element("id", nummers[Nummersoort.ADRES, known.key])
        + element("gemeente", shown.gemeente)
        + element("plaats", shown.plaats)
        + element("straat", shown.straat)
        + element("huisnummer", shown.huisnummer)
        + element("postcode", shown.postcode)
        + element("land", shown.land)
        + element("geheimadres", shown.geheim)
        + telefoon("telefoon", at_home, nummers, at_secret_adres=known.geheim),
    )
