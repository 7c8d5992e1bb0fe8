"""``uwlr dossier``: what a school knows beyond EDEXML, and the name that partners read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.dossier.inlezen import (
    Dossieruitslag,
    import_file,
    show_fout,
    show_together,
    show_verslag,
)
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.files import BESTAND
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.tellingen import warn_opgeschoond, warn_vergeten
from uwlr_service.domain.account.handelende import Handelende
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
        "uwlr dossier import *.dossier.xml --json",
        "uwlr dossier import dossier.xml --allow-shrink    er is echt veel minder dan de vorige keer",
    ),
)
@click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True, type=BESTAND)
@option("--allow-shrink", is_flag=True, help="Neem ook een bestand aan met ruim een vijfde minder objecten.")
@json_option
def import_(bestanden: tuple[Path, ...], allow_shrink: bool, as_json: bool) -> None:
    """Lees dossiers van scholen in (xsd/dossier-1).

    Een bestand vervangt het hele dossier van zijn school, in één keer: adressen, loopbaan, toetsen,
    absenties, ondersteuning, verzorgers, medewerkers en de lijsten van de school. Is er iets mis mee, of
    gaat het over een leerling die niet in het EDEXML en niet bij de leerlingdetails staat, dan blijft het
    dossier zoals het was; de andere bestanden worden wel ingelezen. Berekende waarden blijven bij de school
    en gaan nooit naar een leverancier.
    """
    is_single = len(bestanden) == 1
    uitslagen: list[Dossieruitslag] = []
    with opened() as diensten:
        for bestand in bestanden:
            uitslag = import_file(diensten, bestand, allow_shrink=allow_shrink)
            uitslagen.append(uitslag)
            show_fout(uitslag, with_table=not as_json)
    verslagen = [uitslag.verslag for uitslag in uitslagen if uitslag.verslag is not None]
    if as_json:
        records = [uitslag.as_record(with_file=not is_single) for uitslag in uitslagen]
        show_json(records[0] if is_single else records)
    else:
        _show(verslagen, is_single=is_single)
    if any(uitslag.fout for uitslag in uitslagen):
        click.get_current_context().exit(JUDGED_WRONG)


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
        diensten.dossiers.rename(school, naam, door=Handelende.opdrachtregel())
    say(f"School {school} heet nu {trim(naam)}.")


def _show(verslagen: "Sequence[Dossierverslag]", *, is_single: bool) -> None:
    if not is_single:
        show_together(verslagen)
    elif verslagen:
        show_verslag(verslagen[0])
    warn_opgeschoond(sum(verslag.opgeschoond for verslag in verslagen))
    warn_vergeten(sum(verslag.vergeten_terug for verslag in verslagen))
