"""What can be asked with ``uwlr call``: the options of every pull, and those that choose groups."""

import sys

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.options import Decorated, json_option, option
from uwlr_service.cli.output import say
from uwlr_service.client.adres import TIMEOUT, is_loopback
from uwlr_service.domain.koppeling.gegevenssets import XSDVERSIES
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze

SLEUTEL = "UWLR_SLEUTEL"


def ask_sleutel(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The key as it was given, or else as a person types it; a program cannot be asked."""
    if value is not None:
        return value
    if not sys.stdin.isatty():
        raise click.UsageError(f"de autorisatiesleutel ontbreekt: geef hem in {SLEUTEL}.")
    given: str = click.prompt("Autorisatiesleutel", hide_input=True)
    return given


CALLER = (
    option("--url", required=True, metavar="WSDL", help="Het adres van de WSDL van de dienst."),
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
    option(
        "--xsdversie", default="2.2", metavar="VERSIE", help=f"Een van {', '.join(XSDVERSIES)}; anders 2.2."
    ),
    option(
        "--timeout", default=TIMEOUT, type=click.FloatRange(min=0.1), help="Seconden wachten op antwoord."
    ),
)
BASIS = (
    *CALLER,
    option("--gegevenssetid", help="De gegevensset waarom wordt gevraagd, zoals smalle-set."),
    option(
        "--laatst",
        type=parameters.MOMENT,
        metavar="MOMENT",
        help="De aanmaakdatum van het laatst ontvangen antwoord; is er sindsdien niets gewijzigd,"
        " dan is het antwoord 'geenwijzigingen'.",
    ),
    option("--xml", "as_xml", is_flag=True, help="Het antwoord zoals het kwam, in XML."),
    json_option,
)
GROEPEN = (
    option("--groep", "groepen", multiple=True, metavar="KEY", help="Een stamgroep; mag vaker."),
    option("--samengestelde-groep", "samengesteld", multiple=True, metavar="KEY", help="Mag vaker."),
    option("--zonder-groep", is_flag=True, help="Wie in geen stamgroep zit."),
    option("--zonder-samengestelde-groep", is_flag=True, help="Wie in geen samengestelde groep zit."),
)


def warn_unsafe(url: str) -> None:
    """Say that the key can be read along the way."""
    if url.startswith("http:") and not is_loopback(url):
        say("Let op: zonder https gaat de autorisatiesleutel leesbaar over het netwerk.", style="yellow")


def caller_options(function: Decorated) -> Decorated:
    """The options of every call: where it goes to, by whom, and about which school."""
    for decorate in reversed(CALLER):
        function = decorate(function)
    return function


def basis_options(function: Decorated) -> Decorated:
    """The options of every pull."""
    for decorate in reversed(BASIS):
        function = decorate(function)
    return function


def groep_options(function: Decorated) -> Decorated:
    """The options that choose groups."""
    for decorate in reversed(GROEPEN):
        function = decorate(function)
    return function


def keuzes_of(
    groepen: tuple[str, ...],
    samengesteld: tuple[str, ...],
    zonder_groep: bool,
    zonder_samengestelde_groep: bool,
) -> list[Groepskeuze]:
    """The choices that the options of groups stand for."""
    return [
        *(Groepskeuze(samengesteld=False, key=key) for key in groepen),
        *(Groepskeuze(samengesteld=True, key=key) for key in samengesteld),
        *([Groepskeuze(samengesteld=False, key=None)] if zonder_groep else []),
        *([Groepskeuze(samengesteld=True, key=None)] if zonder_samengestelde_groep else []),
    ]
