"""``uwlr las revoke``: shuts a LAS out for good."""

import click

from uwlr_service.cli.bevestiging import confirmed
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.las.opties import LAS, NAMENS
from uwlr_service.cli.options import option
from uwlr_service.cli.output import say
from uwlr_service.domain.account.handelende import Handelende


@click.command(
    cls=Command,
    short_help="Trek een LAS in, voorgoed.",
    voorbeelden=(
        "uwlr las revoke 1",
        "uwlr las revoke 1 --ja                    zonder de vraag, voor een script",
    ),
)
@LAS
@option("--ja", is_flag=True, help="Vraag niet eerst of het klopt.")
@NAMENS
def revoke(las: int, ja: bool, namens: str | None) -> None:
    """Trek een LAS in, met ingang van nu en voorgoed. De gegevens van de scholen blijven staan.

    De opdracht vraagt eerst of het klopt; zonder terminal en zonder --ja eindigt de opdracht met 2, en is
    er niets gebeurd.
    """
    with opened() as diensten:
        registratie = diensten.lasregister.get(las)
        gevolg = f"{registratie.las.naam} (LAS {las}) kan dan niets meer brengen of halen."
        if not ja and registratie.las.ingetrokken is None and not confirmed(gevolg):
            say("Er is niets ingetrokken.")
            click.get_current_context().exit(JUDGED_WRONG)
        diensten.lasregister.revoke(las, door=Handelende.opdrachtregel(namens))
    say(f"LAS {las} is dicht: zijn sleutels openen niets meer.")
