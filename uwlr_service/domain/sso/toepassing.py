"""A client as the people see it who manage it: also what waits for an operator, and what ends soon."""

import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze


class Ruimte(enum.StrEnum):
    """What an operator can allow a client beside what every one may do; by its column."""

    ZONDER_PKCE = "pkce_vrij"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clientadres:
    """An address of a client; one that is not ``bevestigd`` waits for an operator and is not used before."""

    id: int
    soort: Adressoort
    uri: str
    aangemaakt: datetime
    bevestigd: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clientgeheim:
    """A secret of a client that proves something; the secret itself is not kept.

    ``geldig_tot`` is set when a newer one has replaced it.
    """

    id: int
    aangemaakt: datetime
    geldig_tot: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instellingen:
    """What a partner chooses for its client.

    ``jwks`` is its JWK Set (RFC 7517, section 5) as JSON, for a client that proves itself by a signature and
    does not publish its keys.
    """

    naam: str
    methode: Bewijswijze
    algoritme: Algoritme = Algoritme.RS256
    adressen: Mapping[Adressoort, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    jwks: str | None = None

    def uris(self, soort: Adressoort) -> tuple[str, ...]:
        """The addresses of one kind."""
        return self.adressen.get(soort, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Toepassing:
    """A client that did not end, with every address and secret that did not."""

    id: int
    client_id: str
    koppeling: int
    naam: str
    methode: Bewijswijze
    algoritme: Algoritme
    jwks: str | None
    pkce_vrij: bool
    offline: bool
    aangemaakt: datetime
    adressen: tuple[Clientadres, ...] = ()
    geheimen: tuple[Clientgeheim, ...] = ()

    def of_soort(self, soort: Adressoort) -> tuple[Clientadres, ...]:
        """Its addresses of one kind, oldest first."""
        return tuple(adres for adres in self.adressen if adres.soort is soort)

    @property
    def wachtend(self) -> tuple[Clientadres, ...]:
        """The addresses that wait for an operator."""
        return tuple(adres for adres in self.adressen if adres.bevestigd is None)

    @property
    def own_keys(self) -> tuple[dict[str, Any], ...]:
        """The keys of its JWK Set (RFC 7517, section 5)."""
        return () if self.jwks is None else tuple(json.loads(self.jwks)["keys"])

    @property
    def lacks_key(self) -> bool:
        """Whether it is to prove itself by a key of its own, and gave none, nor an address of keys."""
        by_key = self.methode is Bewijswijze.SLEUTEL
        return by_key and self.jwks is None and not self.of_soort(Adressoort.SLEUTELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wachtend:
    """A client of which some addresses wait for an operator.

    ``koppelpartner`` is None for a klant that was never made one.
    """

    koppelpartner: int | None
    partner: str
    koppeling: int
    toepassing: str
    aantal: int
