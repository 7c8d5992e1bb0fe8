"""``uwlr las webhook``: where a LAS hears that results came in."""

import click

from uwlr_service.cli.aansluiting import webhooks
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.las.opties import LAS, NAMENS
from uwlr_service.cli.options import json_option, option
from uwlr_service.domain.account.handelende import Handelende


@click.command(
    cls=Command,
    short_help="Beheer de webhook 'resultaten binnen'.",
    voorbeelden=(
        "uwlr las webhook 1 --url https://las.example.nl/resultaten",
        "uwlr las webhook 1 --uit",
        "uwlr las webhook 1                                wat er nu geldt",
    ),
)
@LAS
@option(
    "--url",
    metavar="ADRES",
    help="Waar het LAS wil horen dat er resultaten zijn: https, of http voor een naam uit"
    " UWLR_WEBHOOK_HOSTS.",
)
@option("--uit", is_flag=True, help="Laat niets meer weten.")
@NAMENS
@json_option
def webhook(las: int, url: str | None, uit: bool, namens: str | None, as_json: bool) -> None:
    """Beheer de webhook 'resultaten binnen' van een LAS.

    Een bericht zegt alleen dat er iets is. Het LAS leest daarna /las/v1/resultaten.
    """
    webhooks.require_one(url, uit=uit)
    with opened() as diensten:
        beheer = diensten.laswebhookbeheer
        present = webhooks.change(beheer, las, url, uit=uit, door=Handelende.opdrachtregel(namens))
    webhooks.tell(beheer, "LAS", las, present, as_json=as_json)
