"""The applications of partners, with their addresses."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze, SsoClient
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.schema.sso import sso_adres, sso_client

CLIENT = (
    select(*sso_client.c, klant.c.toelating, sso_adres.c.soort, sso_adres.c.uri)
    .join_from(sso_client, koppeling, koppeling.c.id == sso_client.c.koppeling_id)
    .join(klant, klant.c.id == koppeling.c.klant_id)
    .outerjoin(
        sso_adres,
        and_(
            sso_adres.c.sso_client_id == sso_client.c.id,
            sso_adres.c.bevestigd.is_not(None),
            sso_adres.c.vervallen.is_(None),
        ),
    )
    .where(sso_client.c.beeindigd.is_(None))
    .order_by(sso_adres.c.id)
)
"""A row for each address that may be used now."""
BY_CLIENT_ID = FixedQuery(CLIENT.where(sso_client.c.client_id == bindparam("client_id")))
BY_NUMBER = FixedQuery(CLIENT.where(sso_client.c.id == bindparam("number")))
"""Asked by every page of a request, and so built once."""


class ClientRepository:
    """The applications, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_client_id(self, client_id: str) -> SsoClient | None:
        """A client that did not end, by the name that it calls itself."""
        return _client_of(BY_CLIENT_ID.all(self._connection, client_id=client_id))

    def get(self, number: int) -> SsoClient | None:
        """A client that did not end, by its number."""
        return _client_of(BY_NUMBER.all(self._connection, number=number))


def _client_of(rows: Sequence[Any]) -> SsoClient | None:
    """A client from a row for each of its addresses."""
    if not rows:
        return None
    row = rows[0]
    return SsoClient(
        id=row.id,
        client_id=row.client_id,
        koppeling=row.koppeling_id,
        naam=row.naam,
        methode=Bewijswijze(row.methode),
        algoritme=Algoritme(row.algoritme),
        adressen=tuple((Adressoort(row.soort), row.uri) for row in rows if row.soort is not None),
        jwks=row.jwks,
        pkce_vrij=row.pkce_vrij,
        offline=row.offline,
        proeftuin=Toelatingstand(row.toelating).is_proeftuin,
        aangemaakt=row.aangemaakt,
        beeindigd=row.beeindigd,
    )
