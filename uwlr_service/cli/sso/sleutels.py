"""``uwlr sso sleutels``: the keys that ID tokens and logout tokens are signed with."""

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende


@click.command(
    cls=Command,
    short_help="De sleutels waarmee het inloggen is ondertekend.",
    voorbeelden=("uwlr sso sleutels", "uwlr sso sleutels --rotate", "uwlr sso sleutels --gelekt"),
)
@option("--rotate", is_flag=True, help="Maak nieuwe sleutels, die een dag later gaan tekenen.")
@option("--gelekt", is_flag=True, help="Vervang alle sleutels nu: iemand anders kan ze hebben.")
@json_option
def sleutels(rotate: bool, gelekt: bool, as_json: bool) -> None:
    """De sleutels waarmee bewijzen van inloggen zijn ondertekend: vanaf wanneer, en tot wanneer.

    Een nieuwe sleutel staat eerst 24 uur bij de openbare sleutels, zodat elke partner die kent. Een oude
    blijft daar nog 30 dagen staan. Kan de dienst de sleutels niet lezen, dan tekenen de nieuwe direct.

    Met --gelekt vallen alle oude meteen weg. Partners lezen de openbare sleutels binnen vijf minuten opnieuw.
    Sommige bewaren ze langer: vraag die om ze nu opnieuw te lezen.
    """
    if rotate and gelekt:
        raise click.UsageError("geef --rotate of --gelekt.")
    with opened() as diensten:
        if rotate:
            vanaf = diensten.ssosleutels.rotate(door=Handelende.opdrachtregel())
            say(f"De nieuwe sleutels tekenen vanaf {amsterdam(vanaf)}.")
        if gelekt:
            diensten.ssosleutels.replace_leaked(door=Handelende.opdrachtregel())
            say("Alle oude sleutels zijn weg. De nieuwe tekenen vanaf nu.")
        known = diensten.ssosleutels.known()
    if as_json:
        show_json(
            [
                {
                    "kid": sleutel.kid,
                    "algoritme": sleutel.algoritme.value,
                    "tekent_vanaf": tijd.format_moment(sleutel.tekent_vanaf),
                    "vervangen": sleutel.vervangen and tijd.format_moment(sleutel.vervangen),
                }
                for sleutel in known
            ]
        )
        return
    listing = table("Sleutels van het inloggen", "kid", "algoritme", "tekent vanaf", "tot")
    for sleutel in known:
        listing.add_row(
            sleutel.kid,
            sleutel.algoritme.value,
            amsterdam(sleutel.tekent_vanaf),
            amsterdam(sleutel.vervangen),
        )
    show(listing)
