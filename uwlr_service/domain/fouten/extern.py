"""Refusals at signing in by way of the OpenID provider of a school; the reasons are for the log."""

from uwlr_service.domain.fouten.basis import Geweigerd


class ProviderOnbruikbaar(Geweigerd):
    """De provider van deze school geeft geen antwoord dat te gebruiken is."""

    def __init__(self, tekst: str, reden: str) -> None:
        super().__init__(tekst)
        self.reden = reden
        """A word for the log, with nothing in it that the other side wrote."""


class ExternMislukt(Geweigerd):
    """Inloggen met het account van uw organisatie is niet gelukt. Probeer het opnieuw."""

    def __init__(self, reden: str, tekst: str | None = None) -> None:
        super().__init__(tekst)
        self.reden = reden
        """A word for the log, with nothing in it that the other side wrote."""
