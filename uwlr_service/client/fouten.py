"""What can go wrong for a client: the other side refuses, or is not there."""

from collections.abc import Sequence

from uwlr_service.domain.fouten import Fout, Melding


class SoapFout(Fout):
    """De dienst heeft het bericht geweigerd."""

    def __init__(self, code: str, tekst: str | None = None, meldingen: Sequence[Melding] = ()) -> None:
        self.code = code
        super().__init__(tekst, meldingen)


class Onbereikbaar(Fout):
    """De dienst is niet bereikbaar."""
