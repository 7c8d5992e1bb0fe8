"""A client where tokens are asked for: what it proves itself by, and what it may ask."""

from dataclasses import dataclass, field

from uwlr_service.domain.sso.client import Algoritme, Bewijswijze


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokenclient:
    """A client that did not end; ``koppelpartner`` is the number of its company, for the log.

    ``geheimen`` are hashes, ``jwks`` is its own JWK Set and ``jwks_uri`` where it publishes one.
    """

    id: int
    client_id: str
    naam: str
    koppeling: int
    koppelpartner: int | None
    methode: Bewijswijze
    algoritme: Algoritme
    offline: bool
    geheimen: tuple[str, ...] = field(default=(), repr=False)
    jwks: str | None = None
    jwks_uri: str | None = None
