"""Refusals of the APIs with tokens; the codes are those of OAuth 2."""

from uwlr_service.domain.fouten.basis import Fout


class Toegangsfout(Fout):
    """De toegang is geweigerd."""

    code = "invalid_request"
    reden: str | None = None
    """Why, in a word for the operator's log: the caller that is refused must not learn it."""
    koppeling: int | None = None
    """The link that the caller claims to act for, if that link exists; for the log as well."""
    las: int | None = None
    """The same of a LAS."""


class TokenverzoekOngeldig(Toegangsfout):
    """Het verzoek om een token is niet volledig, of noemt iets dubbel."""


class CoderingOngeldig(Toegangsfout):
    """Stuur het formulier zonder Content-Encoding."""


class GrantOngeldig(Toegangsfout):
    """Alleen grant_type client_credentials wordt ondersteund."""

    code = "unsupported_grant_type"


class ClientOngeldig(Toegangsfout):
    """De client is niet bekend, of heeft zich niet bewezen."""

    code = "invalid_client"

    def __init__(self, reden: str) -> None:
        super().__init__()
        self.reden = reden


class ScopeOngeldig(Toegangsfout):
    """Deze scope is er niet, of is niet voor deze client."""

    code = "invalid_scope"


class TokenOngeldig(Toegangsfout):
    """Het token ontbreekt, is verlopen of geeft hier geen toegang. Vraag een nieuw token aan."""

    code = "invalid_token"


class ScopeOntbreekt(Toegangsfout):
    """De scope van het token is te klein voor dit verzoek."""

    code = "insufficient_scope"


class Gepauzeerd(Toegangsfout):
    """De school heeft deze koppeling gepauzeerd. Er gaan nu geen gegevens uit."""

    reden = "gepauzeerd"


class KoppelingBeeindigd(Toegangsfout):
    """Deze koppeling is beëindigd. Alleen de verwijderverzoeken (/gkv/v1/verwijderverzoeken) zijn er nog."""

    code = "insufficient_scope"
