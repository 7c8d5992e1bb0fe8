"""A client proves who it is, by its secret or by a signature (OpenID Connect Core 1.0, section 9).

Whatever is wrong, the answer and the work are the same: a caller that proves nothing learns nothing of which
clients there are, or how they prove themselves.
"""

import hmac
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import ClientOngeldig
from uwlr_service.domain.netwerk import neighbourhood
from uwlr_service.domain.sso.adressen import Ssoadressen
from uwlr_service.domain.sso.client import Bewijswijze
from uwlr_service.domain.sso.geheim import hash_geheim
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.oauth.clientbewijs import Clientbewijs
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.bewijzen import BewijsRepository, Uitgever
from uwlr_service.repository.sso.tokenclients import TokenclientRepository
from uwlr_service.uitwisseling.sso.token.sleuteladressen import Sleuteladressen
from uwlr_service.uitwisseling.tempo import StrictTempo

FAILURES = 100
"""How often a minute a client may fail to prove itself from one network; of others nobody notices."""
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a client can be called; anything else is not looked up, since not every database takes any text."""
NOBODY = "-"
"""A name that no client has: looked up where a caller names none, so that it takes as long."""
SECRETS = 2
"""As many secrets as a client can have during a change; each attempt is compared with so many."""
NO_SECRET = hash_geheim("")
NO_KEYS = '{"keys": []}'
UNKNOWN_CLIENT = "unknown_client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorgelegd:
    """What a caller shows: whom it says to be, with a secret or an assertion.

    ``gebrek`` is what is wrong with how it was sent, in a word for the log; then nothing else counts.
    """

    client_id: str = ""
    geheim: str | None = field(default=None, repr=False)
    bewijs: str | None = field(default=None, repr=False)
    gebrek: str | None = None


class Clientbewijzen:
    """Judges what callers show."""

    def __init__(self, database: Database, adressen: Ssoadressen, sleuteladressen: Sleuteladressen) -> None:
        self._database = database
        self._adressen = adressen
        self._sleuteladressen = sleuteladressen
        self._tempo = StrictTempo(FAILURES)

    def prove(self, voorgelegd: Voorgelegd, afzender: str) -> Tokenclient:
        """The client that proved itself; ``afzender`` is the network address of the caller.

        Raises ClientOngeldig, and TeVeelVerzoeken after too many failures of that client from there.
        """
        name = self._named(voorgelegd)
        now = tijd.now()
        client = TokenclientRepository(self._database.driver).find(name, now)
        counted = (None if client is None else client.id, neighbourhood(afzender))
        self._tempo.check(counted)
        try:
            return self._proven(voorgelegd, name, client, now)
        except ClientOngeldig as fout:
            self._tempo.count(counted)
            fout.koppeling = None if client is None else client.koppeling
            raise

    def _named(self, voorgelegd: Voorgelegd) -> str:
        """The client that a caller says to be; NOBODY where that can be the name of none."""
        name = voorgelegd.client_id
        if voorgelegd.bewijs is not None:
            name = clientbewijs.claimed_client(voorgelegd.bewijs) or NOBODY
        return name if NAME.fullmatch(name) else NOBODY

    def _proven(
        self, voorgelegd: Voorgelegd, name: str, client: Tokenclient | None, moment: datetime
    ) -> Tokenclient:
        if voorgelegd.gebrek is not None:
            raise ClientOngeldig(voorgelegd.gebrek)
        if voorgelegd.bewijs is None:
            return _by_secret(client, voorgelegd.geheim or "")
        if voorgelegd.client_id not in ("", name):
            raise ClientOngeldig("other_client_id")
        bewijs = self._signed(voorgelegd.bewijs, name, client, moment)
        if client is None or client.methode is not Bewijswijze.SLEUTEL:
            raise ClientOngeldig(UNKNOWN_CLIENT)
        # Last of all: only an assertion that is right may use up its jti.
        with self._database.write() as connection:
            used = BewijsRepository(connection)
            if not used.use_once(Uitgever.SSO, name, bewijs.jti, bewijs.verloopt, moment):
                raise ClientOngeldig("used_before")
        return client

    def _signed(
        self, assertion: str, name: str, client: Tokenclient | None, moment: datetime
    ) -> Clientbewijs:
        """The assertion, signed by a key of the client. Raises ClientOngeldig."""
        _, bewijs = clientbewijs.prove(
            assertion, self._keys(client, assertion), name, self._adressen.audiences, moment, only_one=True
        )
        return bewijs

    def _keys(self, client: Tokenclient | None, assertion: str) -> Sequence[Mapping[str, Any]]:
        """The keys that a client registered, or publishes at an address that it registered."""
        if client is None or client.methode is not Bewijswijze.SLEUTEL:
            return ()
        if client.jwks_uri is not None:
            return self._sleuteladressen.keys(client.jwks_uri, clientbewijs.claimed_key(assertion))
        keys: list[dict[str, Any]] = json.loads(client.jwks or NO_KEYS)["keys"]
        return keys


def _by_secret(client: Tokenclient | None, geheim: str) -> Tokenclient:
    given = hash_geheim(geheim)
    known = () if client is None else client.geheimen[:SECRETS]
    padded = [*known, *[NO_SECRET] * (SECRETS - len(known))]
    # Each of them, in constant time: the clock must not tell which one is nearly right.
    matches = [hmac.compare_digest(given, kept) for kept in padded][: len(known)]
    if client is None:
        raise ClientOngeldig(UNKNOWN_CLIENT)
    if client.methode is not Bewijswijze.GEHEIM or not any(matches):
        raise ClientOngeldig("wrong_secret")
    return client
