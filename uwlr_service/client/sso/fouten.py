"""What goes wrong for an application: the provider says no, or its answer cannot be trusted."""

from uwlr_service.domain.fouten import Geweigerd


class AanmeldenMislukt(Geweigerd):
    """Het inloggen is niet gelukt."""


class AanbiederWeigert(Geweigerd):
    """De aanbieder heeft het verzoek geweigerd."""

    def __init__(self, code: str, omschrijving: str | None = None) -> None:
        self.code = code
        """The error of OAuth 2 or OpenID Connect, such as ``access_denied`` or ``invalid_grant``."""
        self.omschrijving = omschrijving
        super().__init__(f"De aanbieder antwoordt met de fout '{code}'.")
