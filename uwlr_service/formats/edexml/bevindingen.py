"""The faults of one file: every one counted, the first so many named, in the order of the file."""

from uwlr_service.domain.fouten import DocumentOngeldig, Melding

LIMIT = 200
"""Nobody mends more faults than this by hand in one go."""


class Bevindingen:
    """Collects what is wrong with a file."""

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
        telling = "1 fout" if self.aantal == 1 else f"{self.aantal} fouten"
        rest = self.aantal - len(self._meldingen)
        meer = f", waarvan de eerste {LIMIT} zijn genoemd (en nog {rest} niet)" if rest else ""
        raise DocumentOngeldig(
            f"Het EDEXML-bestand is niet ingelezen: het bevat {telling}{meer}.",
            sorted(self._meldingen, key=lambda melding: melding.regel or 0),
        )
