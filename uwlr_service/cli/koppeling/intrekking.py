"""``uwlr koppeling revoke|verwijderd``: consent taken back, and the data destroyed after it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.bevestiging import confirmed
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, counted, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.cli.scholen import NAMED, school_label
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.domain.school.school import Schoolcode

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.koppeling.scholenlijst import Reikwijdte

SCHOOL = option("--school", type=parameters.SCHOOL, help="Alleen deze school; anders elke school.")


@click.command(
    cls=Command,
    short_help="Trek een koppeling of een school daarvan in.",
    voorbeelden=(
        "uwlr koppeling revoke 1                    de hele koppeling, met alle sleutels",
        "uwlr koppeling revoke 1 --school 99XX/16   alleen deze school",
        "uwlr koppeling revoke 1 --ja               zonder de vraag, voor een script",
    ),
)
@parameters.KOPPELING
@SCHOOL
@option("--ja", is_flag=True, help="Vraag niet eerst of het klopt.")
def revoke(koppeling: int, school: Schoolcode | None, ja: bool) -> None:
    """Trek een koppeling of een school daarvan in, met ingang van nu.

    Een koppeling die is ingetrokken gaat nooit meer open. Een school die vertrekt kan terugkomen, en de
    sleutels blijven werken voor de andere scholen. De opdracht vraagt eerst of het klopt; zonder terminal en
    zonder --ja eindigt de opdracht met 2, en is er niets gebeurd.

    De leverancier moet de gegevens dan vernietigen; dat verzoek blijft open staan tot dat is bevestigd
    ('uwlr koppeling verwijderd').
    """
    with opened() as diensten:
        if not ja:
            reikwijdte = diensten.scholenlijst.reach(koppeling, school)
            # What has ended already cannot end by mistake, and what is not there is refused below.
            if reikwijdte.scholen and not confirmed(_gevolg(reikwijdte, is_all=school is None)):
                say("Er is niets ingetrokken.")
                click.get_current_context().exit(JUDGED_WRONG)
        intrekkingen = diensten.intrekkingen.withdraw(koppeling, school, door=Handelende.opdrachtregel())
        hears = diensten.intrekkingen.hears(koppeling)
    if school is None:
        say(f"Koppeling {koppeling} is dicht: de sleutels ervan openen niets meer.")
    else:
        say(f"School {school} valt niet meer onder koppeling {koppeling}.")
    waiting = [intrekking for intrekking in _at(school, intrekkingen) if intrekking.is_open]
    if not waiting:
        return
    last = max(intrekking.verwijderen_voor for intrekking in waiting)
    say(f"De leverancier heeft tot {last:%d-%m-%Y} de tijd om de gegevens te vernietigen.")
    if not hears:
        say(
            "De leverancier heeft geen webhook. Laat dus zelf weten dat de gegevens weg moeten, en voor"
            " welke dag."
        )
    elif any(intrekking.gemeld is None for intrekking in waiting):
        say(
            "De nachttaken (uwlr worker) melden het aan de webhook van de leverancier; nu meteen: uwlr gkv"
            " notify."
        )


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
    """Toon of bevestig dat een leverancier de gegevens van een ingetrokken school heeft vernietigd.

    Kwam de school later terug, dan mag de leverancier de gegevens weer hebben, en hoeft dat niet meer.
    """
    with opened() as diensten:
        if bevestigd:
            intrekkingen = diensten.intrekkingen.confirm_destroyed(
                koppeling, school, door=Handelende.opdrachtregel()
            )
        else:
            intrekkingen = _at(school, diensten.intrekkingen.withdrawn(koppeling))
    if as_json:
        show_json([_record(intrekking) for intrekking in intrekkingen])
        return
    if not intrekkingen:
        say(f"Bij koppeling {koppeling} is {'niets' if school is None else 'deze school niet'} ingetrokken.")
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
            _bevestigd(intrekking),
        )
    show(listing)


def _gevolg(reikwijdte: "Reikwijdte", *, is_all: bool) -> str:
    """What a withdrawal will end, for somebody who may have typed another number than they meant."""
    koppeling = reikwijdte.koppeling
    klant = koppeling.klant
    scholen = reikwijdte.scholen
    leerlingen = counted(reikwijdte.leerlingen, "leerling", "leerlingen")
    if len(scholen) == 1:
        (school,) = scholen
        what = f"school {school_label(school.school, school.naam)}, met {leerlingen}"
    else:
        some = ", ".join(school_label(school.school, school.naam) for school in scholen[:NAMED])
        more = ", ..." if len(scholen) > NAMED else ""
        what = f"{len(scholen)} scholen met samen {leerlingen} ({some}{more})"
    leverancier = f"{klant.naam} (klantcode {klant.code})"
    gevolg = f"{leverancier} krijgt over koppeling {koppeling.id} dan niets meer van {what}."
    if is_all:
        gevolg += " De koppeling gaat nooit meer open."
    return gevolg


def _at(school: Schoolcode | None, intrekkingen: Iterable[Intrekking]) -> list[Intrekking]:
    """Those of one school, or all if none was named."""
    return [intrekking for intrekking in intrekkingen if school in (None, intrekking.school)]


def _bevestigd(intrekking: Intrekking) -> str:
    """When the supplier said that the data are gone, or whether it still has to."""
    if intrekking.bevestigd is not None:
        return amsterdam(intrekking.bevestigd)
    return "nog niet" if intrekking.is_open else "hoeft niet, school is terug"


def _record(intrekking: Intrekking) -> dict[str, object]:
    return {
        "school": str(intrekking.school),
        "moment": intrekking.moment,
        "verwijderen_voor": intrekking.verwijderen_voor,
        "gemeld": intrekking.gemeld,
        "bevestigd": intrekking.bevestigd,
        "hervat": intrekking.is_hervat,
    }
