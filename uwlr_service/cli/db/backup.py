"""``uwlr db backup``: the database, the journal and a list of packages, in a folder."""

import shlex
from pathlib import Path

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import cell, say, show, show_json, table

FOLDER = "backups"


@click.command(
    cls=Command,
    voorbeelden=("uwlr db backup", "uwlr db backup --to /mnt/backup"),
)
@option(
    "--to",
    "parent",
    type=click.Path(file_okay=False, path_type=Path),
    help="De map waarin de backup komt; anders backups in de map van UWLR_VAR.",
)
@json_option
def backup(parent: Path | None, as_json: bool) -> None:
    """Maak een backup; de dienst kan doordraaien.

    In een nieuwe map komen de database, het journaal en een lijst van de GKV-pakketten, leesbaar voor
    alleen de eigenaar. De map is er heel of niet. Het geheim (UWLR_SECRET) zit er niet in. Op
    PostgreSQL doet pg_dump het werk, van dezelfde versie als de server of nieuwer.
    """
    with opened() as diensten:
        made = diensten.backupmaker.make(parent or diensten.settings.var / FOLDER)
        with_postgresql = diensten.dialect == "postgresql"
    if as_json:
        show_json(
            {
                "map": str(made.map),
                "moment": made.moment,
                "database": made.kopie,
                "bestanden": made.bestanden,
                "pakketten": made.pakketten,
            }
        )
        return
    listing = table(f"Backup {made.map}", "bestand", "bytes", right=("bytes",))
    for name, size in made.bestanden.items():
        listing.add_row(cell(name), str(size))
    show(listing)
    say("Het geheim (UWLR_SECRET) zit er niet in: bewaar het apart.")
    copy = made.map / made.kopie
    if with_postgresql:
        say(f"Terugzetten: pg_restore --clean --create --dbname=postgres {shlex.quote(str(copy))}")
        say("Noem er host, poort en account bij als die niet vanzelf spreken: --host, --port, --username.")
    else:
        command = ".restore '{}'".format(str(copy).replace("'", "''"))
        say(f"Terugzetten: sqlite3 PAD-VAN-DE-DATABASE {shlex.quote(command)}")
    say("Voer daarna uit: uwlr db restored")
