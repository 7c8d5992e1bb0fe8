"""The errors that a client meets: a service refuses, is not there, or sends something wrong."""

from collections.abc import Mapping, Sequence
from typing import Any

from uwlr_service.domain.fouten import DocumentOngeldig, Fout, Geweigerd, Melding

NAMED = 3
"""Findings that the sentence of a fault names, as UWLR 2.2.1 has it."""


class SoapFout(Fout):
    """De dienst heeft het bericht geweigerd."""

    def __init__(self, code: str, tekst: str | None = None, meldingen: Sequence[Melding] = ()) -> None:
        self.code = code
        super().__init__(tekst, meldingen)

    def placed(self, meldingen: Sequence[Melding]) -> "SoapFout":
        """The same fault with other places in its findings, which its sentence then names as well."""
        if not self.meldingen:
            return self
        head, first, _ = self.tekst.partition(self.meldingen[0].tekst)
        if not first or not head:
            return SoapFout(self.code, self.tekst, meldingen)
        told = "; ".join(melding.told(" van het bestand") for melding in meldingen[:NAMED])
        if len(meldingen) > NAMED:
            told += "; en meer"
        return SoapFout(self.code, f"{head}{told}.", meldingen)


class Onbereikbaar(Fout):
    """De dienst is niet bereikbaar."""


class CertificaatOnbruikbaar(Fout):
    """Een bestand met certificaten is niet te gebruiken."""


class DienstGeweigerd(Geweigerd):
    """De dienst heeft het verzoek geweigerd."""

    def __init__(
        self,
        tekst: str,
        status: int,
        probleem: str | None = None,
        document: Mapping[str, Any] | None = None,
    ) -> None:
        self.status = status
        self.probleem = probleem
        """The kind of problem (RFC 9457), such as ``koppeling-beeindigd``; None if the service named none."""
        self.document = document or {}
        """All that the service said of it."""
        super().__init__(tekst)


class GkvGeweigerd(DienstGeweigerd):
    """De dienst heeft het verzoek geweigerd."""


class LasGeweigerd(DienstGeweigerd):
    """De dienst heeft het verzoek geweigerd."""


class OverdrachtOngeldig(Geweigerd):
    """Wat is ontvangen, heeft niet de SHA-256 die de dienst noemt."""


class VerkeerdPakket(DocumentOngeldig):
    """Het pakket is een ander dan dat waar om is gevraagd."""


class KetenOnderbroken(Geweigerd):
    """Er ontbreekt een levering; haal een volledige set op."""


class KopieOnbruikbaar(Fout):
    """De kopie is niet te lezen of niet te schrijven; de levering zelf kan goed zijn."""
