"""The faults of one file: all of them counted, the first ones named, in the order of the file."""

from uwlr_service.domain.fouten import DocumentOngeldig, Melding

LIMIT = 200
"""Nobody mends more faults than this by hand in one go."""


class Bevindingen:
    """Collects the faults of a file."""

    def __init__(self) -> None:
        self._meldingen: list[Melding] = []
        self.aantal = 0

    def add(self, melding: Melding) -> None:
        """Name one fault, or count it once there are too many."""
        self.aantal += 1
        if len(self._meldingen) < LIMIT:
            self._meldingen.append(melding)

    def refuse(self) -> None:
        """Raise DocumentOngeldig when anything was found."""
        if not self.aantal:
            return
        telling = f"{self.aantal} fouten"
        if self.aantal == 1:
            telling = "1 fout"
        verzwegen = self.aantal - len(self._meldingen)
        if verzwegen:
            telling += f", waarvan de eerste {LIMIT} zijn genoemd (en nog {verzwegen} niet)"
        raise DocumentOngeldig(
            f"Het EDEXML-bestand is niet ingelezen: het bevat {telling}.",
            sorted(self._meldingen, key=lambda melding: melding.regel or 0),
        )
