"""``uwlr worker``: the clock and the nightly tasks."""

from datetime import date

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG
from uwlr_service.cli.gkv.nacht_view import totals
from uwlr_service.cli.options import option
from uwlr_service.cli.output import say
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.gkv.levering import KEPT


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr worker",
        "UWLR_NACHTVENSTER=00:30-06:00 uwlr worker",
        "uwlr worker --once                         werk nu af wat er vannacht te maken is",
        "uwlr worker --once --nacht 2026-11-25      haal een nacht in, ook overdag",
    ),
)
@option("--once", is_flag=True, help="Werk de nacht nu af en stop.")
@option(
    "--nacht",
    type=parameters.DATUM,
    metavar="DATUM",
    help="Met --once: deze nacht, ook buiten het venster; wat mislukte of werd geweigerd, opnieuw.",
)
def command(once: bool, nacht: date | None) -> int:
    """Maak elke nacht de GKV-pakketten, tot Ctrl-C.

    Werkt in het venster van UWLR_NACHTVENSTER (01:00-05:30), maakt elk pakket één keer, schrijft
    's ochtends het verslag en ruimt op wat niet langer wordt bewaard. Een nacht heet naar de dag waarop
    hij eindigt. Op PostgreSQL verdelen zoveel workers als er draaien het werk; wie wegvalt, wordt
    afgelost. Bij het stoppen komt het pakket dat onder handen is eerst af.
    """
    if nacht is not None and not once:
        raise click.UsageError("--nacht hoort bij --once.")
    if nacht is not None:
        parameters.require_begun(nacht)
        if nacht < tijd.today() - KEPT:
            raise Geweigerd(
                f"Een nacht is tot {KEPT.days} dagen daarna in te halen; {nacht} is te lang geleden."
            )
    from uwlr_service.taken import service

    with opened() as diensten:
        if not once:
            service.run(diensten)
            return GOOD
        verslag = service.run_once(diensten, nacht)
    if verslag is None:
        venster = diensten.settings.nachtvenster
        raise Geweigerd(f"Het is nu buiten het venster ({venster}). Noem een nacht met --nacht DATUM.")
    say(totals(verslag))
    return JUDGED_WRONG if verslag.has_failures else GOOD
