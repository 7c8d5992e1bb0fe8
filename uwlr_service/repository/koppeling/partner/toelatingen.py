"""How far products were admitted: the state, what it rests on, and each step."""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from uwlr_service.domain.koppeling.koppelpartner import Product, Toelating, Toelatingstap
from uwlr_service.domain.koppeling.toelating import Keurrapport, Toelatinggebeurtenis, Toelatingstand
from uwlr_service.repository.koppeling.aanmelden import einden as aanmeldeinden
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.koppeling.standen import takes_part
from uwlr_service.repository.schema.koppeling import deelname, klant, koppeling
from uwlr_service.repository.schema.partner import product, toelating, toelatingrapport, toelatingstap


class ToelatingRepository:
    """The admissions, within one connection; the state itself is kept with the klant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, product_id: int, moment: datetime) -> None:
        """Begin the admission of a product."""
        self._connection.execute(insert(toelating).values(product_id=product_id, begonnen=moment))

    def get(self, product_id: int) -> Toelating | None:
        """The admission of a product, with its steps; None when it has none."""
        made = KoppelpartnerRepository(self._connection).product(product_id)
        row = self._connection.execute(select(toelating).where(toelating.c.product_id == product_id)).first()
        if made is None or made.stand is None or row is None:
            return None
        return Toelating(
            product=made,
            stand=made.stand,
            begonnen=row.begonnen,
            kwalificatie_reden=row.kwalificatie_reden,
            overeenkomst_nummer=row.overeenkomst_nummer,
            overeenkomst_datum=row.overeenkomst_datum,
            opgeschort_reden=row.opgeschort_reden,
            stappen=tuple(self._stappen(product_id)),
            rapporten=tuple(self.rapporten(product_id)),
        )

    def locked(self, product_ids: Collection[int]) -> list[Product]:
        """Admitted products, for this transaction alone: nobody else changes their states until that ends."""
        klanten = select(product.c.klant_id).where(product.c.id.in_(product_ids))
        own = select(klant.c.id).where(klant.c.id.in_(klanten)).order_by(klant.c.id)
        # As ``KoppelingRepository.lock`` does: whoever refers to the klant goes on.
        self._connection.execute(own.with_for_update(key_share=True))
        partners = KoppelpartnerRepository(self._connection)
        products = [partners.product(product_id) for product_id in sorted(product_ids)]
        return [made for made in products if made is not None and made.stand is not None]

    def take(self, product_id: int, stap: Toelatingstap, **values: Any) -> None:
        """Keep a step, with what it rests on, and bring the product into its state."""
        c = toelatingstap.c
        self._connection.execute(
            insert(toelatingstap).values(
                {
                    c.product_id: product_id,
                    c.moment: stap.moment,
                    c.van: stap.van,
                    c.gebeurtenis: stap.gebeurtenis,
                    c.naar: stap.naar,
                    c.door: stap.door,
                    c.reden: stap.reden or None,
                }
            )
        )
        if values:
            self._connection.execute(
                update(toelating).where(toelating.c.product_id == product_id).values(**values)
            )
        own = select(product.c.klant_id).where(product.c.id == product_id).scalar_subquery()
        self._connection.execute(update(klant).where(klant.c.id == own).values(toelating=stap.naar.value))
        aanmeldeinden.of_klant(self._connection, own, stap.moment)

    def add_rapport(self, product_id: int, rapport: Keurrapport, moment: datetime, door: str) -> None:
        """Keep what came of a report, and who brought it."""
        values = {field.name: getattr(rapport, field.name) for field in fields(rapport)}
        self._connection.execute(
            insert(toelatingrapport).values(product_id=product_id, vastgelegd=moment, door=door, **values)
        )

    def rapporten(self, product_id: int) -> list[Keurrapport]:
        """The reports about a product, the newest first."""
        c = toelatingrapport.c
        rows = self._connection.execute(
            select(*(c[field.name] for field in fields(Keurrapport)))
            .where(c.product_id == product_id)
            .order_by(c.ondertekend.desc(), c.id.desc())
        )
        return [Keurrapport(**row._mapping) for row in rows]

    def scholen(self, product_id: int) -> list[int]:
        """The numbers of the schools that take part in a link of a product."""
        statement = (
            select(deelname.c.school_id)
            .join_from(deelname, koppeling)
            .join(product, product.c.klant_id == koppeling.c.klant_id)
            .where(product.c.id == product_id, takes_part())
            .group_by(deelname.c.school_id)
            .order_by(deelname.c.school_id)
        )
        return list(self._connection.execute(statement).scalars())

    def koppelingen(self, product_id: int) -> list[int]:
        """The numbers of the links of a product, oldest first."""
        statement = (
            select(koppeling.c.id)
            .join_from(product, koppeling, koppeling.c.klant_id == product.c.klant_id)
            .where(product.c.id == product_id)
            .order_by(koppeling.c.id)
        )
        return list(self._connection.execute(statement).scalars())

    def _stappen(self, product_id: int) -> list[Toelatingstap]:
        rows = self._connection.execute(
            select(toelatingstap).where(toelatingstap.c.product_id == product_id).order_by(toelatingstap.c.id)
        )
        return [
            Toelatingstap(
                moment=row.moment,
                van=Toelatingstand(row.van) if row.van else None,
                gebeurtenis=Toelatinggebeurtenis(row.gebeurtenis),
                naar=Toelatingstand(row.naar),
                door=row.door,
                reden=row.reden or "",
            )
            for row in rows
        ]
