"""``uwlr gebruiker``: people are invited, listed and shut out."""

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.gebruiker.demolink import link
from uwlr_service.cli.gebruiker.lijst import list_
from uwlr_service.cli.gebruiker.toegang import disable, logout, withdraw
from uwlr_service.cli.gebruiker.uitnodiging import invite, recover


@click.group(
    cls=Group,
    voorbeelden=(
        "uwlr gebruiker invite --rol operator --email otto@example.nl --naam Otto",
        "uwlr gebruiker list",
        "uwlr gebruiker disable otto@example.nl",
    ),
)
def command() -> None:
    """Gebruikers: wie er kan inloggen, en wat die mag."""


command.add_command(invite)
command.add_command(recover)
command.add_command(list_)
command.add_command(withdraw)
command.add_command(logout)
command.add_command(disable)
command.add_command(link)
