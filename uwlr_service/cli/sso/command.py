"""``uwlr sso``: the clients of links of SSO, and the keys of the provider."""

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.sso.beheer import add, change, end, rotate, show_
from uwlr_service.cli.sso.bevestigingen import allow, confirm, deny, refuse, waiting
from uwlr_service.cli.sso.sleutels import sleutels


@click.group(
    cls=Group,
    voorbeelden=(
        "uwlr sso client show 7",
        "uwlr sso client waiting",
        "uwlr sso client confirm 7",
        "uwlr sso sleutels --rotate",
    ),
)
def command() -> None:
    """Inloggen met het schoolaccount (SSO)."""


@command.group(
    cls=Group,
    voorbeelden=(
        "uwlr sso client add 7 --naam Leeslijst --terug https://lezen.example/terug",
        "uwlr sso client rotate 7 --dagen 14",
        "uwlr sso client end 7",
    ),
)
def client() -> None:
    """De toepassing van een SSO-koppeling: adressen, sleutels en besluiten."""


for subcommand in (add, show_, change, rotate, end, waiting, confirm, refuse, allow, deny):
    client.add_command(subcommand)
command.add_command(sleutels)
