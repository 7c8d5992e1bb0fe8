"""``uwlr koppeling revoke|verwijderd``: consent taken back, and the data destroyed after it."""

from collections.abc import Iterable

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.domain.school.school import Schoolcode

SCHOOL = option("--school", type=parameters.SCHOOL, help="Alleen deze school; anders elke school.")


@click.command(
    cls=Command,
    short_help="Trek een koppeling of een school daarvan in.",
    voorbeelden=(
        "uwlr koppeling revoke 1                    de hele koppeling, met al haar sleutels",
        "uwlr koppeling revoke 1 --school 99XX/16   alleen deze school",
    ),
)
@parameters.KOPPELING
@SCHOOL
def revoke(koppeling: int, school: Schoolcode | None) -> None:
    """Trek een koppeling of een school daarvan in, met ingang van nu.

    De leverancier moet vernietigen wat hij heeft; dat verzoek blijft open staan tot hij het bevestigt
    ('uwlr koppeling verwijderd').
    """
    with opened() as diensten:
        intrekkingen = diensten.intrekkingen.withdraw(koppeling, school)
        hears = diensten.intrekkingen.hears(koppeling)
    if school is None:
        say(f"Koppeling {koppeling} is dicht: haar sleutels openen niets meer.")
    else:
        say(f"School {school} valt niet meer onder koppeling {koppeling}.")
    waiting = [intrekking for intrekking in _at(school, intrekkingen) if intrekking.bevestigd is None]
    if not waiting:
        return
    last = max(intrekking.verwijderen_voor for intrekking in waiting)
    say(f"De leverancier heeft tot {last:%d-%m-%Y} om de gegevens te vernietigen.")
    if not hears:
        say("Hij heeft geen webhook: laat het hem weten.")
    elif any(intrekking.gemeld is None for intrekking in waiting):
        say("De worker meldt het zijn webhook.")


@click.command(
    cls=Command,
    short_help="Toon of bevestig dat gegevens zijn vernietigd.",
    voorbeelden=(
        "uwlr koppeling verwijderd 1                toon wat er open staat",
        "uwlr koppeling verwijderd 1 --bevestigd    de leverancier heeft alles vernietigd",
    ),
)
@parameters.KOPPELING
@SCHOOL
@option("--bevestigd", is_flag=True, help="Leg vast dat de leverancier het heeft bevestigd.")
@json_option
def verwijderd(koppeling: int, school: Schoolcode | None, bevestigd: bool, as_json: bool) -> None:
    """Toon of bevestig dat een leverancier de gegevens van een ingetrokken school heeft vernietigd."""
    with opened() as diensten:
        if bevestigd:
            intrekkingen = diensten.intrekkingen.confirm_destroyed(koppeling, school)
        else:
            intrekkingen = _at(school, diensten.intrekkingen.withdrawn(koppeling))
    if as_json:
        show_json([_record(intrekking) for intrekking in intrekkingen])
        return
    listing = table(
        f"Ingetrokken bij koppeling {koppeling}", "school", "sinds", "vernietigen voor", "gemeld", "bevestigd"
    )
    for intrekking in intrekkingen:
        listing.add_row(
            cell(intrekking.school),
            amsterdam(intrekking.moment),
            f"{intrekking.verwijderen_voor:%d-%m-%Y}",
            amsterdam(intrekking.gemeld) or "nee",
            amsterdam(intrekking.bevestigd) or "nog niet",
        )
    show(listing)


def _at(school: Schoolcode | None, intrekkingen: Iterable[Intrekking]) -> list[Intrekking]:
    """Those of one school, or all if none was named."""
    return [intrekking for intrekking in intrekkingen if school in (None, intrekking.school)]


def _record(intrekking: Intrekking) -> dict[str, object]:
    return {
        "school": str(intrekking.school),
        "moment": intrekking.moment,
        "verwijderen_voor": intrekking.verwijderen_voor,
        "gemeld": intrekking.gemeld,
        "bevestigd": intrekking.bevestigd,
    }
