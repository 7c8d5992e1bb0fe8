"""The faults of one file: the first hundred, in the order of the file; then nobody looks further."""

from collections.abc import Collection
from dataclasses import replace

from uwlr_service.domain.fouten import EN_MEER, MOST_MELDINGEN, DocumentOngeldig, Melding

LIMIT = MOST_MELDINGEN


class Bevindingen:
    """Collects the faults of a file."""

    def __init__(self) -> None:
        self._meldingen: list[Melding] = []

    def add(self, melding: Melding) -> None:
        """Name one fault. Raises DocumentOngeldig beyond the limit: a file can hold a million of them."""
        if len(self._meldingen) == LIMIT:
            raise self._refused(f"meer dan {LIMIT} fouten; de eerste {LIMIT} zijn genoemd", EN_MEER)
        self._meldingen.append(melding)

    def refuse(self, alone: Collection[str] = ()) -> None:
        """Raise DocumentOngeldig when anything was found.

        ``alone`` are the paths, each with its [1], of objects that turned out to have no other beside them.
        """
        self._meldingen = [_without_number(melding, alone) for melding in self._meldingen]
        aantal = len(self._meldingen)
        if aantal == 1:
            raise self._refused("1 fout")
        if aantal:
            raise self._refused(f"{aantal} fouten")

    def _refused(self, telling: str, *more: Melding) -> DocumentOngeldig:
        in_order = sorted(self._meldingen, key=lambda melding: melding.regel or 0)
        return DocumentOngeldig(
            f"Het EDEXML-bestand is niet ingelezen: het bevat {telling}.", [*in_order, *more]
        )


def _without_number(melding: Melding, alone: Collection[str]) -> Melding:
    """A finding whose path has no [1] where no other object of that name stands beside it."""
    for pad in alone:
        if melding.pad is not None and f"{melding.pad}/".startswith(f"{pad}/"):
            return replace(melding, pad=pad.removesuffix("[1]") + melding.pad.removeprefix(pad))
    return melding
