"""``uwlr koppeling revoke|verwijderd``: consent taken back, and the data destroyed after it."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.koppeling.voorstel import opened_voorstellen
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.domain.school.school import Schoolcode

SCHOOL = option("--school", type=parameters.SCHOOL, help="Alleen deze school; anders elke school.")


@click.command(
    cls=Command,
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
    with opened_voorstellen() as voorstellen:
        found = voorstellen.withdraw(koppeling, school)
        hears = voorstellen.hears(koppeling)
    if school is None:
        say(f"Koppeling {koppeling} is dicht: haar sleutels openen niets meer.")
    else:
        say(f"School {school} valt niet meer onder koppeling {koppeling}.")
    waiting = [one for one in found if one.bevestigd is None and school in (None, one.school)]
    if not waiting:
        return
    last = max(one.verwijderen_voor for one in waiting)
    say(f"De leverancier heeft tot {last:%d-%m-%Y} om de gegevens te vernietigen.")
    if not hears:
        say("Hij heeft geen webhook: laat het hem weten.")
    elif any(one.gemeld is None for one in waiting):
        say("De worker meldt het zijn webhook.")


@click.command(
    cls=Command,
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
    """Toon of bevestig dat een leverancier de gegevens van een school heeft vernietigd."""
    with opened_voorstellen() as voorstellen:
        if bevestigd:
            found = voorstellen.confirm_destroyed(koppeling, school)
        else:
            found = [one for one in voorstellen.withdrawn(koppeling) if school in (None, one.school)]
    if as_json:
        show_json([_record(one) for one in found])
        return
    listing = table(
        f"Ingetrokken bij koppeling {koppeling}", "school", "sinds", "vernietigen voor", "gemeld", "bevestigd"
    )
    for one in found:
        listing.add_row(
            cell(one.school),
            amsterdam(one.moment),
            f"{one.verwijderen_voor:%d-%m-%Y}",
            amsterdam(one.gemeld) or "nee",
            amsterdam(one.bevestigd) or "nog niet",
        )
    show(listing)


def _record(one: Intrekking) -> dict[str, object]:
    return {
        "school": str(one.school),
        "moment": one.moment,
        "verwijderen_voor": one.verwijderen_voor,
        "gemeld": one.gemeld,
        "bevestigd": one.bevestigd,
    }
