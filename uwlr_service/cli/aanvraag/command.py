"""``uwlr aanvraag``: applications of companies, and what operators say to them."""

import click

from uwlr_service.cli.aanvraag.invoer import add
from uwlr_service.cli.aanvraag.lijst import list_, show_
from uwlr_service.cli.aanvraag.oordeel import admit, ask, judge, link, reject, withdraw
from uwlr_service.cli.command import Group


@click.group(
    cls=Group,
    short_help="Aanvragen van bedrijven beoordelen.",
    voorbeelden=(
        "uwlr aanvraag list",
        "uwlr aanvraag show 12",
        "uwlr aanvraag admit 12 --klantnaam Leeslijst --klantcode LL1 --reden Akkoord",
    ),
)
def command() -> None:
    """Aanvragen: bedrijven vragen een koppeling aan, en u beoordeelt die."""


for subcommand in (list_, show_, add, judge, ask, admit, reject, withdraw, link):
    command.add_command(subcommand)
