"""The keys that the service signs with: whether they can be read, and how old they are."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from uwlr_service.cli.doctor.bevinding import Bevinding, goed, herstel, let_op, onbekend
from uwlr_service.domain import datum, tijd

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

OLD = timedelta(days=400)
"""docs/operate.rst advises new ones once a year."""


def look(diensten: "Diensten") -> Iterator[Bevinding]:
    """Each key that signs now. Raises Fout."""
    settings = diensten.settings
    sleutels = diensten.toestand.keys(settings.given_secret, settings.old_secret)
    if not sleutels:
        yield onbekend("Er is nog geen sleutel: die wordt gemaakt als hij nodig is.")
    for sleutel in sleutels:
        what = f"De sleutel waarmee {sleutel.waarvoor} wordt ondertekend"
        begin = datum.shown(tijd.today(sleutel.sinds))
        rotate = f"Maak een nieuwe: {sleutel.vervangen_met}"
        if not sleutel.is_readable:
            yield herstel(
                f"{what}, is met een ander geheim versleuteld dan UWLR_SECRET.",
                f"Herstel de UWLR_SECRET van eerder. {rotate}",
            )
        elif tijd.now() - sleutel.sinds > OLD:
            yield let_op(f"{what}, is van {begin}.", rotate)
        else:
            yield goed(f"{what}, is van {begin}.")
