"""``uwlr call``: do what a publisher does, against any UWLR service."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from uwlr_service.cli.call.calling import told_to_programs, warn_unsafe
from uwlr_service.cli.call.groepskeuze import with_keys
from uwlr_service.cli.call.options import GROEPEN, PULL, SLEUTEL, Groepen, Pull
from uwlr_service.cli.call.resultaten import leerresultaten
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import warn_unknown
from uwlr_service.cli.options import collected
from uwlr_service.cli.tls import trust_of

if TYPE_CHECKING:
    from uwlr_service.client.antwoord import Antwoord
    from uwlr_service.client.uwlr import UwlrClient

pull_options = collected(Pull, "pull", *PULL)
groep_options = collected(Groepen, "groepen", *GROEPEN)


@click.group(
    cls=Group,
    short_help="Haal op en breng resultaten, zoals een uitgever.",
    voorbeelden=(
        f"export {SLEUTEL}=...",
        "uwlr call leerlinggegevens \\",
        "    --url https://las.example.nl/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
    ),
)
def command() -> None:
    """Vraag leerlinggegevens op en breng resultaten, zoals een uitgever dat doet.

    Werkt tegen elke dienst die UWLR spreekt. De autorisatiesleutel hoort in de omgevingsvariabele
    UWLR_SLEUTEL; zonder die vraagt het programma ernaar.
    """
    warn_unknown()


@command.command(
    short_help="Alle groepen, leerlingen en leerkrachten.",
    voorbeelden=(
        "uwlr call leerlinggegevens \\",
        "    --url http://127.0.0.1:8080/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr call leerlinggegevens ... --laatst 2026-11-14T12:12:12+01:00    alleen als er iets wijzigde",
        "uwlr call leerlinggegevens ... --keys                            met de hele key van elke leerling",
        "uwlr call leerlinggegevens ... --xml > antwoord.xml",
    ),
)
@pull_options
def leerlinggegevens(pull: Pull) -> None:
    """Alle groepen, leerlingen en leerkrachten (HaalLeerlinggegevens)."""
    with _client(pull) as client:
        antwoord = client.leerlinggegevens(**pull.basis)
    _show(antwoord, pull)


@command.command(
    voorbeelden=(
        "uwlr call structuur --url http://127.0.0.1:8080/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
    )
)
@pull_options
def structuur(pull: Pull) -> None:
    """Alleen de groepen (HaalStructuur)."""
    with _client(pull) as client:
        antwoord = client.structuur(**pull.basis)
    _show(antwoord, pull)


@command.command(
    voorbeelden=(
        "uwlr call leerlingen ... --groep 'Groep 7' --groep G8A   de leerlingen van twee stamgroepen",
        "uwlr call leerlingen ... --zonder-groep                  wie in geen stamgroep zit",
    )
)
@pull_options
@groep_options
def leerlingen(pull: Pull, groepen: Groepen) -> None:
    """De leerlingen van groepen (HaalLeerlingen).

    Een groep heeft een key en een naam; voor een naam vraagt het programma eerst welke groepen er zijn.
    """
    keuzes = groepen.keuzes
    with _client(pull) as client:
        antwoord = client.leerlingen(groepen=with_keys(client, pull, keuzes), **pull.basis)
    _show(antwoord, pull)


@command.command(
    voorbeelden=(
        "uwlr call leerkrachten ... --groep G7A",
        "uwlr call leerkrachten ... --samengestelde-groep PLUS --zonder-groep",
    )
)
@pull_options
@groep_options
def leerkrachten(pull: Pull, groepen: Groepen) -> None:
    """De leerkrachten van groepen (HaalLeerkrachten).

    Een groep heeft een key en een naam; voor een naam vraagt het programma eerst welke groepen er zijn.
    """
    keuzes = groepen.keuzes
    with _client(pull) as client:
        antwoord = client.leerkrachten(groepen=with_keys(client, pull, keuzes), **pull.basis)
    _show(antwoord, pull)


command.add_command(leerresultaten)


@contextmanager
def _client(pull: Pull) -> "Iterator[UwlrClient]":
    """A client for this call; what the service refuses is reported as the options ask."""
    from uwlr_service.client.uwlr import UwlrClient

    if pull.as_xml and pull.as_json:
        raise click.UsageError("kies --xml of --json, niet allebei.")
    warn_unsafe(pull.url)
    trust = trust_of(pull.url, pull)
    with (
        told_to_programs(pull.as_json),
        UwlrClient(pull.url, pull.klant, pull.timeout, trust) as client,
    ):
        yield client


def _show(antwoord: "Antwoord", pull: Pull) -> None:
    from uwlr_service.cli.call.pulled import show_antwoord, show_antwoord_json

    if pull.as_xml:
        click.echo(antwoord.xml)
    elif pull.as_json:
        show_antwoord_json(antwoord)
    else:
        show_antwoord(antwoord, keys=pull.keys)
