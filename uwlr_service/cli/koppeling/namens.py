"""Options of the commands that decide in the name of a school: which fields, and who decided."""

from uwlr_service.cli.options import option
from uwlr_service.cli.parameters import SCHAKELAAR

NAMENS = option(
    "--namens",
    multiple=True,
    metavar="NAAM",
    help="Wie van de school dit besliste. Voor extra beschermde gegevens zijn twee mensen nodig.",
)
"""The people of the school who decided; two for extra protected data."""
VELD = option(
    "--veld",
    "velden",
    multiple=True,
    type=SCHAKELAAR,
    metavar="ELEMENT/VELD=aan|uit",
    help="Zet een veld aan of uit; mag vaker. Met */ ervoor geldt het voor elk element met dat veld."
    " Verplichte velden van de gegevensset kunnen niet uit.",
)
