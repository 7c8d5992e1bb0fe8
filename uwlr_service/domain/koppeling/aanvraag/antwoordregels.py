"""What is right as an answer on the application form, and what to say where it is not."""

import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.adres import MAIL
from uwlr_service.domain.koppeling.aanvraag.formulier import (
    BUITEN_EER,
    DOORGIFTE,
    FORMULIER,
    GEEN,
    LANDEN_VAN_OPSLAG,
    Antwoord,
    Antwoorden,
    Formulierdeel,
    Formuliervraag,
    Vraagsoort,
)
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.domain.school.school import Schoolcode

KVK = re.compile(r"[0-9]{8}", re.ASCII)
POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2}", re.ASCII)
TELEFOON = re.compile(r"\+?[0-9][0-9 ()-]{7,18}", re.ASCII)
HOST = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}", re.ASCII)
MOST_SCHOLEN = 20_000


class Foutsoort(enum.StrEnum):
    """What is wrong with an answer, as a sentence for the one who gave it."""

    LEEG = "Vul dit in."
    KIES = "Kies een antwoord."
    TE_LANG = "Gebruik ten hoogste {getal} tekens."
    TE_KORT = "Gebruik ten minste {getal} tekens."
    STUURTEKEN = "Hier staat een teken in dat niemand kan zien. Typ het opnieuw."
    KVK = "Een KvK-nummer heeft acht cijfers, zoals 12345678."
    POSTCODE = "Vul een postcode in zoals 1234 AB."
    TELEFOON = "Vul een telefoonnummer in zoals 088-1234567."
    MAIL = "Vul een e-mailadres in zoals naam@bedrijf.nl."
    ADRES = "Vul een adres in dat begint met https://, zoals https://www.bedrijf.nl."
    KEUZE = "Kies een van de antwoorden die er staan."
    GEEN = "Kies ‘geen van deze’ alleen zonder een ander antwoord."
    GETAL = "Vul een getal in van 1 tot en met {getal}."
    DATUM = "Vul een dag in die al geweest is."
    SCHOOL = "Vul een BRIN-nummer in zoals 99XX of 99XX/16."
    NETWERK = "Schrijf op elke regel één adres, zoals 192.0.2.7 of 192.0.2.0/24."
    ADRESSEN = "Schrijf op elke regel één adres dat begint met https://."
    DOORGIFTE = "Leg uit waarom de gegevens buiten Europa staan, en wat u daarvoor regelde."


@dataclass(frozen=True, slots=True)
class Antwoordfout:
    """What is wrong with the answer to one question; ``getal`` is the bound that the sentence names."""

    vraag: str
    soort: Foutsoort
    getal: int = 0

    @property
    def tekst(self) -> str:
        """The sentence in Dutch."""
        return self.soort.value.format(getal=self.getal)


def is_mailadres(text: str) -> bool:
    """Whether a text has the form of a mail address."""
    return MAIL.fullmatch(text) is not None


