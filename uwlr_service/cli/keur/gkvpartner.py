"""``uwlr keur gkv-partner``: deliver GKV to a partner, and say what it does otherwise.

As ``uwlr keur uitgever``: the steps are taken by hand, at the partner, and our server watches meanwhile.
Before a step its packages are made ready.
"""

import click

from uwlr_service.cli.command import Command
from uwlr_service.cli.keur.uitgever import OPTIONS, Opdracht, judge_client


@click.command(
    "gkv-partner",
    cls=Command,
    short_help="Keur een partner die GKV ophaalt, stap voor stap.",
    voorbeelden=(
        "uwlr keur gkv-partner --proeftuin 3 --begin      begin, en lees de eerste stap",
        "uwlr keur gkv-partner --proeftuin 3              wat er tot nu toe is gezien",
        "uwlr keur gkv-partner --proeftuin 3 --verder     de stap is gedaan; de volgende",
        "uwlr keur gkv-partner --proeftuin 3 --rapport --junit rapport.xml",
    ),
)
@OPTIONS
def gkv_partner(opdracht: Opdracht) -> None:
    """Kijk wat een partner van GKV doet op de adressen van een proeftuin.

    Het adres van de dienst is /proeftuin/NUMMER van deze dienst, en de sleutel is die van een koppeling van
    GKV met school 10 van de proeftuin. De stappen doet u zelf, met het programma van de partner. Na de
    laatste stap komt het rapport. Daarin staan geen sleutels en geen namen van leerlingen.

    Met een rapport eindigt de opdracht met 1 als de partner iets niet doet wat hij moet.
    """
    judge_client(opdracht, "gkv-partner")
