"""``uwlr koppeling school``: a school joins a link that is there."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.uitgifte import say_proeftuin
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.cli.weggelaten import warn_weggelaten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode


@click.group("school", cls=Group, voorbeelden=("uwlr koppeling school add 1 --school 99XX/16",))
def school_() -> None:
    """De scholen van een koppeling: voeg er een toe, of maak er een sleutel voor."""


@school_.command(
    short_help="Voeg een school toe aan een koppeling.",
    voorbeelden=("uwlr koppeling school add 1 --school 99XX/16",),
)
@parameters.KOPPELING
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@json_option
def add(koppeling: int, school: Schoolcode, as_json: bool) -> None:
    """Voeg een school toe aan een koppeling, met wat de gegevensset ervan zonder aanpassing bevat.

    Wat andere scholen van de koppeling afspraken, geldt voor deze school niet. Een school die was ingetrokken
    kan terugkomen; een koppeling die als geheel is ingetrokken blijft dicht.
    """
    with opened() as diensten:
        toetreding = diensten.deelnames.admit(koppeling, school, door=Handelende.opdrachtregel())
        missing = diensten.todolijst.of_koppeling(koppeling)
    if as_json:
        record = {
            "koppeling": koppeling,
            "school": str(school),
            "gegevensset": toetreding.afspraak.gegevensset,
            "teruggekomen": toetreding.is_back,
        }
        show_json(record)
    else:
        say(
            f"School {school} valt nu onder koppeling {koppeling}, met wat"
            f" {toetreding.afspraak.gegevensset} zonder aanpassing bevat."
        )
    if toetreding.is_back:
        say(
            "De school is terug: de leverancier krijgt weer alles, en wat er eerder was afgesproken geldt"
            f" niet meer. Kijk het na: uwlr koppeling afspraak {koppeling} --school {school}",
            style="yellow",
        )
    warn_weggelaten([todo for todo in missing if todo.school == school])


@school_.command(
    short_help="Maak een sleutel die alleen deze school opent.",
    voorbeelden=(
        "uwlr koppeling school sleutel 1 --school 99XX/16",
        "uwlr koppeling school sleutel 1 --school 99XX/16 --beeindig 3",
    ),
)
@parameters.KOPPELING
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@option("--beeindig", type=parameters.NUMMER, metavar="NUMMER", help="Laat deze sleutel vervallen.")
@json_option
def sleutel(koppeling: int, school: Schoolcode, beeindig: int | None, as_json: bool) -> None:
    """Maak een autorisatiesleutel van de school zelf, of laat er een vervallen.

    De sleutel opent deze school en geen andere, zolang de school meedoet. Hij is maar een keer te zien.
    """
    door = Handelende.opdrachtregel()
    with opened() as diensten:
        if beeindig is not None:
            diensten.sleutelbeheer.end(koppeling, beeindig, school=school, door=door)
        else:
            uitgifte = diensten.sleutelbeheer.make_for_school(koppeling, school, door=door)
    if beeindig is not None and as_json:
        show_json({"koppeling": koppeling, "school": str(school), "sleutel": beeindig})
    elif beeindig is not None:
        say(f"Sleutel {beeindig} van koppeling {koppeling} werkt niet meer.")
    elif as_json:
        record = {"koppeling": koppeling, "school": str(school), "autorisatiesleutel": uitgifte.sleutel}
        show_json(record | {"proeftuin": uitgifte.proeftuin})
    else:
        show(f"De sleutel van school {school} in koppeling {koppeling}: {uitgifte.sleutel}")
        say_proeftuin(koppeling, proeftuin=uitgifte.proeftuin)
