"""What every judging shares on the command line: which groups, and where the report goes."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from uwlr_service.cli.errors import JUDGED_WRONG
from uwlr_service.cli.files import write_whole
from uwlr_service.cli.options import option
from uwlr_service.cli.output import show_json

if TYPE_CHECKING:
    from uwlr_service.conformiteit.geval import Suite
    from uwlr_service.conformiteit.rapport import Rapport

LAS_GOED = "Het LAS doet wat het moet, voor zover hier is gekeken."
LAS_FOUT = "Het LAS doet niet alles wat het moet."
GROEPEN = option("--groep", "groepen", multiple=True, help="Alleen de gevallen van deze groep; mag vaker.")
PAUZE = option("--pauze", default=0.0, type=click.FloatRange(0, 60), help="Seconden tussen twee vragen.")
ONDERTEKEN = option(
    "--onderteken",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Onderteken het rapport, en schrijf het in JSON in dit bestand.",
)
BESTANDEN = (
    option(
        "--html",
        type=click.Path(dir_okay=False, writable=True, path_type=Path),
        help="Schrijf het rapport ook als webpagina, om te bewaren of af te drukken.",
    ),
    option(
        "--junit",
        type=click.Path(dir_okay=False, writable=True, path_type=Path),
        help="Schrijf het rapport ook als JUnit XML.",
    ),
)


def require_groups(groepen: Collection[str], suite: "Suite") -> None:
    """Raise UsageError for a group that a suite does not have."""
    known = [groep.naam for groep in suite.groepen]
    for naam in groepen:
        if naam not in known:
            raise click.UsageError(f"'{naam}' is geen groep van gevallen; kies uit {', '.join(known)}.")


def write_signed(file: Path, rapport: "Rapport") -> None:
    """Write a report with its signature, for whoever wants to prove it."""
    write_whole(file, [json.dumps(rapport.as_record(), ensure_ascii=False, indent=2).encode()])


def hand_over(
    rapport: "Rapport",
    *,
    html: Path | None,
    junit: Path | None,
    as_json: bool,
    goed: str = LAS_GOED,
    fout: str = LAS_FOUT,
    erbij: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Write a report wherever it was asked for, and end the command with what came of the judging.

    ``goed`` and ``fout`` are the last sentence on the screen (Dutch); ``erbij`` are more fields for JSON.
    """
    if html is not None:
        from uwlr_service.conformiteit.bladzijde import as_html

        html.write_bytes(as_html(rapport))
    if junit is not None:
        junit.write_bytes(rapport.as_junit())
    if as_json:
        show_json({**rapport.as_record(), **erbij})
    else:
        from uwlr_service.cli.keur.scherm import show_rapport

        show_rapport(rapport, goed=goed, fout=fout)
    if not rapport.is_good:
        click.get_current_context().exit(JUDGED_WRONG)
