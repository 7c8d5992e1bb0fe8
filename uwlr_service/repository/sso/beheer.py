"""Clients as they are managed: made, changed and ended, with their secrets."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from uwlr_service.domain.sso.client import Algoritme, Bewijswijze
from uwlr_service.domain.sso.toepassing import Clientgeheim, Toepassing, Wachtend
from uwlr_service.repository.koppeling.aanbieders import AANBIEDER
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.schema.sso import sso_adres, sso_client, sso_geheim
from uwlr_service.repository.sso.adressen import AdresRepository


class BeheerRepository:
    """The clients of links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, koppeling_id: int, client_id: str, moment: datetime, **values: Any) -> int:
        """Keep a new client; returns its number. ``values`` are columns of ``sso_client``."""
        statement = insert(sso_client).values(
            koppeling_id=koppeling_id, client_id=client_id, aangemaakt=moment, **values
        )
        return int(self._connection.execute(statement.returning(sso_client.c.id)).scalar_one())

    def change(self, number: int, **values: Any) -> None:
        """Give a client other values of columns of ``sso_client``."""
        self._connection.execute(update(sso_client).where(sso_client.c.id == number).values(**values))

    def of_link(self, koppeling_id: int, moment: datetime) -> Toepassing | None:
        """The client of a link that did not end; there is one at most."""
        return next(iter(self.of_links([koppeling_id], moment)), None)

    def of_links(self, koppelingen: Collection[int], moment: datetime) -> list[Toepassing]:
        """The clients of links that did not end, by the number of the link."""
        return self._read(sso_client.c.koppeling_id.in_(koppelingen), moment)

    def _read(self, which: ColumnElement[bool], moment: datetime) -> list[Toepassing]:
        rows = self._connection.execute(
            select(sso_client)
            .where(which, sso_client.c.beeindigd.is_(None))
            .order_by(sso_client.c.koppeling_id, sso_client.c.id)
        ).all()
        if not rows:
            return []
        numbers = [row.id for row in rows]
        adressen = AdresRepository(self._connection).of_clients(numbers)
        geheimen = self._geheimen(numbers, moment)
        return [
            Toepassing(
                id=row.id,
                client_id=row.client_id,
                koppeling=row.koppeling_id,
                naam=row.naam,
                methode=Bewijswijze(row.methode),
                algoritme=Algoritme(row.algoritme),
                jwks=row.jwks,
                pkce_vrij=row.pkce_vrij,
                offline=row.offline,
                aangemaakt=row.aangemaakt,
                adressen=tuple(adressen.get(row.id, ())),
                geheimen=tuple(geheimen.get(row.id, ())),
            )
            for row in rows
        ]

    def _geheimen(self, numbers: Collection[int], moment: datetime) -> dict[int, list[Clientgeheim]]:
        c = sso_geheim.c
        rows = self._connection.execute(
            select(c.id, c.sso_client_id, c.aangemaakt, c.geldig_tot)
            .where(c.sso_client_id.in_(numbers), *in_force(moment))
            .order_by(c.id)
        )
        of_client: dict[int, list[Clientgeheim]] = {}
        for row in rows:
            geheim = Clientgeheim(id=row.id, aangemaakt=row.aangemaakt, geldig_tot=row.geldig_tot)
            of_client.setdefault(row.sso_client_id, []).append(geheim)
        return of_client

    def add_geheim(self, number: int, digest: str, moment: datetime) -> None:
        """Keep the hash of a new secret of a client."""
        self._connection.execute(
            insert(sso_geheim).values(sso_client_id=number, hash=digest, aangemaakt=moment)
        )

    def expire_geheimen(self, number: int, until: datetime) -> None:
        """Let the present secrets of a client prove something until a moment, unless they end sooner."""
        c = sso_geheim.c
        self._connection.execute(
            update(sso_geheim).where(c.sso_client_id == number, *in_force(until)).values(geldig_tot=until)
        )

    def limit_geheimen(self, numbers: Collection[int], until: datetime) -> None:
        """Let some secrets prove something until a moment."""
        self._connection.execute(
            update(sso_geheim).where(sso_geheim.c.id.in_(numbers)).values(geldig_tot=until)
        )

    def withdraw_geheimen(self, numbers: Collection[int], moment: datetime) -> None:
        """Let secrets prove nothing any more."""
        self._connection.execute(
            update(sso_geheim)
            .where(sso_geheim.c.id.in_(numbers), sso_geheim.c.ingetrokken.is_(None))
            .values(ingetrokken=moment)
        )

    def waiting(self) -> list[Wachtend]:
        """The clients with addresses that wait for an operator, the longest waiting first."""
        c = sso_adres.c
        rows = self._connection.execute(
            select(
                sso_client.c.koppeling_id,
                sso_client.c.naam.label("toepassing"),
                func.count().label("aantal"),
                func.min(c.aangemaakt).label("sinds"),
                *AANBIEDER,
            )
            .join_from(sso_adres, sso_client, sso_client.c.id == c.sso_client_id)
            .join(koppeling, koppeling.c.id == sso_client.c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .outerjoin(product, product.c.klant_id == klant.c.id)
            .outerjoin(koppelpartner, koppelpartner.c.id == product.c.koppelpartner_id)
            .where(c.bevestigd.is_(None), c.vervallen.is_(None), sso_client.c.beeindigd.is_(None))
            .group_by(sso_client.c.id, *AANBIEDER)
            .order_by("sinds", sso_client.c.id)
        )
        return [
            Wachtend(
                koppelpartner=row.koppelpartner_id,
                partner=row.partner or row.naam,
                koppeling=row.koppeling_id,
                toepassing=row.toepassing,
                aantal=row.aantal,
            )
            for row in rows
        ]


def in_force(moment: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The conditions that a secret proves something at a moment."""
    c = sso_geheim.c
    return c.ingetrokken.is_(None), or_(c.geldig_tot.is_(None), c.geldig_tot > moment)
