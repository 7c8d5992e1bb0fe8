"""The errors that a client meets: a service refuses, is not there, or sends something wrong."""

from collections.abc import Sequence

from uwlr_service.domain.fouten import DocumentOngeldig, Fout, Geweigerd, Melding


class SoapFout(Fout):
    """De dienst heeft het bericht geweigerd."""

    def __init__(self, code: str, tekst: str | None = None, meldingen: Sequence[Melding] = ()) -> None:
        self.code = code
        super().__init__(tekst, meldingen)


class Onbereikbaar(Fout):
    """De dienst is niet bereikbaar."""


class CertificaatOnbruikbaar(Fout):
    """Een bestand met certificaten is niet te gebruiken."""


class GkvGeweigerd(Geweigerd):
    """De dienst heeft het verzoek geweigerd."""

    def __init__(self, tekst: str, status: int, probleem: str | None = None) -> None:
        self.status = status
        self.probleem = probleem
        """The kind of problem (RFC 9457), such as ``koppeling-beeindigd``; None if the service named none."""
        super().__init__(tekst)


class OverdrachtOngeldig(Geweigerd):
    """Wat is ontvangen, heeft niet de SHA-256 die de dienst noemt."""


class VerkeerdPakket(DocumentOngeldig):
    """Het pakket is een ander dan dat waar om is gevraagd."""


class KetenOnderbroken(Geweigerd):
    """Er ontbreekt een levering; haal een volledige set op."""


class KopieOnbruikbaar(Fout):
    """De kopie is niet te lezen of niet te schrijven; de levering zelf kan goed zijn."""