def is_webadres(text: str) -> bool:
    """Whether a text is an address of a page that may be shown to others: https, and without a password."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    return (
        text.startswith("https://")
        and text.isascii()
        and not any(sign in " \"'<>\\`{}" for sign in text)
        and "@" not in parts.netloc
        and port != 0
        and HOST.fullmatch(parts.hostname or "") is not None
    )


def faults_in(deel: Formulierdeel, antwoorden: Antwoorden) -> tuple[Antwoordfout, ...]:
    """What is wrong with the answers of a step, in the order of its questions; at most one thing each."""
    faults = [*faults_among(FORMULIER.get(deel, ()), antwoorden)]
    if deel is Formulierdeel.BEVEILIGING:
        faults += _unexplained(antwoorden)
    return tuple(faults)


def faults_among(vragen: Iterable[Formuliervraag], antwoorden: Antwoorden) -> Iterator[Antwoordfout]:
    """What is wrong with the answers to some questions; at most one thing each."""
    for vraag in vragen:
        fault = _fault(vraag, antwoorden.get(vraag.naam, ""))
        if fault is not None:
            yield fault


def _unexplained(antwoorden: Antwoorden) -> Iterator[Antwoordfout]:
    """Data that are kept outside Europe, without a word on it."""
    is_outside = BUITEN_EER in antwoorden.get(LANDEN_VAN_OPSLAG, ())
    if is_outside and not antwoorden.get(DOORGIFTE):
        yield Antwoordfout(DOORGIFTE, Foutsoort.DOORGIFTE)


def _fault(vraag: Formuliervraag, antwoord: Antwoord) -> Antwoordfout | None:
    if not antwoord:
        if not vraag.is_verplicht:
            return None
        return Antwoordfout(vraag.naam, Foutsoort.KIES if vraag.keuzes else Foutsoort.LEEG)
    if vraag.soort is Vraagsoort.MEERKEUZE:
        is_known = not isinstance(antwoord, str) and set(antwoord) <= set(vraag.keuzes)
        if not is_known:
            return Antwoordfout(vraag.naam, Foutsoort.KEUZE)
        return Antwoordfout(vraag.naam, Foutsoort.GEEN) if GEEN in antwoord and len(antwoord) > 1 else None
    if not isinstance(antwoord, str):
        return Antwoordfout(vraag.naam, Foutsoort.KEUZE)
    return fault_in_text(vraag, antwoord)


def fault_in_text(vraag: Formuliervraag, text: str) -> Antwoordfout | None:
    """What is wrong with a text as the answer to a question."""
    if tekst.fault(text) is not None:
        return Antwoordfout(vraag.naam, Foutsoort.STUURTEKEN)
    if len(text) > vraag.langste:
        return Antwoordfout(vraag.naam, Foutsoort.TE_LANG, vraag.langste)
    if len(tekst.trim(text)) < vraag.kortste:
        return Antwoordfout(vraag.naam, Foutsoort.TE_KORT, vraag.kortste)
    is_right = _JUDGES.get(vraag.soort)
    if vraag.soort is Vraagsoort.KEUZE:
        return None if text in vraag.keuzes else Antwoordfout(vraag.naam, Foutsoort.KEUZE)
    if is_right is None or is_right(text):
        return None
    return Antwoordfout(vraag.naam, _SAID[vraag.soort], MOST_SCHOLEN)


def lines_of(text: str) -> list[str]:
    """The values in an answer that has one on each line."""
    return [line for line in map(tekst.trim, text.splitlines()) if line]


def _are_webadressen(text: str) -> bool:
    return all(map(is_webadres, lines_of(text)))


def _are_netwerken(text: str) -> bool:
    try:
        return bool([parse_netwerk(line) for line in lines_of(text)])
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_SCHOLEN


def _is_past_day(text: str) -> bool:
    try:
        return date.fromisoformat(text) <= tijd.today()
    except ValueError:
        return False


def _is_brin(text: str) -> bool:
    try:
        return Schoolcode.parse(text).brincode is not None
    except ValueError:
        return False


_JUDGES = {
    Vraagsoort.MAIL: is_mailadres,
    Vraagsoort.TELEFOON: lambda text: TELEFOON.fullmatch(text) is not None,
    Vraagsoort.KVK: lambda text: KVK.fullmatch(text) is not None,
    Vraagsoort.POSTCODE: lambda text: POSTCODE.fullmatch(text) is not None,
    Vraagsoort.ADRES: is_webadres,
    Vraagsoort.ADRESSEN: _are_webadressen,
    Vraagsoort.NETWERKEN: _are_netwerken,
    Vraagsoort.GETAL: _is_number,
    Vraagsoort.DATUM: _is_past_day,
    Vraagsoort.SCHOOL: _is_brin,
}
_SAID = {
    Vraagsoort.MAIL: Foutsoort.MAIL,
    Vraagsoort.TELEFOON: Foutsoort.TELEFOON,
    Vraagsoort.KVK: Foutsoort.KVK,
    Vraagsoort.POSTCODE: Foutsoort.POSTCODE,
    Vraagsoort.ADRES: Foutsoort.ADRES,
    Vraagsoort.ADRESSEN: Foutsoort.ADRESSEN,
    Vraagsoort.NETWERKEN: Foutsoort.NETWERK,
    Vraagsoort.GETAL: Foutsoort.GETAL,
    Vraagsoort.DATUM: Foutsoort.DATUM,
    Vraagsoort.SCHOOL: Foutsoort.SCHOOL,
}
