"""``uwlr keur``: judge another party by the standard."""

import click

from uwlr_service.cli.command import Group
from uwlr_service.cli.keur.gkvlas import gkv_las
from uwlr_service.cli.keur.gkvpartner import gkv_partner
from uwlr_service.cli.keur.las import las
from uwlr_service.cli.keur.suite import suite
from uwlr_service.cli.keur.uitgever import uitgever
from uwlr_service.cli.keur.verify import verify


@click.group(
    cls=Group,
    short_help="Keur een andere partij: doet die wat de standaard zegt?",
    voorbeelden=(
        "export UWLR_SLEUTEL=...",
        "uwlr keur las --url https://las.example.nl/uwlr/leerlinggegevens?wsdl \\",
        "    --klantnaam UitgeverX --klantcode UX1 --school 99XX/16",
        "uwlr keur verify rapport.json --uitgever https://uwlr.example.nl",
    ),
)
def command() -> None:
    """Keur een andere partij met de gevallen van onze testvoorziening.

    Elk geval noemt de plaats in de standaard, hoe zwaar het weegt (moet, hoort of weet) en wat eraan te
    doen is.
    """


command.add_command(las)
command.add_command(gkv_las)
command.add_command(suite)
command.add_command(verify)
command.add_command(uitgever)
command.add_command(gkv_partner)
