"""``uwlr audit``: the log, and whether anything in it was changed."""

import json
from pathlib import Path

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.audit.view import regel_record, show_regels
from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.files import BESTAND, named, write_whole
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import counted, say, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import AnkerOngeldig
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import PAGE, Logvraag

MOST_LINES = 10_000
LONGEST_ANCHOR = 16 * 1024
"""Bytes that are read of a file with an anchor; one of ours has five hundred."""


@click.group(
    cls=Group,
    short_help="Het logboek: wie wat besloot, en of er niets aan is veranderd.",
    voorbeelden=(
        "uwlr audit verify",
        "uwlr audit anker --to anker.json           bewaar dit buiten deze machine",
        "uwlr audit verify --anker anker.json",
    ),
)
def command() -> None:
    """Het logboek: wie wat besloot, en of er niets aan is veranderd."""


@command.command(voorbeelden=("uwlr audit verify", "uwlr audit verify --anker anker.json --json"))
@option("--anker", type=BESTAND, help="Een anker dat eerder is bewaard.")
@json_option
def verify(anker: Path | None, as_json: bool) -> int:
    """Ga na of er niets aan het logboek is veranderd.

    Elke regel heeft een digest, elk zegel sluit aan op het vorige. Zo valt een regel op die is veranderd of
    weggehaald. Dat het einde is afgesneden, of alles opnieuw is gemaakt, ziet alleen wie een anker heeft.
    """
    with opened() as diensten:
        if anker is None:
            keuring = diensten.logboek.verify(door=Handelende.opdrachtregel())
        else:
            with named(anker):
                keuring = diensten.logboek.verify(_read(anker), door=Handelende.opdrachtregel())
    breuk = keuring.breuk
    if as_json:
        where = None
        if breuk is not None:
            where = {"plaats": breuk.plaats.value, "nummer": breuk.nummer, "reden": breuk.reden}
        show_json({"heel": breuk is None, "zegels": keuring.zegels, "regels": keuring.regels, "breuk": where})
    elif breuk is not None:
        say(f"Het logboek is niet heel: {breuk}.", style="red")
    else:
        zegels = counted(keuring.zegels, "zegel", "zegels")
        say(f"Het logboek is heel: {counted(keuring.regels, 'regel', 'regels')} onder {zegels}.")
    return GOOD if breuk is None else JUDGED_WRONG


def _read(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(LONGEST_ANCHOR)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise AnkerOngeldig from error


@command.command(voorbeelden=("uwlr audit anker", "uwlr audit anker --to anker.json"))
@option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Het bestand, dat wordt vervangen als het er al is; anders op het scherm.",
)
def anker(target: Path | None) -> int:
    """Schrijf een anker: nummer en hash van het laatste zegel, ondertekend.

    Bewaar het buiten deze machine. Wie er later iets van het logboek afsnijdt, valt dan op.
    """
    with opened() as diensten:
        document = diensten.logboek.anchor(door=Handelende.opdrachtregel())
    if document is None:
        say("Er staat nog niets in het logboek.")
        return JUDGED_WRONG
    if target is None:
        show_json(document)
        return GOOD
    write_whole(target, [json.dumps(document, indent=2).encode() + b"\n"])
    say(f"Het anker van zegel {document['zegel']} staat in {target}.")
    return GOOD


@command.command(
    "list",
    short_help="Toon regels van het logboek, de nieuwste eerst.",
    voorbeelden=("uwlr audit list", "uwlr audit list --soort besluit --school 99XX/16 --json"),
)
@option(
    "--soort", type=click.Choice([soort.value for soort in Logsoort]), help="Alleen regels van deze soort."
)
@option("--school", type=parameters.SCHOOL, help="Alleen regels over deze school.")
@option("--aantal", type=click.IntRange(1, MOST_LINES), default=PAGE, help="Hoeveel regels; anders 50.")
@json_option
def list_(soort: str | None, school: Schoolcode | None, aantal: int, as_json: bool) -> None:
    """Toon regels van het logboek, de nieuwste eerst."""
    vraag = Logvraag(soort=None if soort is None else Logsoort(soort), aantal=aantal)
    door = Handelende.opdrachtregel()
    with opened() as diensten:
        if school is None:
            regels = diensten.logboek.find(vraag, door=door)
        else:
            regels = diensten.logboek.of_school(school, vraag, door=door)
    if as_json:
        show_json([regel_record(regel) for regel in regels])
    else:
        show_regels(regels)
