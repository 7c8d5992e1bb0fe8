"""What the commands about a LAS share."""

import click

from uwlr_service.cli import parameters
from uwlr_service.cli.options import option

LAS = click.argument("las", metavar="ID", type=parameters.NUMMER)
NAMENS = option("--namens", metavar="NAAM", help="Namens wie u dit doet; zo staat het in het log.")
