"""``uwlr edexml``: a school's data in and out."""

from datetime import timedelta
from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Group
from uwlr_service.cli.edexml.inlezen import (
    MANY,
    Uitslag,
    as_record,
    import_file,
    say_fout,
    show_fout,
    show_tellingen,
    show_together,
    show_uitslag,
)
from uwlr_service.cli.edexml.vrijstelling import vrijstelling_options
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.files import BESTAND, write_whole
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.cli.weggelaten import warn_weggelaten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.edexml import LATEST, VERSIES
from uwlr_service.domain.school.rem import Vrijstelling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar


@click.group(
    cls=Group,
    short_help="EDEXML: gegevens van een school inlezen en schrijven.",
    voorbeelden=(
        "uwlr edexml import school.xml",
        "uwlr edexml undo --school 99XX/16",
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
        "uwlr edexml import school.xml --proef             wat zou er veranderen?",
        "uwlr edexml import school.xml --allow-shrink      de school is echt veel kleiner geworden",
    ),
)
@click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True, type=BESTAND)
@vrijstelling_options
@option("--proef", is_flag=True, help="Zeg wat er zou veranderen, en bewaar niets.")
@json_option
def import_(bestanden: tuple[Path, ...], vrijstelling: Vrijstelling, proef: bool, as_json: bool) -> None:
    """Lees EDEXML-bestanden in, versie 2.0 of 2.1.

    Een bestand vervangt het hele schooljaar van zijn school, in één keer. Is er iets mis mee, of zou er te
    veel verdwijnen of veranderen, dan noemt het programma wat, en blijft de database zoals die was. Van
    BSN en onderwijsnummer blijven alleen de laatste vier cijfers bewaard.
    """
    uitslagen: list[Uitslag] = []
    with opened() as diensten:
        for bestand in bestanden:
            uitslag = import_file(diensten, bestand, vrijstelling, proef=proef)
            uitslagen.append(uitslag)
            if as_json:
                say_fout(uitslag)
            elif len(bestanden) > MANY:
                show_fout(uitslag)
            else:
                show_uitslag(uitslag)
            warn_weggelaten(uitslag.todo)
    if len(bestanden) > MANY and not as_json:
        show_together(uitslagen, proef=proef)
    if as_json:
        is_single = len(uitslagen) == 1
        records = [uitslag.as_record(with_file=not is_single) for uitslag in uitslagen]
        show_json(records[0] if is_single else records)
    if any(uitslag.fout for uitslag in uitslagen):
        click.get_current_context().exit(JUDGED_WRONG)


@command.command(
    short_help="Zet de stand van voor de laatste import terug.",
    voorbeelden=(
        "uwlr edexml undo --school 99XX/16",
        "uwlr edexml undo --school 99XX/16 --schooljaar 2025-2026",
    ),
)
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@parameters.schooljaar_option
@json_option
def undo(school: Schoolcode, schooljaar: Schooljaar, as_json: bool) -> None:
    """Zet de stand van voor de laatste import terug, als een nieuwe wijziging.

    Nog een keer gaat nog een import verder terug. Een import die niets wijzigde telt niet mee. Het dossier
    van de school blijft zoals het is.
    """
    with opened() as diensten:
        retention = timedelta(days=diensten.settings.retention_days)
        verslag = diensten.edexml.undo(school, schooljaar, retention, door=Handelende.opdrachtregel())
        todo = tuple(diensten.todolijst.of_school(school))
    if as_json:
        show_json(
            {
                **as_record(verslag),
                "stand_van": verslag.stand_van,
                "aanmaakdatum": verslag.aanmaakdatum,
            }
        )
    else:
        show_tellingen(verslag)
        say(f"De stand van {amsterdam(verslag.stand_van)} is terug.")
    warn_weggelaten(todo)


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
@option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf in dit bestand; wat daar al stond, wordt vervangen.",
)
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
