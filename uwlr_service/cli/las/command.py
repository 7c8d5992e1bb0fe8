"""``uwlr las``: registers a LAS, and what it proves itself with."""

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.las.intrekking import revoke
from uwlr_service.cli.las.lijst import list_, show_
from uwlr_service.cli.las.push import push
from uwlr_service.cli.las.registratie import add
from uwlr_service.cli.las.results import results
from uwlr_service.cli.las.school import school_
from uwlr_service.cli.las.sleutels import key
from uwlr_service.cli.las.webhook import webhook


@click.group(
    cls=Group,
    short_help="LASsen die gegevens brengen en resultaten halen.",
    voorbeelden=(
        "uwlr las add --naam ParnasLAS --alle-scholen",
        "uwlr las key 1 --jwks las.json",
        "uwlr las list",
    ),
)
def command() -> None:
    """LASsen die via /las/v1 gegevens brengen en resultaten halen.

    Met add, key en wat daarbij hoort laat u een LAS toe. push en results zijn de kant van het LAS zelf.
    """


command.add_command(add)
command.add_command(list_)
command.add_command(show_)
command.add_command(key)
command.add_command(school_)
command.add_command(webhook)
command.add_command(revoke)
command.add_command(push)
command.add_command(results)
