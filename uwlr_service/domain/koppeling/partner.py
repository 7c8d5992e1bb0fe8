"""The partner at the pull API: identity, proof, and the reach of its token (docs/gkv-api.rst)."""

import enum
import re
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS

CLIENT_ID = re.compile(r"koppeling-([1-9][0-9]{0,8})", re.ASCII)
BASIS, UITGEBREID = "gkv.basis", "gkv.uitgebreid"
SCOPES = (BASIS, UITGEBREID)


class Sleutelsoort(enum.StrEnum):
    """What a partner proves itself with."""

    JWKS = "jwks"
    """A JWK Set: it signs an assertion with one of these (RFC 7523)."""
    CERTIFICATE = "certificate"
    """The SHA-256 of a certificate that it shows in TLS (RFC 8705)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnersleutel:
    """Something public that a partner was registered with; ``waarde`` is the JWK Set or the thumbprint."""

    id: int
    soort: Sleutelsoort
    waarde: str
    aangemaakt: datetime
    ingetrokken: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A link as the token endpoint sees it; ``sleutels`` are those that are in force."""

    koppeling: int
    gegevensset: str
    is_open: bool
    sleutels: tuple[Partnersleutel, ...]

    @property
    def scopes(self) -> tuple[str, ...]:
        """All that its set allows."""
        return SCOPES[:1] if self.gegevensset == GKV_BASIS else SCOPES


@dataclass(frozen=True, slots=True)
class Tokenhouder:
    """Whom a call is of: a token reaches one link, and no further than its scopes."""

    koppeling: int
    gegevensset: str
    scopes: frozenset[str]

    @property
    def may_collect(self) -> bool:
        """Whether packages of this link may be read with this token."""
        return (BASIS if self.gegevensset == GKV_BASIS else UITGEBREID) in self.scopes


def client_id(koppeling_id: int) -> str:
    """What a partner calls itself at the token endpoint."""
    return f"koppeling-{koppeling_id}"


def koppeling_of(text: str) -> int | None:
    """The link behind a client_id; None when it is none of ours."""
    match = CLIENT_ID.fullmatch(text)
    return int(match[1]) if match else None
