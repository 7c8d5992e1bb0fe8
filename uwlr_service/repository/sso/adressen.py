"""The addresses of clients: in force once they were confirmed, until somebody takes them away."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.domain.sso.toepassing import Clientadres
from uwlr_service.repository.schema.sso import sso_adres


class AdresRepository:
    """The addresses, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, client: int, soort: Adressoort, uri: str, moment: datetime, *, bevestigd: bool) -> int:
        """Keep a new address of a client; returns its number."""
        statement = insert(sso_adres).values(
            sso_client_id=client,
            soort=soort.value,
            uri=uri,
            aangemaakt=moment,
            bevestigd=moment if bevestigd else None,
        )
        return int(self._connection.execute(statement.returning(sso_adres.c.id)).scalar_one())

    def of_clients(self, clients: Collection[int]) -> dict[int, list[Clientadres]]:
        """The addresses of clients that were not taken away, also those that wait; oldest first."""
        c = sso_adres.c
        rows = self._connection.execute(
            select(c.id, c.sso_client_id, c.soort, c.uri, c.aangemaakt, c.bevestigd)
            .where(c.sso_client_id.in_(clients), c.vervallen.is_(None))
            .order_by(c.id)
        )
        of_client: dict[int, list[Clientadres]] = {}
        for row in rows:
            adres = Clientadres(
                id=row.id,
                soort=Adressoort(row.soort),
                uri=row.uri,
                aangemaakt=row.aangemaakt,
                bevestigd=row.bevestigd,
            )
            of_client.setdefault(row.sso_client_id, []).append(adres)
        return of_client

    def confirm(self, numbers: Collection[int], moment: datetime) -> None:
        """Let addresses be used from now on."""
        self._connection.execute(
            update(sso_adres)
            .where(sso_adres.c.id.in_(numbers), sso_adres.c.bevestigd.is_(None))
            .values(bevestigd=moment)
        )

    def hold(self, numbers: Collection[int]) -> None:
        """Let addresses wait for an operator that were in use."""
        self._connection.execute(update(sso_adres).where(sso_adres.c.id.in_(numbers)).values(bevestigd=None))

    def expire(self, numbers: Collection[int], moment: datetime) -> None:
        """Take addresses away."""
        self._connection.execute(
            update(sso_adres)
            .where(sso_adres.c.id.in_(numbers), sso_adres.c.vervallen.is_(None))
            .values(vervallen=moment)
        )
