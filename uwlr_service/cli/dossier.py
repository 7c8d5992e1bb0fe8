"""``uwlr dossier``: what a school knows beyond EDEXML, and the name that partners read."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json, table
from uwlr_service.cli.tellingen import KOLOMMEN, cells, warn_opgeschoond
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.tekst import trim

if TYPE_CHECKING:
    from uwlr_service.uitwisseling.school.dossier import Dossierverslag


@click.group(
    cls=Group,
    short_help="Dossiers: wat EDEXML niet kan zeggen.",
    voorbeelden=(
        "uwlr dossier import dossier.xml",
        "uwlr dossier naam 99XX/16 'De Regenboog'",
    ),
)
def command() -> None:
    """Dossiers: wat een school weet en EDEXML niet kan zeggen."""


@command.command(
    "import",
    voorbeelden=(
        "uwlr dossier import dossier.xml",
        "uwlr dossier import dossier.xml --allow-shrink    er is echt veel minder dan de vorige keer",
    ),
)
@click.argument("bestand", metavar="BESTAND", type=BESTAND)
@option("--allow-shrink", is_flag=True, help="Neem ook een bestand aan met ruim een vijfde minder objecten.")
@json_option
def import_(bestand: Path, allow_shrink: bool, as_json: bool) -> None:
    """Lees het dossier van een school in, één bestand per keer (xsd/dossier-1).

    Een bestand vervangt het hele dossier van zijn school, in één keer: adressen, loopbaan, toetsen,
    absenties, ondersteuning, verzorgers, medewerkers en de lijsten van de school. Is er iets mis mee, of
    gaat het over een leerling die niet in het EDEXML en niet bij de leerlingdetails staat, dan blijft de
    database zoals die was. Berekende waarden blijven bij de school en gaan nooit naar een
    leverancier.
    """
    with opened() as diensten, bestand.open("rb") as source:
        try:
            verslag = diensten.dossiers.read_in(source, allow_shrink=allow_shrink)
        except Geweigerd as fout:
            raise type(fout)(f"{bestand}: {fout.tekst}", fout.meldingen) from fout
    if as_json:
        show_json(
            {
                "school": str(verslag.school),
                **asdict(verslag.totaal),
                "per_soort": {soort: asdict(telling) for soort, telling in verslag.tellingen.items()},
                "opgeschoond": verslag.opgeschoond,
            }
        )
    else:
        _show(verslag)
        warn_opgeschoond(verslag.opgeschoond)


@command.command(
    short_help="Geef een school de naam die leveranciers lezen.",
    voorbeelden=("uwlr dossier naam 99XX/16 'De Regenboog'",),
)
@click.argument("school", metavar="SCHOOL", type=parameters.SCHOOL)
@click.argument("naam", metavar="NAAM")
def naam(school: Schoolcode, naam: str) -> None:
    """Geef een school de naam die leveranciers lezen; zonder naam is dat de BRIN.

    Een dossier dat later wordt geïmporteerd en de school een naam geeft, gaat voor.
    """
    with opened() as diensten:
        diensten.dossiers.rename(school, naam)
    say(f"School {school} heet nu {trim(naam)}.")


def _show(verslag: "Dossierverslag") -> None:
    from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN

    listing = table(f"Dossier van school {verslag.school}", "", *KOLOMMEN, right=KOLOMMEN)
    for soort, lijst in DOSSIER_LIJSTEN.items():
        if soort in verslag.tellingen:
            listing.add_row(lijst.replace("_", " "), *cells(verslag.tellingen[soort]))
    listing.add_section()
    listing.add_row("totaal", *cells(verslag.totaal), style="bold")
    show(listing)
