"""``uwlr edexml``: a school's data in and out."""

from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.edexml_import import Uitslag, import_file, say_fout, show_uitslag
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.weggelaten import warn_weggelaten
from uwlr_service.domain.school.edexml import LATEST, VERSIES
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(
    cls=Group,
    short_help="EDEXML: gegevens van een school inlezen en schrijven.",
    voorbeelden=(
        "uwlr edexml import school.xml",
        "uwlr edexml export --school 99XX/16 --to school.xml",
    ),
)
def command() -> None:
    """EDEXML: de gegevens van een school inlezen en wegschrijven."""


@command.command(
    "import",
    voorbeelden=(
        "uwlr edexml import school.xml",
        "uwlr edexml import *.xml --json",
        "uwlr edexml import school.xml --allow-shrink      de school is echt veel kleiner geworden",
    ),
)
@click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True, type=FILE)
@option(
    "--allow-shrink", is_flag=True, help="Neem ook een bestand aan met ruim een vijfde minder leerlingen."
)
@json_option
def import_(bestanden: tuple[Path, ...], allow_shrink: bool, as_json: bool) -> None:
    """Lees EDEXML-bestanden in, versie 2.0 of 2.1.

    Een bestand vervangt het hele schooljaar van zijn school, in één keer. Is er iets mis mee, dan
    noemt het programma elke fout met regel en pad en blijft de database zoals zij was. Van BSN en
    onderwijsnummer blijven alleen de laatste vier cijfers bewaard.
    """
    uitslagen: list[Uitslag] = []
    with opened() as diensten:
        for bestand in bestanden:
            uitslag = import_file(diensten, bestand, allow_shrink)
            uitslagen.append(uitslag)
            if as_json:
                say_fout(uitslag)
            else:
                show_uitslag(uitslag)
            warn_weggelaten(uitslag.todo)
    if as_json:
        is_single = len(uitslagen) == 1
        records = [uitslag.as_record(with_file=not is_single) for uitslag in uitslagen]
        show_json(records[0] if is_single else records)
    if any(uitslag.fout for uitslag in uitslagen):
        click.get_current_context().exit(JUDGED_WRONG)


@command.command(
    voorbeelden=(
        "uwlr edexml export --school 99XX/16 > school.xml",
        "uwlr edexml export --school 99XX --versie 2.0 --to school.xml",
        "uwlr edexml export --school 99XX --schooljaar 2025-2026 --to vorig.xml",
    ),
)
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@parameters.schooljaar_option
@option("--versie", type=click.Choice(VERSIES), default=LATEST, help="De versie van EDEXML; anders 2.1.")
@option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Schrijf in dit bestand.")
def export(school: Schoolcode, schooljaar: Schooljaar, versie: str, to: Path | None) -> None:
    """Schrijf een schooljaar van een school als EDEXML."""
    with opened() as diensten:
        document = diensten.edexml.write_out(school, schooljaar, versie)
        if to is not None:
            write_whole(to, document)
            say(f"Geschreven: {to}")
            return
        for chunk in document:
            click.echo(chunk, nl=False)
