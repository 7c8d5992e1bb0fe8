"""The partner at the pull API: identity, proof, and the reach of its token (docs/gkv-api.rst)."""

import enum
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort

CLIENT_ID = re.compile(r"koppeling-([1-9][0-9]{0,8})", re.ASCII)
BASIS = "gkv.basis"
UITGEBREID = "gkv.uitgebreid"
VERWIJDERING = "gkv.verwijdering"
"""Reaches the requests to destroy data, and nothing else; it stays when the link has ended."""
SCOPES = (BASIS, UITGEBREID, VERWIJDERING)


class Sleutelsoort(enum.StrEnum):
    """The two ways in which a partner proves its identity."""

    JWKS = "jwks"
    """A JWK Set: the partner signs an assertion with one of these keys (RFC 7523)."""
    CERTIFICATE = "certificate"
    """The SHA-256 of a certificate that the partner shows in TLS (RFC 8705)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partnersleutel:
    """Something public that a partner was registered with; ``waarde`` is the JWK Set or the thumbprint."""

    id: int
    soort: Sleutelsoort
    waarde: str
    aangemaakt: datetime
    ingetrokken: datetime | None = None
    proeftuin: bool = False
    """Whether it was registered before the product was admitted; then it opens test schools alone."""

    @property
    def namen(self) -> list[str]:
        """By what its owner knows it: the digest of a certificate, or the kid of each key in a set."""
        if self.soort is Sleutelsoort.CERTIFICATE:
            return [self.waarde]
        return [jwk["kid"] for jwk in json.loads(self.waarde)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A link as the token endpoint sees it; ``sleutels`` are those that are in force.

    They stay in force when the link ends: then they prove who may hear which data have to be destroyed.
    """

    koppeling: int
    gegevensset: str
    is_open: bool
    sleutels: tuple[Partnersleutel, ...]
    toelating: Toelatingstand = Toelatingstand.ACTIEF

    @property
    def is_suspended(self) -> bool:
        """Whether the operator stopped it everywhere: then not even a request to destroy data is shown."""
        return self.toelating is Toelatingstand.OPGESCHORT

    @property
    def scopes(self) -> tuple[str, ...]:
        """All that its set allows; once it has ended, only what concerns the data that have to go."""
        if not self.is_open:
            return (VERWIJDERING,)
        if self.gegevensset == GKV_BASIS:
            return (BASIS,)
        return (BASIS, UITGEBREID)

    def granted(self, asked: Collection[str]) -> tuple[str, ...] | None:
        """The scopes of a token by those that its partner asks for; None if it may not have them.

        A client that asks for none gets all that it may have (RFC 6749, section 3.3). One whose link has
        ended gets what is left, whichever scope it is used to asking for: the answer says which that is.
        """
        wanted = tuple(dict.fromkeys(asked)) or self.scopes
        if not self.is_open and set(wanted) <= set(SCOPES):
            return self.scopes
        if set(wanted) <= {*self.scopes, VERWIJDERING}:
            return wanted
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokenhouder:
    """The holder of a token: it reaches one link, and no further than its scopes.

    ``is_beeindigd`` is whether the link has ended since, or had when the token was given.
    """

    koppeling: int
    gegevensset: str
    scopes: frozenset[str]
    is_beeindigd: bool = False
    toelating: Toelatingstand = Toelatingstand.ACTIEF
    proeftuin: bool = False
    """Whether its key was registered before the product was admitted."""

    def reaches(self, soort: Schoolsoort) -> bool:
        """Whether it may have to do with schools of a kind."""
        if self.proeftuin and soort is not Schoolsoort.TEST:
            return False
        return self.toelating.opens(soort)

    @property
    def may_collect(self) -> bool:
        """Whether packages of this link may be read with this token."""
        if self.gegevensset == GKV_BASIS:
            return BASIS in self.scopes
        return UITGEBREID in self.scopes


def client_id(koppeling_id: int) -> str:
    """The name of a partner at the token endpoint."""
    return f"koppeling-{koppeling_id}"


def koppeling_of(text: str) -> int | None:
    """The link behind a client_id; None for a text that is not one of our client_ids."""
    match = CLIENT_ID.fullmatch(text)
    if match is None:
        return None
    return int(match[1])
