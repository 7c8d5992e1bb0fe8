"""``uwlr db``: the database itself."""

from datetime import datetime, timedelta

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.db.backup import backup
from uwlr_service.cli.db.restored import restored
from uwlr_service.cli.environment import opened, read_settings
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import counted, say, show_json
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht.schemastand import Schemastand

CENTURY = 36525
"""Days; a longer retention is a typing error, and would fall before the calendar begins."""


@click.group(cls=Group, voorbeelden=("uwlr db upgrade", "uwlr db backup", "uwlr db purge"))
def command() -> None:
    """De database: maken, bijwerken, bewaren en opruimen."""


@command.command(
    voorbeelden=(
        "uwlr db upgrade",
        "UWLR_DATABASE_URL=postgresql://uwlr@localhost/uwlr uwlr db upgrade",
        "uwlr db upgrade --zonder-stilstand         terwijl de vorige versie draait",
    ),
)
@option(
    "--zonder-stilstand",
    is_flag=True,
    help="Alleen als servers en workers van de vorige versie kunnen blijven draaien.",
)
def upgrade(zonder_stilstand: bool) -> None:
    """Maak de database, of werk de database bij tot de versie van dit programma.

    Zonder UWLR_DATABASE_URL is dat een SQLite-bestand in de map van UWLR_VAR (./var). Wat er al in
    staat, blijft staan. Is de database al uitgebreid door een nieuwere versie, dan verandert er niets.
    """
    settings = read_settings()
    from uwlr_service.diensten import Diensten

    diensten = Diensten.open(settings)
    try:
        before = diensten.upgrade(zonder_stilstand=zonder_stilstand)
    finally:
        diensten.close()
    what = "De database is bijgewerkt"
    if before is Schemastand.VOOR:
        what = "De database is al uitgebreid door een nieuwere versie, er is niets veranderd"
    say(f"{what}: {diensten.address}")


@command.command(
    voorbeelden=(
        "uwlr db purge",
        "uwlr db purge --dagen 30                   alles wat langer dan dertig dagen is vervangen",
    ),
    formerly={"--older-than": "--dagen"},
)
@option(
    "--dagen",
    type=click.IntRange(min=0, max=CENTURY),
    metavar="N",
    help="Hoeveel dagen vervangen gegevens blijven; anders UWLR_RETENTION_DAYS (400).",
)
@json_option
def purge(dagen: int | None, as_json: bool) -> None:
    """Vergeet waarvan de bewaartermijn om is.

    Elke wijziging bewaart wat er eerst stond, zodat terug te vinden is wie welke gegevens heeft
    gekregen. Na de bewaartermijn gaat dat weg. Wat nu geldt, blijft altijd. De tekst van berichten met
    resultaten gaat weg na UWLR_MESSAGE_DAYS (90); de resultaten zelf blijven. Het logboek krijgt per dag
    een regel over aanroepen die niets opleverden. Laat deze opdracht elke nacht draaien.
    """
    with opened() as diensten:
        settings = diensten.settings
        if dagen is None:
            dagen = settings.retention_days
        before = _days_ago(dagen)
        gone = diensten.bewaring.purge(before)
        messages = diensten.bewaring.purge_messages(_days_ago(settings.message_days))
        diensten.bewaring.clear_order(before)
        logged = diensten.verkeer.log_past_days(tijd.now())
        lines = sum(diensten.logboek.forget(tijd.now(), door=Handelende.opdrachtregel()).values())
    if as_json:
        show_json(
            {"voor": before, "vergeten": gone, "berichten": messages, "logregels": lines, "gelogd": logged}
        )
        return
    what = counted(gone, "vervangen rij is", "vervangen rijen zijn")
    say(f"{what} vergeten: alles wat voor {amsterdam(before)} is vervangen.")
    if messages:
        say(f"Van {counted(messages, 'bericht', 'berichten')} met resultaten is de tekst vergeten.")
    if lines:
        say(f"Van {counted(lines, 'regel', 'regels')} van het logboek is de inhoud vergeten.")
    if logged:
        what = counted(logged, "regel", "regels")
        say(f"Het logboek kreeg {what} over aanroepen die niets opleverden.")


def _days_ago(number: int) -> datetime:
    return tijd.now() - timedelta(days=min(number, CENTURY))


command.add_command(backup)
command.add_command(restored)
