"""``uwlr gkv nacht``: what became of the packages of a night."""

from datetime import date

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.gkv.nacht_view import show_nacht
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show_json
from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Schoolcode


@click.command(
    cls=Command,
    short_help="Toon het verslag van een nacht.",
    voorbeelden=(
        "uwlr gkv nacht                             de laatste nacht",
        "uwlr gkv nacht 2026-11-25 --koppeling 1    voor een partner",
        "uwlr gkv nacht --school 99XX/16 --json     voor een school",
    ),
)
@click.argument("datum", required=False, metavar="[DATUM]", type=parameters.DATUM)
@option("--koppeling", type=parameters.NUMMER, metavar="ID", help="Alleen deze koppeling.")
@option("--school", type=parameters.SCHOOL, help="Alleen deze school.")
@json_option
def nacht(datum: date | None, koppeling: int | None, school: Schoolcode | None, as_json: bool) -> int:
    """Toon het verslag van een nacht: wat is gemaakt, wat niet en waarom, en wat er aan een pakket ontbreekt.

    Een nacht heet naar de dag waarop hij eindigt. Zonder DATUM is het die waar nu aan wordt gewerkt, en
    anders de laatste. Is er een pakket geweigerd of mislukt, of na de nacht nog niet gemaakt, dan
    eindigt de opdracht met 1.
    """
    if datum is not None:
        parameters.require_begun(datum)
    now = tijd.now()
    with opened() as diensten:
        wanted = datum or diensten.settings.nachtvenster.current(now)
        verslag = diensten.nachtverslagen.part(wanted, koppeling, school, now)
        is_over = diensten.settings.nachtvenster.nacht(now) != wanted
        has_run = bool(verslag.taken) or diensten.nachtverslagen.has_any()
    if as_json:
        from uwlr_service.taken.report import as_record

        show_json({**as_record(verslag, verslag.taken), "worker_gedraaid": has_run})
    else:
        show_nacht(verslag)
        if not has_run:
            say("Er heeft nog geen worker gedraaid, of nog geen nacht gehad: start 'uwlr worker'.")
    is_short = is_over and any(verslag.niet_gemaakt)
    return JUDGED_WRONG if verslag.has_failures or is_short else GOOD
