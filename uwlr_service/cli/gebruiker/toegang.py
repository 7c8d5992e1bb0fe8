"""``uwlr gebruiker disable``, ``logout`` and ``withdraw``: people, sessions and links that work no more."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.gebruiker.opties import INLOGNAAM, NAMENS
from uwlr_service.cli.output import say
from uwlr_service.domain.account.handelende import Handelende


@click.command(
    cls=Command,
    short_help="Laat iemand niet meer inloggen, nergens.",
    voorbeelden=("uwlr gebruiker disable j.bos@school.nl",),
)
@INLOGNAAM
@NAMENS
def disable(inlognaam: str, namens: str | None) -> None:
    """Laat iemand nergens meer inloggen, vanaf nu. Een nieuwe uitnodiging laat die weer binnen."""
    with opened() as diensten:
        diensten.mensen.gebruikers.disable(inlognaam, door=Handelende.opdrachtregel(namens))
    say(f"{inlognaam} kan niet meer inloggen.")


@click.command(
    cls=Command,
    short_help="Log iemand overal uit; die kan opnieuw inloggen.",
    voorbeelden=("uwlr gebruiker logout j.bos@school.nl",),
)
@INLOGNAAM
@NAMENS
def logout(inlognaam: str, namens: str | None) -> None:
    """Log iemand overal uit, vanaf nu. Rollen, wachtwoord en tweede stap blijven zoals ze zijn."""
    with opened() as diensten:
        door = Handelende.opdrachtregel(namens)
        person = diensten.mensen.gebruikers.by_name(inlognaam, door=door)
        diensten.sessies.end_of(person.inlog, door=door)
    say(f"{person.inlognaam} is overal uitgelogd.")


@click.command(
    cls=Command,
    short_help="Trek een uitnodiging in.",
    voorbeelden=("uwlr gebruiker withdraw 4",),
)
@click.argument("nummer", metavar="NUMMER", type=parameters.NUMMER)
@NAMENS
def withdraw(nummer: int, namens: str | None) -> None:
    """Trek een uitnodiging in: de link werkt niet meer. De nummers toont 'uwlr gebruiker list'."""
    with opened() as diensten:
        diensten.mensen.uitnodigingen.withdraw(nummer, door=Handelende.opdrachtregel(namens))
    say(f"Uitnodiging {nummer} is ingetrokken.")
