"""``uwlr school``: what holds for one school."""

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.school.accounts import accounts
from uwlr_service.cli.school.lijst import list_
from uwlr_service.cli.school.rem import rem
from uwlr_service.cli.school.soort import soort


@click.group(
    cls=Group,
    voorbeelden=("uwlr school list", "uwlr school rem 99XX/16 --deel 0.3"),
)
def command() -> None:
    """Scholen: wat er voor een school is ingesteld."""


command.add_command(list_)
command.add_command(rem)
command.add_command(soort)
command.add_command(accounts)
