"""``uwlr demo``: the whole chain on one machine, from a school's file to a publisher's screen."""

from pathlib import Path

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.options import option


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr demo                       en open daarna het adres dat er staat",
        "uwlr demo --once                alleen de uitwisseling, en klaar",
        "uwlr demo --folder proef        in een andere map",
    ),
)
@option("--once", is_flag=True, help="Stop na de uitwisseling; eindigt met 0 als die goed was.")
@option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="De map voor de demo; anders demo in UWLR_VAR (./var/demo). Die map wordt elke keer leeggemaakt.",
)
def command(once: bool, folder: Path | None) -> None:
    """Laat alles op één machine zien.

    Verzint een school, leest de EDEXML daarvan in, maakt een koppeling, start de server en haalt de
    leerlingen op met een SOAP-client die alleen het adres van de WSDL en de sleutel kent. Dan stuurt die
    resultaten terug, neemt een LAS die over, en krijgt een ouderapp een ondertekend pakket. Daarna blijft
    de server draaien, tot Ctrl-C, en staan er negen links: daarmee logt u in als mensen die niet bestaan,
    en voor elk ligt er werk. Een leerkracht en een leerling loggen in bij de toepassing van een bedrijf,
    op een eigen poort. Met uw eigen database en instellingen gebeurt niets.
    """
    from uwlr_service.cli.demo import story

    story.tell(folder, once=once)
