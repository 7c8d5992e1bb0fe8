"""``uwlr koppeling gegevenssetid``: whether a publisher hears that it asks for a set which there is not."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.show import gegevenssetid_line
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.domain.account.handelende import Handelende


@click.command(
    cls=Command,
    short_help="Weiger een onbekende gegevensset, of zie die door de vingers.",
    voorbeelden=(
        "uwlr koppeling gegevenssetid 1            toon wat er geldt",
        "uwlr koppeling gegevenssetid 1 --streng   weiger vanaf de volgende vraag",
    ),
)
@parameters.KOPPELING
@option(
    "--streng/--soepel",
    "streng",
    default=None,
    help="Weiger een onbekende gegevensset, of antwoord met de afspraak; zonder deze optie: toon de stand.",
)
@json_option
def gegevenssetid(koppeling: int, streng: bool | None, as_json: bool) -> None:
    """Weiger een vraag om een onbekende gegevensset, of antwoord met wat er is afgesproken.

    Een uitgever noemt een gegevensset in 'gegevenssetid'. Nieuwe koppelingen weigeren een naam die niet
    bestaat, zodat de uitgever het merkt. Oudere koppelingen doen dat pas als u ze omzet; vraag de uitgever
    eerst welke naam hij stuurt.
    """
    with opened() as diensten:
        beheer = diensten.koppelingbeheer
        if streng is None:
            link = beheer.find(koppeling)
            link.require_uwlr()
        else:
            link = beheer.judge_gegevenssetid(koppeling, streng=streng, door=Handelende.opdrachtregel())
    if as_json:
        show_json({"koppeling": koppeling, "gegevenssetid_streng": link.gegevenssetid_streng})
    elif streng is None:
        show(gegevenssetid_line(link))
    else:
        say(gegevenssetid_line(link))
