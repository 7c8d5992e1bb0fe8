"""What can be asked with ``uwlr call``: the options of every call and pull, and those that choose groups."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.tls import TLS
from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.domain.adres import typed
from uwlr_service.domain.koppeling.gegevenssets import XSDVERSIES
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

SLEUTEL = "UWLR_SLEUTEL"
GEEN_ADRES = "geen adres van een dienst; dat begint met http:// of https://."


def check_address(_ctx: click.Context, _param: click.Parameter, url: str) -> str:
    """The address of a WSDL, or the path of a file. Raises BadParameter for a scheme not of the web."""
    scheme, separator, _ = url.partition("://")
    if separator and scheme.lower() not in ("http", "https"):
        raise click.BadParameter(f"'{typed(url)}' is {GEEN_ADRES}")
    return url


class Basis(TypedDict):
    """What every pull asks for (UWLR 2.2, gVerzoekBasis), under the names that the client gives it."""

    school: Schoolcode
    schooljaar: Schooljaar
    xsdversie: str
    gegevenssetid: str | None
    laatstontvangen: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where calls go to, by whom, and about which school; ``timeout`` is in seconds."""

    url: str
    klantnaam: str
    klantcode: str
    sleutel: str = field(repr=False)
    school: Schoolcode
    schooljaar: Schooljaar
    timeout: float
    ca: Path | None
    cert: Path | None
    cert_key: Path | None

    @property
    def klant(self) -> Klantgegevens:
        """By whom."""
        return Klantgegevens(
            klantnaam=self.klantnaam, klantcode=self.klantcode, autorisatiesleutel=self.sleutel
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller(Target):
    """One call, in a version of the standard."""

    xsdversie: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull(Caller):
    """A call that pulls, and how its answer is shown."""

    gegevenssetid: str | None
    laatst: str | None
    keys: bool
    as_xml: bool
    as_json: bool

    @property
    def basis(self) -> Basis:
        """What is asked for."""
        return Basis(
            school=self.school,
            schooljaar=self.schooljaar,
            xsdversie=self.xsdversie,
            gegevenssetid=self.gegevenssetid,
            laatstontvangen=self.laatst,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Groepen:
    """The groups that are chosen."""

    groepen: tuple[str, ...]
    samengesteld: tuple[str, ...]
    zonder_groep: bool
    zonder_samengestelde_groep: bool

    @property
    def keuzes(self) -> list[Groepskeuze]:
        """The choices that the options stand for; one without a key is for people in no such group.

        Raises UsageError if there are none.
        """
        keuzes = [Groepskeuze(samengesteld=False, key=key) for key in self.groepen]
        keuzes += [Groepskeuze(samengesteld=True, key=key) for key in self.samengesteld]
        if self.zonder_groep:
            keuzes.append(Groepskeuze(samengesteld=False, key=None))
        if self.zonder_samengestelde_groep:
            keuzes.append(Groepskeuze(samengesteld=True, key=None))
        if not keuzes:
            raise click.UsageError(
                "geef ten minste één groep: --groep, --samengestelde-groep of --zonder-groep."
            )
        return keuzes


def ask_sleutel(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The key as it was given, or else as a person types it; a program cannot be asked."""
    if value is not None:
        return value
    if not sys.stdin.isatty():
        raise click.UsageError(f"de autorisatiesleutel ontbreekt: geef hem in {SLEUTEL}.")
    given: str = click.prompt("Autorisatiesleutel", hide_input=True)
    return given


WHO = (
    option(
        "--url",
        required=True,
        metavar="WSDL",
        callback=check_address,
        help="Het adres van de WSDL van de dienst.",
    ),
    option("--klantnaam", required=True, help="De naam die het LAS de leverancier gaf."),
    option("--klantcode", required=True, help="De code die daarbij hoort."),
    option(
        "--sleutel",
        envvar=SLEUTEL,
        callback=ask_sleutel,
        help=f"De autorisatiesleutel. Geef hem liever in {SLEUTEL} of wacht op de vraag ernaar:"
        " wat op de opdrachtregel staat, kan iedereen op deze machine lezen.",
    ),
    option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP),
    parameters.schooljaar_option,
)
HOW = (
    option("--timeout", default=TIMEOUT, type=parameters.SECONDEN, help="Seconden wachten op antwoord."),
    *TLS,
)
TARGET = (*WHO, *HOW)
"""The options of ``Target``."""
CALLER = (
    *WHO,
    option(
        "--xsdversie", default="2.2", metavar="VERSIE", help=f"Een van {', '.join(XSDVERSIES)}; anders 2.2."
    ),
    *HOW,
)
"""The options of ``Caller``."""
PULL = (
    *CALLER,
    option("--gegevenssetid", help="De gegevensset waarom wordt gevraagd, zoals smalle-set."),
    option(
        "--laatst",
        type=parameters.MOMENT,
        metavar="MOMENT",
        help="De aanmaakdatum van het laatst ontvangen antwoord; is er sindsdien niets gewijzigd,"
        " dan is het antwoord 'geenwijzigingen'.",
    ),
    option("--keys", is_flag=True, help="Alleen naam, groep en de hele key van elke persoon."),
    option("--xml", "as_xml", is_flag=True, help="Het antwoord zoals het kwam, in XML."),
    json_option,
)
"""The options of ``Pull``."""
GROEPEN = (
    option("--groep", "groepen", multiple=True, metavar="NAAM|KEY", help="Een stamgroep; mag vaker."),
    option("--samengestelde-groep", "samengesteld", multiple=True, metavar="NAAM|KEY", help="Mag vaker."),
    option("--zonder-groep", is_flag=True, help="Wie in geen stamgroep zit."),
    option("--zonder-samengestelde-groep", is_flag=True, help="Wie in geen samengestelde groep zit."),
)
"""The options of ``Groepen``."""
