"""``uwlr school soort``: whether a school is a test school."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort

WORDS = {Schoolsoort.ECHT: "een echte school", Schoolsoort.TEST: "een testschool"}


@click.command(
    cls=Command,
    short_help="Maak een school een testschool.",
    voorbeelden=(
        "uwlr school soort 99XX/16          toon wat het is",
        "uwlr school soort 99XX/16 --test   voor leveranciers in de proeftuin",
    ),
)
@click.argument("school", metavar="SCHOOL", type=parameters.SCHOOL)
@option("--test/--echt", "is_test", default=None, help="Een testschool, of een echte; anders: toon het.")
@json_option
def soort(school: Schoolcode, is_test: bool | None, as_json: bool) -> None:
    """Toon of wijzig of een school een testschool is.

    Een leverancier in de proeftuin komt alleen bij testscholen. Maak daarom nooit een school met echte
    leerlingen tot testschool. Een school die al meedoet in een koppeling kan niet meer veranderen.
    Staat er een voorstel open, dan beslist de school daar eerst over.
    """
    with opened() as diensten:
        if is_test is not None:
            wanted = Schoolsoort.TEST if is_test else Schoolsoort.ECHT
            diensten.proefscholen.mark(school, wanted, door=Handelende.opdrachtregel())
        present = diensten.proefscholen.soort(school)
    if as_json:
        show_json({"school": str(school), "soort": present.value})
        return
    line = f"School {school} is {WORDS[present]}."
    if is_test is None:
        show(line)
    else:
        say(line)
