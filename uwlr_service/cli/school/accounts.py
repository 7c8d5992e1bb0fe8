"""``uwlr school accounts``: whether leerkrachten and leerlingen have accounts, shown and set."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode


@click.command(
    cls=Command,
    short_help="Geef leerkrachten en leerlingen een account, of niet.",
    voorbeelden=(
        "uwlr school accounts 99XX/16          toon of ze een account hebben",
        "uwlr school accounts 99XX/16 --aan    iedereen van dit schooljaar krijgt er een",
        "uwlr school accounts 99XX/16 --uit    niemand komt er meer mee binnen; ze blijven bewaard",
    ),
)
@click.argument("school", metavar="SCHOOL", type=parameters.SCHOOL)
@option("--aan/--uit", "aan", default=None, help="Geef iedereen een account, of sluit alle accounts.")
@json_option
def accounts(school: Schoolcode, aan: bool | None, as_json: bool) -> None:
    """Toon of stel in of de leerkrachten en leerlingen van een school een account hebben.

    Staat het aan, dan maakt en sluit elke import de accounts. Zet u het uit, dan gaan ze allemaal dicht.
    Zet u het weer aan, dan krijgt iedereen het eigen account terug.
    """
    door = Handelende.opdrachtregel()
    with opened() as diensten:
        inlogaccounts = diensten.inlogaccounts
        if aan:
            inlogaccounts.turn_on(school, door=door)
        elif aan is False:
            inlogaccounts.turn_off(school, door=door)
        since = inlogaccounts.since(school, door=door)
    if as_json:
        show_json({"school": str(school), "accounts": since is not None})
        return
    line = f"Leerkrachten en leerlingen van school {school} hebben geen account."
    if since is not None:
        line = f"Leerkrachten en leerlingen van school {school} hebben een account."
    # What was asked for is output; what was done is only a message.
    if aan is None:
        show(line)
    else:
        say(line)
