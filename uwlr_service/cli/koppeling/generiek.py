"""``uwlr koppeling generiek``: the drop-in service of a link, shown, switched and bound to addresses."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command
from uwlr_service.cli.environment import opened
from uwlr_service.cli.koppeling.show import generiek_line, generiek_record
from uwlr_service.cli.options import json_option, option
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.netwerk import Netwerk


@click.command(
    cls=Command,
    short_help="Zet de GeneriekeService aan of uit.",
    voorbeelden=(
        "uwlr koppeling generiek 1          toon of de dienst aan staat",
        "uwlr koppeling generiek 1 --uit    vanaf de volgende aanroep",
        "uwlr koppeling generiek 1 --aan",
        "uwlr koppeling generiek 1 --adres 192.0.2.0/24    alleen vanaf deze adressen",
        "uwlr koppeling generiek 1 --elk-adres             weer overal vandaan",
    ),
)
@parameters.KOPPELING
@option(
    "--aan/--uit", "aan", default=None, help="Zet de dienst aan of uit; zonder deze optie: toon de stand."
)
@option(
    "--adres",
    "adressen",
    type=parameters.NETWERK,
    multiple=True,
    help="Alleen vanaf dit adres of netwerk, in plaats van wat er stond; mag vaker.",
)
@option("--elk-adres", is_flag=True, help="Vanaf elk adres.")
@json_option
def generiek(
    koppeling: int, aan: bool | None, adressen: tuple[Netwerk, ...], elk_adres: bool, as_json: bool
) -> None:
    """Zet de GeneriekeService van een GKV-koppeling aan of uit, of sta hem toe vanaf bepaalde adressen."""
    if adressen and elk_adres:
        raise click.UsageError("geef --adres of --elk-adres, niet allebei.")
    with opened() as diensten:
        beheer = diensten.generiekbeheer
        if aan is not None:
            beheer.switch(koppeling, aan=aan, door=Handelende.opdrachtregel())
        if adressen or elk_adres:
            beheer.limit(koppeling, dict.fromkeys(adressen), door=Handelende.opdrachtregel())
        toegang = beheer.get(koppeling)
    if as_json:
        show_json({"koppeling": koppeling, **generiek_record(toegang)})
        return
    line = f"Koppeling {koppeling}: {generiek_line(toegang)}"
    is_changed = aan is not None or bool(adressen) or elk_adres
    # What was asked for is output; what was done is only a message.
    if is_changed:
        say(line)
    else:
        show(line)
