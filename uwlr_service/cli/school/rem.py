"""``uwlr school rem``: how much of a school may disappear at once, shown and set."""

from fractions import Fraction

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.deel import in_words
from uwlr_service.domain.school.school import Schoolcode


@click.command(
    cls=Command,
    short_help="Stel in hoeveel er in één keer mag verdwijnen.",
    voorbeelden=(
        "uwlr school rem 99XX/16               toon welk deel er mag verdwijnen",
        "uwlr school rem 99XX/16 --deel 0.3    een kleine school waar vaak iemand vertrekt",
        "uwlr school rem 99XX/16 --deel 0.2    weer een vijfde, zoals bij elke school",
    ),
)
@click.argument("school", metavar="SCHOOL", type=parameters.SCHOOL)
@option("--deel", type=parameters.DEEL, metavar="DEEL", help="Het deel, van 0 (niets) tot en met 1 (alles).")
@json_option
def rem(school: Schoolcode, deel: Fraction | None, as_json: bool) -> None:
    """Toon of stel in welk deel van een school in één keer mag verdwijnen of veranderen.

    Is het meer, dan worden een import en een GKV-pakket aangehouden tot iemand ernaar heeft gekeken. Zonder
    eigen deel is dat een vijfde.
    """
    with opened() as diensten:
        if deel is not None:
            diensten.remmen.set(school, deel, door=Handelende.opdrachtregel())
        present = diensten.remmen.get(school)
    if as_json:
        show_json({"school": str(school), "deel": float(present)})
        return
    line = f"Bij school {school} mag in één keer niet meer dan {in_words(present)} verdwijnen of veranderen."
    # What was asked for is output; what was done is only a message.
    if deel is None:
        show(line)
    else:
        say(line)
