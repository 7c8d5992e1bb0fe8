"""Whether clocks agree: of this machine, of the database, and of whoever answers at our addresses."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op, onbekend
from uwlr_service.client.installatie.buitenkant import Sleutelblad

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

SMALL = timedelta(seconds=2)
LARGE = timedelta(seconds=30)
"""From here on tokens and moments in answers go wrong."""
WHOLE_SECOND = timedelta(seconds=1)
"""The header Date has no fraction (RFC 9110, 5.6.7)."""
MEND = "Zet beide klokken gelijk, met een tijdserver."


def look_at_database(diensten: "Diensten") -> Iterator[Bevinding]:
    """The clock of PostgreSQL. Raises Fout."""
    stand = diensten.toestand.server()
    if stand.voor is None or stand.onzekerheid is None:
        yield goed("SQLite leest de klok van deze machine.")
    else:
        yield _judge("PostgreSQL", stand.voor, stand.onzekerheid)


def look_at_addresses(bladen: Mapping[str, Sleutelblad]) -> Iterator[Bevinding]:
    """The clock of each proxy, as far as it tells the time."""
    for address, blad in bladen.items():
        if blad.klok is None:
            yield onbekend(f"{address} zegt niet hoe laat het daar is.")
            continue
        took = blad.ontvangen - blad.gevraagd
        middle = blad.gevraagd + took / 2
        yield _judge(address, blad.klok + WHOLE_SECOND / 2 - middle, took + WHOLE_SECOND)
    yield onbekend("Of deze klokken goed staan, weet alleen een tijdserver.", "Kijk met: timedatectl")


def _judge(whose: str, ahead: timedelta, uncertainty: timedelta) -> Bevinding:
    difference = max(abs(ahead) - uncertainty / 2, timedelta())
    seconds = f"{abs(ahead).total_seconds():.1f}".replace(".", ",")
    told = f"De klok van {whose} loopt {seconds} s {'voor' if ahead > timedelta() else 'achter'}."
    if difference > LARGE:
        return herstel(told, MEND)
    if difference > SMALL:
        return let_op(told, MEND)
    return goed(f"De klok van {whose} loopt gelijk met die van deze machine.")
