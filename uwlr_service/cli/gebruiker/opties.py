"""What the commands about people share: whom they are about, and on whose behalf."""

import click

from uwlr_service.cli.options import option

INLOGNAAM = click.argument("inlognaam", metavar="INLOGNAAM")
NAMENS = option("--namens", metavar="NAAM", help="Namens wie u dit doet; zo staat het in het log.")
