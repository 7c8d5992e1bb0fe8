"""``uwlr vergeet``: everything that names one pupil goes, and a proof stays."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.inzage.vergeten import Vergeten
from uwlr_service.domain.school.school import Schoolcode

TABELLEN = {
    "leerling": "leerlinggegevens, elke versie",
    "dossierobject": "dossier, elke versie",
    "berekende_waarde": "berekende waarden",
    "resultaat": "resultaten",
    "resultatenbericht": "berichten waaruit de leerling is geknipt",
    "gkv_nummer": "nummers van GeneriekeService",
    "levering": "pakketten",
    "revisie": "schooljaren met een nieuwe stand",
    "inzageverzoek": "inzageverzoeken zonder naam",
    "account": "accounts",
    "inlog": "inlognamen",
    "sessie": "sessies",
    "uitnodiging": "bladen om een account te activeren",
    "leerling_middel": "plaatjes en badges om in te loggen",
    "klasfout": "tellingen van fouten bij het inloggen",
    "sso_onderwerp": "nummers van de leerling bij programma's",
    "sso_toekenning": "keren ingelogd bij programma's",
    "sso_token": "tokens van programma's",
}


@click.command(
    "vergeet",
    cls=Command,
    short_help="Vergeet een leerling: alles weg, het bewijs blijft.",
    voorbeelden=(
        "uwlr vergeet --school 99XX/16 --leerling L-1001",
        "uwlr vergeet --school 99XX/16 --leerling L-1001 --toch",
    ),
)
@option("--school", required=True, type=parameters.SCHOOL, help=parameters.SCHOOL_HELP)
@option("--leerling", required=True, metavar="KEY", help="De key van de leerling in het LAS.")
@option("--toch", is_flag=True, help="Ook als de leerling nog in het nieuwste bestand staat.")
@json_option
def command(school: Schoolcode, leerling: str, toch: bool, as_json: bool) -> None:
    """Vergeet een leerling: alles weg, het bewijs blijft.

    Alle versies van de leerling gaan weg, met dossier, resultaten en pakketten. Dit kan niet terug. Het
    logboek houdt een bewijs zonder naam. In backups staat de leerling nog tot die verlopen.
    """
    with opened() as diensten:
        proof = diensten.vergeetbeheer.forget(school, leerling, toch=toch, door=Handelende.opdrachtregel())
    if as_json:
        show_json(_as_record(proof))
        return
    lines = table(f"Vergeten op {amsterdam(proof.moment)}", "Wat", "Aantal", right=("Aantal",))
    for name, count in proof.tellingen.items():
        lines.add_row(cell(TABELLEN[name]), cell(count))
    show(lines)
    say(f"Het bewijs in het logboek heeft kenmerk {proof.hash}.")
    if toch:
        say(
            "Een volgend bestand kan de leerling terugbrengen. Verwijder de leerling ook in het LAS.",
            style="yellow",
        )


def _as_record(proof: Vergeten) -> dict[str, object]:
    return {
        "kenmerk": proof.hash,
        "moment": tijd.format_moment(proof.moment),
        "door": proof.door,
        "tellingen": dict(proof.tellingen),
    }
