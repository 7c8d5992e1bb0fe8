"""How a program proves itself at ``/oauth/token``, whichever API it is for (RFC 7523, RFC 8705)."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uwlr_service.domain.fouten import ClientOngeldig, TokenOngeldig
from uwlr_service.domain.koppeling.partner import Partnersleutel, Sleutelsoort
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.oauth.certificaat import Certificaat
from uwlr_service.formats.oauth.clientbewijs import Clientbewijs
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.partner.bewijzen import BewijsRepository, Uitgever

UNKNOWN_CLIENT = "unknown_client"
"""The reason, for the log, where there is nothing behind a client_id."""


@dataclass(frozen=True, slots=True)
class Tokenadressen:
    """What the service calls itself: the issuer of tokens, and the audiences they are meant for."""

    issuer: str

    @property
    def token_endpoint(self) -> str:
        """Where tokens are asked for."""
        return f"{self.issuer}/oauth/token"

    @property
    def gkv(self) -> str:
        """The audience of a token for the pull API."""
        return f"{self.issuer}/gkv/v1"

    @property
    def las(self) -> str:
        """The audience of a token for the API of the LAS."""
        return f"{self.issuer}/las/v1"


def proven(
    sleutels: Sequence[Partnersleutel],
    name: str,
    assertion: str,
    adressen: Tokenadressen,
    moment: datetime,
) -> tuple[Partnersleutel, Clientbewijs]:
    """The registered set that an assertion was signed by, and the assertion. Raises ClientOngeldig."""
    sets = [sleutel for sleutel in sleutels if sleutel.soort is Sleutelsoort.JWKS]
    owners: list[Partnersleutel] = []
    keys: list[Mapping[str, Any]] = []
    for sleutel in sets:
        read = json.loads(sleutel.waarde)
        keys += read
        owners += [sleutel] * len(read)
    audiences = (adressen.token_endpoint, adressen.issuer)
    try:
        number, bewijs = clientbewijs.prove(assertion, keys, name, audiences, moment)
    except ClientOngeldig as fout:
        if not sets and fout.reden == clientbewijs.UNKNOWN_KEY:
            raise ClientOngeldig("no_key_registered") from fout
        raise
    return owners[number], bewijs


def use(database: Database, client: str, bewijs: Clientbewijs, moment: datetime) -> None:
    """Let an assertion count this once. Raises ClientOngeldig if it was used before.

    The last thing to ask: only an assertion that is right may use up its jti.
    """
    with database.write() as connection:
        used = BewijsRepository(connection)
        if not used.use_once(Uitgever.API, client, bewijs.jti, bewijs.verloopt, moment):
            raise ClientOngeldig("used_before")


def key_of_certificate(sleutels: Sequence[Partnersleutel], certificaat: Certificaat) -> Partnersleutel:
    """The registration of a certificate. Raises ClientOngeldig."""
    for sleutel in sleutels:
        if sleutel.soort is Sleutelsoort.CERTIFICATE and sleutel.waarde == certificaat.thumbprint:
            return sleutel
    raise ClientOngeldig("unknown_certificate")


def require_certificate(bound: str, certificaat: Certificaat | None) -> None:
    """Raise TokenOngeldig unless the caller showed the certificate that a token is bound to."""
    # In constant time: how long it takes must not show how much of a thumbprint was right.
    if certificaat is None or not hmac.compare_digest(bound, certificaat.thumbprint):
        raise TokenOngeldig
