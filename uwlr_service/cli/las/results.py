"""``uwlr las results``: results come out of the service, each once, as lines of JSON."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.las.dienst import LASDIENST, STAND, Lasdienst
from uwlr_service.cli.options import collected, option
from uwlr_service.cli.output import say, show_json_line
from uwlr_service.domain.fouten import Geweigerd

OPDRACHT = "uwlr las results"
NOT_BEHIND = ("cursor-ongeldig", "cursor-verlopen")
"""The problems of a cursor behind which nothing can be read."""


@click.command(
    cls=Command,
    short_help="Neem resultaten over, als regels JSON.",
    voorbeelden=(
        "uwlr las results --stand resultaten.json --las 1 \\",
        "    --url https://uwlr.example.nl --key-file sleutel.pem >> resultaten.jsonl",
        "uwlr las results --follow --stand resultaten.json --las 1 \\",
        "    --url https://uwlr.example.nl --key-file sleutel.pem | ./verwerk",
    ),
)
@option(
    "--stand",
    required=True,
    type=STAND,
    help="Het bestand waarin staat tot waar is overgenomen; de eerste keer wordt het gemaakt.",
)
@collected(Lasdienst, "dienst", *LASDIENST)
@option("--follow", is_flag=True, help="Blijf wachten op wat er komt, tot Ctrl-C.")
@option(
    "--definities",
    type=click.Path(file_okay=False, path_type=Path),
    help="De map voor de definities van toetsen: elke wordt er één keer in gezet, als SHA-256.json.",
)
def results(stand: Path, dienst: Lasdienst, follow: bool, definities: Path | None) -> None:
    """Neem resultaten over van alle scholen van het LAS, in de volgorde waarin ze binnenkwamen.

    Elk resultaat is één regel JSON op de standaarduitvoer, met zijn cursor. Daarna onthoudt de stand die
    cursor, en daarna wordt de ontvangst bevestigd. Breekt de opdracht af, dan gaat de volgende daar verder.

    Met --follow blijft de opdracht lopen, ook als de dienst er een tijd niet is. Ctrl-C en SIGTERM stoppen
    de opdracht netjes.
    """
    from uwlr_service.cli.las.definities import Definitiemap
    from uwlr_service.cli.las.stand import held
    from uwlr_service.cli.las.stopsein import listening
    from uwlr_service.cli.las.volgen import Volger
    from uwlr_service.client.fouten import LasGeweigerd

    make = dienst.clients()
    try:
        with held(stand, OPDRACHT, dienst.url, dienst.las) as kept, make() as client, listening() as stopsein:
            out: Callable[[Mapping[str, Any]], None] = show_json_line
            if definities is not None:
                out = Definitiemap(client, definities).before(show_json_line)
            volger = Volger(client, kept, stopsein, out, say)
            if follow:
                volger.follow()
            else:
                volger.run()
    except LasGeweigerd as fout:
        if fout.probleem not in NOT_BEHIND:
            raise
        raise Geweigerd(f"{fout.tekst} Daarvoor haalt u {stand} weg.") from fout
