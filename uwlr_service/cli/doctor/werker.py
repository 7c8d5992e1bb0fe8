"""Whether a worker lives, and is of the version of this program."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uwlr_service import __version__
from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

START = "Start: uwlr worker"


def look(diensten: "Diensten") -> Iterator[Bevinding]:
    """Those that gave a sign of life just now, and else the last one. Raises Fout."""
    tekens = diensten.levenstekens.all()
    now = tijd.now()
    alive = [teken for teken in tekens if not teken.is_silent(now)]
    if not tekens:
        yield herstel("De laatste dagen heeft er geen worker gedraaid.", START)
    elif not alive:
        last = tekens[0]
        yield herstel(f"De laatste worker, op {last.machine}, zweeg na {amsterdam(last.gezien)}.", START)
    for teken in alive:
        if teken.versie == __version__:
            yield goed(f"Op {teken.machine} draait een worker sinds {amsterdam(teken.begonnen)}.")
        else:
            yield let_op(
                f"Op {teken.machine} draait een worker van versie {teken.versie}; dit is {__version__}.",
                "Start de worker opnieuw.",
            )
