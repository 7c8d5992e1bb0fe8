"""``uwlr koppeling extend|accept|decline|voorstellen``: a supplier asks for more, and schools decide."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN
from uwlr_service.domain.koppeling.voorstel import Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen

SCHOOL = option("--school", required=True, type=parameters.SCHOOL, help="De school die beslist.")


@contextmanager
def opened_voorstellen() -> Iterator[Voorstellen]:
    """The proposals and withdrawals in the database of this command."""
    with opened() as diensten:
        yield diensten.voorstellen


@click.command(
    cls=Command,
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
    """Vraag elke school van een GKV-koppeling om een ruimere afspraak.

    De koppeling loopt door met de oude afspraak, tot een school het voorstel accepteert. Wie niets doet,
    houdt wat hij had.
    """
    with opened_voorstellen() as voorstellen:
        made = voorstellen.propose(koppeling, doel, gegevensset=gegevensset, velden=dict(velden))
    _show(koppeling, made, as_json)


@click.command(cls=Command, voorbeelden=("uwlr koppeling voorstellen 1",))
@parameters.KOPPELING
@json_option
def voorstellen(koppeling: int, as_json: bool) -> None:
    """Toon wat een leverancier aan scholen heeft gevraagd, en wat zij besloten."""
    with opened_voorstellen() as found:
        made = found.of_koppeling(koppeling)
    _show(koppeling, made, as_json)


@click.command(cls=Command, voorbeelden=("uwlr koppeling accept 1 --school 99XX/16",))
@parameters.KOPPELING
@SCHOOL
def accept(koppeling: int, school: Schoolcode) -> None:
    """Accepteer namens een school het voorstel; de volgende levering is volledig.

    Wat het voorstel in de praktijk is, toont 'uwlr gkv preview'.
    """
    with opened_voorstellen() as voorstellen:
        afspraak = voorstellen.accept(koppeling, school)
    say(f"Bij school {school} geldt nu versie {afspraak.versie} van de afspraak ({afspraak.gegevensset}).")


@click.command(cls=Command, voorbeelden=("uwlr koppeling decline 1 --school 99XX/16",))
@parameters.KOPPELING
@SCHOOL
def decline(koppeling: int, school: Schoolcode) -> None:
    """Wijs namens een school het voorstel af; er verandert niets."""
    with opened_voorstellen() as voorstellen:
        voorstellen.decline(koppeling, school)
    say(f"School {school} houdt de afspraak die zij had.")


def _show(koppeling: int, made: list[Voorstel], as_json: bool) -> None:
    if as_json:
        show_json([_record(one) for one in made])
        return
    columns = ("school", "gedaan", "gegevensset", "velden", "doel", "besluit")
    listing = table(f"Voorstellen bij koppeling {koppeling} ({len(made)})", *columns)
    for one in made:
        velden = ", ".join(f"{veld}={'aan' if aan else 'uit'}" for veld, aan in one.velden.items())
        besluit = f"{one.besluit.value} {_day(one.besloten)}" if one.besluit else "nog geen"
        listing.add_row(
            cell(one.school), _day(one.gedaan), one.gegevensset, cell(velden), cell(one.doel), besluit
        )
    show(listing)


def _day(moment: datetime | None) -> str:
    return f"{tijd.today(moment):%d-%m-%Y}"


def _record(one: Voorstel) -> dict[str, object]:
    return {
        "school": str(one.school),
        "gegevensset": one.gegevensset,
        "velden": dict(one.velden),
        "doel": one.doel,
        "gedaan": one.gedaan,
        "besluit": one.besluit.value if one.besluit else None,
        "besloten": one.besloten,
    }
