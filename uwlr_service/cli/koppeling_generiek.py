"""``uwlr koppeling generiek``: the drop-in service of a link, shown and switched."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.command import Command, json_option, option
from uwlr_service.cli.environment import opened
from uwlr_service.cli.output import say, show, show_json
from uwlr_service.config import Settings
from uwlr_service.uitwisseling.generiekbeheer import Generiekbeheer


@click.command(
    cls=Command,
    voorbeelden=(
        "uwlr koppeling generiek 1          toon of de dienst aan staat",
        "uwlr koppeling generiek 1 --uit    vanaf de volgende aanroep",
        "uwlr koppeling generiek 1 --aan",
    ),
)
@parameters.KOPPELING
@option(
    "--aan/--uit", "aan", default=None, help="Zet de dienst aan of uit; zonder deze optie: toon de stand."
)
@json_option
def generiek(koppeling: int, aan: bool | None, as_json: bool) -> None:
    """Zet de GeneriekeService van een GKV-koppeling aan of uit."""
    with opened(Settings.from_environment()) as database:
        beheer = Generiekbeheer(database)
        if aan is not None:
            beheer.switch(koppeling, aan=aan)
        is_aan = beheer.is_aan(koppeling)
    if as_json:
        show_json({"koppeling": koppeling, "generiek": is_aan})
        return
    # What was asked for is output; what was done is only told.
    tell = show if aan is None else say
    tell(f"De GeneriekeService staat {'aan' if is_aan else 'uit'} voor koppeling {koppeling}.")
