"""``uwlr gkv preview``: what a school would agree to, in its own data."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.domain.koppeling.gkvsets import GEHEIME_WAARDEN, HERKOMST_VELD
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.gkv.voorbeeld import Voorbeeld

WHAT = {
    GEHEIME_WAARDEN: "een geheime waarde; die",
    HERKOMST_VELD: "een andere leverancier als herkomst; dat resultaat",
}
"""What goes out by the fields that stand for no value of their own."""


@click.command(
    cls=Command,
    short_help="Toon hoe een veld er bij een school uitziet.",
    voorbeelden=(
        "uwlr gkv preview 1 --school 99XX/16 --veld leerlingdetail/adres",
        "uwlr gkv preview 1 --school 99XX/16 --veld leerling/emailadres --aantal 10",
    ),
)
@parameters.KOPPELING
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@option("--veld", required=True, metavar="ELEMENT/VELD", help="Het veld, zoals in docs/gkv-1.rst.")
@option(
    "--aantal",
    type=click.IntRange(1, 100),
    default=3,
    help="Hoeveel voorbeelden; anders 3. Het zijn gegevens van echte personen: laat ze niet slingeren.",
)
@json_option
def preview(koppeling: int, school: Schoolcode, veld: str, aantal: int, as_json: bool) -> None:
    """Toon hoe een veld er bij deze school uit zou zien, ook voor het is afgesproken.

    Het zijn de leerlingen en medewerkers van de afspraak die nu geldt. Van geheime_waarden en herkomst_uwlr,
    die andere waarden vrijgeven, toont het programma wat er dan bij komt. Er gaat niets naar de leverancier.
    """
    with opened() as diensten:
        voorbeelden = diensten.veldvoorbeelden.of_veld(koppeling, school, veld, aantal)
    if as_json:
        record = asdict(voorbeelden)
        show_json({"veld": record.pop("veld"), "afgesproken": record.pop("is_agreed"), **record})
        return
    listing = table(f"{veld} bij school {school}", "voorbeelden")
    for voorbeeld in voorbeelden.voorbeelden:
        listing.add_row(cell(voorbeeld))
    show(listing)
    what = WHAT.get(veld.partition("/")[2], "dit veld; het")
    say(
        f"Van de {voorbeelden.objecten} objecten in de afspraak hebben er {voorbeelden.gevuld} {what}"
        f" {_when(voorbeelden)} naar de leverancier."
    )
    if voorbeelden.beletsel is not None:
        say(f"Er gaat nu niets uit. {voorbeelden.beletsel}")


def _when(voorbeelden: "Voorbeeld") -> str:
    """Whether the field goes out now, or only once something that holds all back is over."""
    if not voorbeelden.is_agreed:
        return "gaat nu niet"
    if voorbeelden.beletsel is not None:
        return "is afgesproken, maar gaat nu niet"
    return "gaat nu al"
