"""What people type on the command line, read into what the domain knows."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import click

from uwlr_service.cli.options import Decorated, option
from uwlr_service.domain import datum, tekst, tijd
from uwlr_service.domain.adres import typed
from uwlr_service.domain.datum import parse_datum
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.domain.school.deel import parse_deel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

LONGEST_WAIT = 86_400
"""Seconds; a day."""


class Parsed(click.ParamType[Any]):
    """A value that a function of the domain reads; its ValueError becomes a usage error."""

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return self._parse(value)
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


def _schooljaar(text: str) -> Schooljaar:
    return Schooljaar(text)


def _schakelaar(text: str) -> tuple[str, bool]:
    veld, _, stand = text.partition("=")
    element, _, naam = veld.strip().partition("/")
    if stand not in ("aan", "uit") or not naam:
        raise ValueError(
            f"'{text}' is geen schakelaar; verwacht zoiets als leerling/emailadres=uit, of bij"
            " elk element: */emailadres=uit"
        )
    return f"{element}/{naam.removeprefix('@')}", stand == "aan"


def _moment(text: str) -> str:
    """The moment to the letter: a client gives back what it was given."""
    try:
        tijd.parse_moment(text)
    except ValueError:
        raise ValueError(f"'{text}' is geen moment; verwacht zoiets als 2026-11-14T12:12:12+01:00") from None
    return text.strip()


def _adres(text: str) -> str:
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(f"'{typed(text)}' is geen adres; verwacht zoiets als https://las.example.nl")
    return text.strip()


class Seconden(click.FloatRange):
    """How long to wait: a number of seconds that a clock can count, so neither "nan" nor a century."""

    def __init__(self) -> None:
        super().__init__(min=0.1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        if not seconds <= LONGEST_WAIT:  # "nan" is not above it either
            self.fail(f"verwacht ten hoogste {LONGEST_WAIT} seconden.", param, ctx)
        return seconds


ADRES = Parsed("adres", _adres)
SCHOOL = Parsed("school", Schoolcode.parse)
DATUM = Parsed("datum", lambda text: parse_datum(tekst.trim(text)))
SCHOOLJAAR = Parsed("schooljaar", _schooljaar)
SCHAKELAAR = Parsed("schakelaar", _schakelaar)
NETWERK = Parsed("netwerk", parse_netwerk)
DEEL = Parsed("deel", parse_deel)
SECONDEN = Seconden()
NUMMER = click.IntRange(1, LARGEST_NUMBER)
KOPPELING = click.argument("koppeling", metavar="ID", type=NUMMER)
MOMENT = Parsed("moment", _moment)
SCHOOL_HELP = "De school: 99XX/16, 99XX (hetzelfde als 99XX/00) of schoolkey:SLEUTEL."


def schooljaar_option(function: Decorated) -> Decorated:
    """Add ``--schooljaar``, which is the current one unless given."""
    decorate = option(
        "--schooljaar",
        type=SCHOOLJAAR,
        default=lambda: Schooljaar.current(),
        metavar="JJJJ-JJJJ",
        help="Het schooljaar; zonder deze optie het huidige (vanaf 1 augustus het nieuwe).",
    )
    return decorate(function)


def require_begun(nacht: date) -> None:
    """Raise Geweigerd for a night that is still to come."""
    if nacht > tijd.today():
        raise Geweigerd(f"De nacht van {datum.shown(nacht)} moet nog komen.")


def amsterdam(moment: datetime | None) -> str:
    """A moment as people read it, to the minute: a screen is narrow, and programs read JSON."""
    if moment is None:
        return ""
    return moment.astimezone(tijd.AMSTERDAM).strftime("%d-%m-%Y %H:%M")
