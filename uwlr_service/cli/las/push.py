"""``uwlr las push``: what changed at schools goes to the service."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from uwlr_service.cli.command import Command
from uwlr_service.cli.las.dienst import LASDIENST, STAND, Lasdienst
from uwlr_service.cli.options import collected, json_option, option
from uwlr_service.cli.output import console, show_json

if TYPE_CHECKING:
    from uwlr_service.cli.las.stand import Stand
    from uwlr_service.cli.las.uitkomst import Uitslag
    from uwlr_service.client.las import LasClient, Toestemming

OPDRACHT = "uwlr las push"
PLACE = click.Path(exists=True, path_type=Path)
AT_ONCE = 4
MOST_AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Keuze:
    """What is sent, what somebody allows, and how many schools at a time."""

    alles: bool
    proef: bool
    ouder: bool
    toestaan: str | None
    tegelijk: int

    @property
    def toestemming(self) -> "Toestemming":
        """What the service has to know of it."""
        from uwlr_service.client.las import Toestemming

        return Toestemming(toestaan=self.toestaan, ouder=self.ouder, proef=self.proef)


KEUZE = (
    option("--alles", is_flag=True, help="Stuur ook wat volgens de stand niet is veranderd."),
    option("--proef", is_flag=True, help="Laat zien wat er zou veranderen; de dienst bewaart niets."),
    option("--ouder", is_flag=True, help="Ook als een bestand ouder is dan de stand die de dienst heeft."),
    option(
        "--toestaan",
        metavar="TOKEN",
        help="Het token dat de dienst gaf toen hij dit ene bestand aanhield: het klopt, en mag toch.",
    ),
    option(
        "--tegelijk",
        type=click.IntRange(1, MOST_AT_ONCE),
        default=AT_ONCE,
        metavar="N",
        help=f"Hoeveel scholen tegelijk; anders {AT_ONCE}.",
    ),
)
"""The options of ``Keuze``."""


@click.command(
    cls=Command,
    short_help="Stuur wat er bij scholen is veranderd.",
    voorbeelden=(
        "uwlr las push exports --stand push.json --las 1 \\",
        "    --url https://uwlr.example.nl --key-file sleutel.pem",
        "uwlr las push school.xml --proef --stand push.json --las 1 \\",
        "    --url https://uwlr.example.nl --key-file sleutel.pem",
    ),
)
@click.argument("paden", metavar="PAD...", nargs=-1, required=True, type=PLACE)
@option(
    "--stand",
    required=True,
    type=STAND,
    help="Het bestand waarin staat wat al is gestuurd; de eerste keer wordt het gemaakt.",
)
@collected(Lasdienst, "dienst", *LASDIENST)
@collected(Keuze, "keuze", *KEUZE)
@json_option
def push(paden: tuple[Path, ...], stand: Path, dienst: Lasdienst, keuze: Keuze, as_json: bool) -> int:
    """Stuur bestanden van scholen naar de dienst: EDEXML 2.0 of 2.1, en dossiers.

    Van een map gaan alle bestanden mee die eindigen op .xml. Wat al was gestuurd en niet is veranderd, gaat
    niet nog eens. Weigert de dienst er een, dan gaan de andere door. De opdracht eindigt dan met 1, en met 3
    als de dienst er niet is. Van elk schooljaar van een school mag er één bestand bij zijn.

    Zouden er te veel leerlingen verdwijnen, dan houdt de dienst het bestand aan. Hij noemt de aantallen en
    een token. Klopt het, herhaal de opdracht dan binnen een uur voor dat bestand, met --toestaan.

    Zonder scherm, zoals in cron, zegt de opdracht alleen wat er misging. Twee opdrachten met één stand
    lopen nooit tegelijk.
    """
    from uwlr_service.cli.las import verslag
    from uwlr_service.cli.las.bestanden import paths_in
    from uwlr_service.cli.las.stand import held

    files = list(paths_in(paden))
    if keuze.toestaan is not None and len(files) != 1:
        raise click.UsageError("--toestaan geldt voor één bestand: noem alleen dat.")
    clients = dienst.clients()
    with held(stand, OPDRACHT, dienst.url, dienst.las) as kept:
        uitslagen = list(_sent(files, kept, clients, keuze))
    if as_json:
        show_json([uitslag.as_record() for uitslag in uitslagen])
    elif console().is_terminal:
        verslag.show_all(uitslagen, proef=keuze.proef)
    return verslag.exit_code(uitslagen)


def _sent(
    files: Sequence[Path], stand: "Stand", clients: "Callable[[], LasClient]", keuze: Keuze
) -> "Iterator[Uitslag]":
    """What came of each file; what went wrong is said at once, and a bar shows how far it is."""
    from uwlr_service.cli.las import verslag
    from uwlr_service.cli.las.bestanden import look_at
    from uwlr_service.cli.las.zending import Zending

    screen = console(sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("bestanden", total=len(files))
        zending = Zending(clients, stand, keuze.toestemming, keuze.tegelijk)
        bestanden, refused = look_at(files)
        for uitslag in chain(refused, zending.run(bestanden, everything=keuze.alles)):
            bar.advance(task)
            verslag.say_wrong(uitslag)
            yield uitslag
