"""Refusals of the OpenID provider; the codes are those of OAuth 2 and OpenID Connect."""

from uwlr_service.domain.fouten.basis import Fout
from uwlr_service.domain.fouten.toegang import Toegangsfout


class AanmeldverzoekOngeldig(Fout):
    """Een toepassing stuurde u hierheen met een verzoek dat niet klopt. Begin opnieuw bij die toepassing."""

    def __init__(self, reden: str) -> None:
        super().__init__()
        self.reden = reden
        """In a word, for the log: it is not known yet whether a partner sent this."""


class AfmeldverzoekOngeldig(Fout):
    """Een toepassing vroeg om uit te loggen, met een verzoek dat niet klopt."""

    def __init__(self, reden: str) -> None:
        super().__init__()
        self.reden = reden
        """In a word, for the log: it is not known yet whether a partner sent this."""


class AanmeldverzoekVerlopen(Fout):
    """Dit aanmelden duurde te lang, of is in een andere browser begonnen. Begin opnieuw bij de toepassing."""


class Antwoordfout(Fout):
    """An authorization request that is answered with an error (RFC 6749, section 4.1.2.1).

    ``omschrijving`` is for the developer of the partner: fixed English, with nothing of the request in it.
    """

    def __init__(self, code: str, omschrijving: str) -> None:
        super().__init__(omschrijving)
        self.code = code
        self.omschrijving = omschrijving


class ToekenningOngeldig(Toegangsfout):
    """The code or refresh token is not, or no longer, good for this client."""

    code = "invalid_grant"

    def __init__(self, reden: str) -> None:
        super().__init__()
        self.reden = reden


class GrantNietToegestaan(Toegangsfout):
    """This client may not use this grant."""

    code = "unauthorized_client"
