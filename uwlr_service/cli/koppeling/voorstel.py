"""``uwlr koppeling extend|accept|decline|voorstellen``: a supplier asks for more, and schools decide."""

from collections.abc import Sequence
from datetime import datetime

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.voorstelbesluit import NAMENS, SCHOOL, Keuzeopties, decide, refuse
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, show, show_json, table
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode

STANDEN = {True: "aan", False: "uit"}
MOST_NAMED = 4
"""Fields of a proposal in a cell; ``--json`` has all of them."""


@click.command(
    cls=Command,
    short_help="Stel scholen een ruimere afspraak voor.",
    voorbeelden=(
        "uwlr koppeling extend 1 --gegevensset gkv-uitgebreid --doel Ouderapp",
        "uwlr koppeling extend 1 --veld set/absenties=aan --doel 'Absenties tonen'",
    ),
)
@parameters.KOPPELING
@option("--gegevensset", type=click.Choice(GKV_NAMEN), help="De ruimere set; anders dezelfde.")
@option(
    "--veld",
    "velden",
    multiple=True,
    type=parameters.SCHAKELAAR,
    metavar="ELEMENT/VELD=aan",
    help="Een veld dat de leverancier erbij vraagt; mag vaker.",
)
@option("--doel", required=True, help="Waarvoor de leverancier dit nodig heeft, in woorden voor de school.")
@json_option
def extend(
    koppeling: int, gegevensset: str | None, velden: tuple[tuple[str, bool], ...], doel: str, as_json: bool
) -> None:
    """Stel elke school van een GKV-koppeling een ruimere afspraak voor.

    De koppeling loopt door met de oude afspraak, tot een school het voorstel accepteert. Wie niets doet,
    houdt wat hij had.
    """
    with opened() as diensten:
        gedaan = diensten.voorstellen.extend(
            koppeling,
            doel,
            gegevensset=gegevensset,
            velden=dict(velden),
            door=Handelende.opdrachtregel(),
        )
    show_voorstellen(koppeling, gedaan, as_json)


@click.command(cls=Command, voorbeelden=("uwlr koppeling voorstellen 1",))
@parameters.KOPPELING
@json_option
def voorstellen(koppeling: int, as_json: bool) -> None:
    """Toon de voorstellen aan scholen, en wat die besloten."""
    with opened() as diensten:
        gedaan = diensten.voorstellen.of_koppeling(koppeling, door=Handelende.opdrachtregel())
    show_voorstellen(koppeling, gedaan, as_json)


@click.command(
    cls=Command,
    short_help="Accepteer namens een school het voorstel.",
    voorbeelden=(
        "uwlr koppeling accept 1 --school 99XX/16",
        "uwlr koppeling accept 1 --school 99XX/16 --namens Eva --namens Bo",
    ),
)
@parameters.KOPPELING
@SCHOOL
@NAMENS
def accept(koppeling: int, school: Schoolcode, namens: tuple[str, ...]) -> None:
    """Accepteer namens een school het voorstel; de volgende levering is volledig.

    Wat de school eerder zelf uitzette blijft uit. Bij extra beschermde gegevens beslissen twee personen:
    noem ze allebei met --namens. Wat het voorstel in de praktijk is, toont 'uwlr gkv preview'.
    """
    decide(koppeling, school, namens, Keuzeopties())


@click.command(
    cls=Command,
    short_help="Wijs namens een school het voorstel af.",
    voorbeelden=("uwlr koppeling decline 1 --school 99XX/16",),
)
@parameters.KOPPELING
@SCHOOL
def decline(koppeling: int, school: Schoolcode) -> None:
    """Wijs namens een school het voorstel af; er verandert niets."""
    refuse(koppeling, school, (), None)


def show_voorstellen(koppeling: int, gedaan: Sequence[Voorstel], as_json: bool) -> None:
    """Show proposals, and what schools decided."""
    if as_json:
        show_json([_record(voorstel) for voorstel in gedaan])
        return
    columns = ("school", "gedaan", "gegevensset", "velden", "doel", "besluit")
    listing = table(f"Voorstellen bij koppeling {koppeling} ({len(gedaan)})", *columns)
    for voorstel in gedaan:
        listing.add_row(
            cell(voorstel.school),
            _day(voorstel.gedaan),
            voorstel.gegevensset,
            cell(_velden(voorstel)),
            cell(voorstel.doel),
            _besluit(voorstel),
        )
    show(listing)


def _velden(voorstel: Voorstel) -> str:
    named = [f"{veld}={STANDEN[aan]}" for veld, aan in voorstel.velden.items()]
    if len(named) > MOST_NAMED:
        named = [*named[:MOST_NAMED], f"en nog {len(named) - MOST_NAMED}"]
    return ", ".join(named)


def _besluit(voorstel: Voorstel) -> str:
    if voorstel.eerste is not None:
        return f"wacht op een tweede, na {voorstel.eerste}"
    if voorstel.besluit is None:
        return "nog geen"
    return f"{voorstel.besluit.value} {_day(voorstel.besloten)}"


def _day(moment: datetime | None) -> str:
    return f"{tijd.today(moment):%d-%m-%Y}"


def _record(voorstel: Voorstel) -> dict[str, object]:
    return {
        "voorstel": voorstel.id,
        "school": str(voorstel.school),
        "gegevensset": voorstel.gegevensset,
        "velden": dict(voorstel.velden),
        "doel": voorstel.doel,
        "gedaan": voorstel.gedaan,
        "besluit": voorstel.besluit and voorstel.besluit.value,
        "besloten": voorstel.besloten,
        "stand": voorstel.stand.value,
        "reden": voorstel.reden,
    }
