"""``uwlr doctor``: looks an installation over, and says what to mend."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.doctor.bevinding import Ernst, count
from uwlr_service.cli.doctor.view import as_record, show_findings
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import show_json

if TYPE_CHECKING:
    from uwlr_service.client.trust import Trust


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr doctor",
        "uwlr doctor --backups /var/backups/uwlr    kijk ook of de laatste backup heel is",
        "uwlr doctor --json",
    ),
)
@option(
    "--backups",
    type=click.Path(file_okay=False, path_type=Path),
    help="De map waarin backups komen; dan wordt gekeken of de nieuwste heel is.",
)
@option(
    "--certificaat",
    "certificaten",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Een certificaat waarvan de datum telt, zoals dat van de proxy (PEM). Mag vaker.",
)
@option(
    "--ca",
    type=click.Path(path_type=Path),
    metavar="BESTAND|MAP",
    help="De uitgevers van certificaten die te vertrouwen zijn (PEM), in plaats van de bekende.",
)
@json_option
def command(backups: Path | None, certificaten: tuple[Path, ...], ca: Path | None, as_json: bool) -> int:
    """Kijk de installatie na, en zeg wat te herstellen is.

    Bij elk onderwerp staat wat goed is, waar op te letten is, en wat te herstellen is. Wat van hier niet
    te zien is, staat er ook bij. De opdracht verandert niets. Voer de opdracht uit als de gebruiker van de
    dienst, op de machine waar de dienst draait. Eindigt met 1 als er iets te herstellen is.
    """
    from uwlr_service.cli.doctor.onderzoek import Opdracht, examine

    opdracht = Opdracht(backups=backups, certificaten=certificaten, trust=_trust(ca))
    onderzoeken = list(examine(opdracht))
    if as_json:
        show_json(as_record(onderzoeken))
    else:
        show_findings(onderzoeken)
    return JUDGED_WRONG if count(onderzoeken)[Ernst.HERSTEL] else GOOD


def _trust(ca: Path | None) -> "Trust":
    """Whom to trust over https. Raises UsageError for a file of no use."""
    from uwlr_service.client.fouten import CertificaatOnbruikbaar
    from uwlr_service.client.trust import Trust

    try:
        return Trust.read(ca)
    except CertificaatOnbruikbaar as fout:
        raise click.UsageError(fout.tekst) from fout
