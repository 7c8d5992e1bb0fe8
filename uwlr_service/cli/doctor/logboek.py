"""The log of decisions: when it was last sealed, and what waits for a seal."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, onbekend
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

LONGEST = timedelta(minutes=5)
"""A worker seals what waits each ten seconds."""
SLACK = timedelta(minutes=1)
"""Clocks of machines differ a little."""


def look(diensten: "Diensten") -> Iterator[Bevinding]:
    """The last seal, and the line that waits longest. Raises Fout."""
    stand = diensten.toestand.log()
    now = tijd.now()
    if stand.laatste_zegel is None:
        yield onbekend("Er is nog niets in het logboek verzegeld.")
    elif stand.laatste_zegel > now + SLACK:
        yield herstel(
            f"Het laatste zegel is van {amsterdam(stand.laatste_zegel)}, en dat moet nog komen.",
            "Zet de klok goed, van deze machine of van die het zegel maakte.",
        )
    else:
        yield goed(f"Het laatste zegel is van {amsterdam(stand.laatste_zegel)}.")
    if stand.oudste_wachtende is not None and now - stand.oudste_wachtende > LONGEST:
        yield herstel(
            f"Sinds {amsterdam(stand.oudste_wachtende)} wacht een regel op een zegel.", "Start: uwlr worker"
        )
    yield onbekend("Of er niets aan het logboek is veranderd, is niet bekeken.", "uwlr audit verify")
