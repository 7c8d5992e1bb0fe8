"""The applications of partners, with their secrets and addresses."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, or_, select

from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze, SsoClient
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.schema.sso import sso_adres, sso_client, sso_geheim


class ClientRepository:
    """The applications, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_client_id(self, client_id: str, moment: datetime) -> SsoClient | None:
        """A client that did not end, by the name that it calls itself."""
        return self._one(sso_client.c.client_id == client_id, moment)

    def get(self, number: int, moment: datetime) -> SsoClient | None:
        """A client that did not end, by its number."""
        return self._one(sso_client.c.id == number, moment)

    def _one(self, which: ColumnElement[bool], moment: datetime) -> SsoClient | None:
        row = self._connection.execute(
            select(*sso_client.c, klant.c.toelating)
            .join_from(sso_client, koppeling, koppeling.c.id == sso_client.c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .where(which, sso_client.c.beeindigd.is_(None))
        ).first()
        if row is None:
            return None
        return SsoClient(
            id=row.id,
            client_id=row.client_id,
            koppeling=row.koppeling_id,
            naam=row.naam,
            methode=Bewijswijze(row.methode),
            algoritme=Algoritme(row.algoritme),
            adressen=self._adressen(row.id),
            geheimen=self._geheimen(row.id, moment),
            jwks=row.jwks,
            pkce_vrij=row.pkce_vrij,
            offline=row.offline,
            proeftuin=Toelatingstand(row.toelating).is_proeftuin,
            aangemaakt=row.aangemaakt,
            beeindigd=row.beeindigd,
        )

    def _adressen(self, client: int) -> tuple[tuple[Adressoort, str], ...]:
        """The addresses that may be used now."""
        c = sso_adres.c
        rows = self._connection.execute(
            select(c.soort, c.uri)
            .where(c.sso_client_id == client, c.bevestigd.is_not(None), c.vervallen.is_(None))
            .order_by(c.id)
        )
        return tuple((Adressoort(row.soort), row.uri) for row in rows)

    def _geheimen(self, client: int, moment: datetime) -> tuple[str, ...]:
        """The hashes of the secrets that prove something now; two during a change."""
        c = sso_geheim.c
        rows = self._connection.execute(
            select(c.hash)
            .where(
                c.sso_client_id == client,
                c.ingetrokken.is_(None),
                or_(c.geldig_tot.is_(None), c.geldig_tot > moment),
            )
            .order_by(c.id)
        )
        return tuple(rows.scalars())
