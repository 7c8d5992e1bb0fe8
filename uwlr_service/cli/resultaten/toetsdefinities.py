"""``uwlr toetsdefinities``: definitions of tests in and out, without results."""

from pathlib import Path

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.environment import opened
from uwlr_service.cli.files import BESTAND, write_whole
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import counted, say, show_json
from uwlr_service.domain.account.handelende import Handelende

KLANTCODE = option("--klantcode", required=True, help="De leverancier van wie de toetsen zijn.")


@click.group(
    cls=Group,
    short_help="De definities van toetsen, met hun normen.",
    voorbeelden=(
        "uwlr toetsdefinities import toetsen.xml --klantcode UX1",
        "uwlr toetsdefinities export --klantcode UX1 --to toetsen.xml",
    ),
)
def command() -> None:
    """De definities van toetsen: wat er getoetst wordt, en met welke normen."""


@command.command("import", voorbeelden=("uwlr toetsdefinities import toetsen.xml --klantcode UX1",))
@click.argument("bestand", type=BESTAND)
@KLANTCODE
@json_option
def import_(bestand: Path, klantcode: str, as_json: bool) -> None:
    """Lees een XML-document Toetsdefinities in.

    Resultaten die er al zijn, houden de definitie waarmee ze kwamen.
    """
    from uwlr_service.formats.bestanden import read_whole
    from uwlr_service.formats.limits import BERICHT

    with opened() as diensten:
        data = read_whole(bestand, BERICHT.bytes)
        toetsen = diensten.toetsdefinities(klantcode).read_in(data, door=Handelende.opdrachtregel())
    codes = [toets.toetscode.waarde for toets in toetsen]
    if as_json:
        show_json({"klantcode": klantcode, "toetsen": codes})
    else:
        say(f"{counted(len(codes), 'toets', 'toetsen')} ingelezen.")


@command.command(
    "export",
    short_help="Schrijf de nieuwste definitie van elke toets.",
    voorbeelden=("uwlr toetsdefinities export --klantcode UX1 > toetsen.xml",),
)
@KLANTCODE
@option(
    "--to",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf in dit bestand; wat daar al stond, wordt vervangen.",
)
def export(klantcode: str, to: Path | None) -> None:
    """Schrijf van elke toets van een leverancier de nieuwste definitie als XML."""
    with opened() as diensten:
        document = diensten.toetsdefinities(klantcode).write_out()
    if to is None:
        click.echo(document, nl=False)
        return
    write_whole(to, [document])
    say(f"Geschreven: {to}")
