"""``uwlr gkv rem``: how many pupils OneRoster and SDS may leave out, shown and set."""

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
    short_help="Stel in hoeveel leerlingen er in een rooster mogen ontbreken.",
    voorbeelden=(
        "uwlr gkv rem 1 --school 99XX/16              toon welk deel er mag ontbreken",
        "uwlr gkv rem 1 --school 99XX/16 --deel 0.3   kleuters zonder e-mailadres",
        "uwlr gkv rem 1 --school 99XX/16 --deel 0.05  neem dat terug",
    ),
)
@parameters.KOPPELING
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@option(
    "--deel", type=parameters.DEEL, metavar="DEEL", help="Het deel, van 0 (niemand) tot en met 1 (iedereen)."
)
@json_option
def rem(koppeling: int, school: Schoolcode, deel: Fraction | None, as_json: bool) -> None:
    """Toon of stel in welk deel van de leerlingen van een school in OneRoster en SDS mag ontbreken.

    Het geldt voor deze school in deze koppeling, voor pakketten en voor 'uwlr gkv export', tot iemand het
    verandert of de school vertrekt. Ontbreken er meer, dan gaat het rooster niet mee tot iemand ernaar heeft
    gekeken: wie er niet in staat, is bij het andere programma weg. Zonder eigen deel is dat een twintigste.
    """
    with opened() as diensten:
        if deel is not None:
            diensten.roosterremmen.set(koppeling, school, deel, door=Handelende.opdrachtregel())
        present = diensten.roosterremmen.get(koppeling, school)
    if as_json:
        show_json({"koppeling": koppeling, "school": str(school), "deel": float(present)})
        return
    line = (
        f"Van school {school} mag bij koppeling {koppeling} niet meer dan {in_words(present)} van de"
        " leerlingen in OneRoster of SDS ontbreken."
    )
    # What was asked for is output; what was done is only a message.
    if deel is None:
        show(line)
    else:
        say(line)
