"""``uwlr gebruiker link``: another link for a made-up person of a demonstration."""

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.gebruiker.opties import INLOGNAAM
from uwlr_service.cli.output import show
from uwlr_service.domain.account.handelende import Handelende


@click.command(
    cls=Command,
    short_help="Laat iemand van een demonstratie opnieuw inloggen.",
    voorbeelden=("UWLR_VAR=var/demo uwlr gebruiker link jet.bos@demo.example",),
)
@INLOGNAAM
def link(inlognaam: str) -> None:
    """Maak een nieuwe link voor een verzonnen gebruiker van 'uwlr demo'. De link werkt één keer."""
    with opened() as diensten:
        address = diensten.mensen.demo.again(inlognaam, door=Handelende.opdrachtregel())
    show(address)
