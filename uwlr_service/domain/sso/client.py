"""The application of a partner at the provider: how it proves itself, and where answers may go."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Bewijswijze(enum.StrEnum):
    """How a client proves itself at the token endpoint (OpenID Connect Core 1.0, section 9)."""

    GEHEIM = "client_secret"
    """By ``client_secret_basic`` or ``client_secret_post``, as it likes: some libraries know one alone."""
    SLEUTEL = "private_key_jwt"


class Algoritme(enum.StrEnum):
    """What the ID tokens and logout tokens of a client are signed by (RFC 7518, section 3.1)."""

    RS256 = "RS256"
    """The default: some libraries judge a logout token by this one alone."""
    ES256 = "ES256"


class Adressoort(enum.StrEnum):
    """What an address of a client is for."""

    TERUG = "terug"
    """Where the answer to an authorization request goes: redirect_uri."""
    AFGEMELD = "afgemeld"
    """Where people go on after they signed out: post_logout_redirect_uri."""
    AFMELDING = "afmelding"
    """Where logout tokens are posted: backchannel_logout_uri."""
    SLEUTELS = "sleutels"
    """Where its public keys are: jwks_uri."""
    START = "start"
    """Where people begin who come from us: initiate_login_uri (OpenID Connect Core 1.0, section 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SsoClient:
    """A client with what is in force: its confirmed addresses with their use.

    It belongs to one link of kind SSO. ``jwks`` is its JWK Set as JSON, for a client that proves itself by a
    signature and does not publish its keys. ``pkce_vrij`` is a decision of an operator. ``proeftuin`` is
    whether its product was never active, so that it can reach test schools alone.
    """

    id: int
    client_id: str
    koppeling: int
    naam: str
    methode: Bewijswijze
    algoritme: Algoritme
    adressen: tuple[tuple[Adressoort, str], ...]
    jwks: str | None = None
    pkce_vrij: bool = False
    offline: bool = False
    proeftuin: bool = False
    aangemaakt: datetime
    beeindigd: datetime | None = None

    def uris(self, soort: Adressoort) -> tuple[str, ...]:
        """Its addresses of one kind."""
        return tuple(uri for kind, uri in self.adressen if kind is soort)

    def uri(self, soort: Adressoort) -> str | None:
        """Its address of a kind of which there is one at most."""
        return next(iter(self.uris(soort)), None)
