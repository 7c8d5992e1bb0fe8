"""Koppelpartners with their products."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select

from uwlr_service.domain.fouten import KlantcodeBezet
from uwlr_service.domain.koppeling.klant import Klant
from uwlr_service.domain.koppeling.koppelpartner import Koppelpartner, Product
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.school.scholen import AnyRow

PRODUCT = select(
    product.c.id,
    product.c.koppelpartner_id,
    product.c.klant_id,
    product.c.naam,
    product.c.omschrijving,
    product.c.aangemaakt,
    klant.c.naam.label("klantnaam"),
    klant.c.code.label("klantcode"),
    klant.c.toelating,
).join_from(product, klant, isouter=True)


class KoppelpartnerRepository:
    """The koppelpartners, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, naam: str, moment: datetime, *, kvk: str, website: str, contact: Mapping[str, str]) -> int:
        """Keep a new koppelpartner; returns its number."""
        statement = insert(koppelpartner).values(
            naam=naam, kvk=kvk, website=website, contact=dict(contact), aangemaakt=moment
        )
        return int(self._connection.execute(statement.returning(koppelpartner.c.id)).scalar_one())

    def add_product(
        self, koppelpartner_id: int, klant_id: int, moment: datetime, *, naam: str, omschrijving: str
    ) -> int:
        """Keep a new product, which goes by a klant in messages; returns its number."""
        statement = insert(product).values(
            koppelpartner_id=koppelpartner_id,
            klant_id=klant_id,
            naam=naam,
            omschrijving=omschrijving,
            aangemaakt=moment,
        )
        return int(self._connection.execute(statement.returning(product.c.id)).scalar_one())

    def add_klant(self, named: Klant, stand: Toelatingstand) -> int:
        """Keep a new klant. Raises KlantcodeBezet for a code that is taken, by whichever name."""
        statement = (
            upsert.insert(self._connection, klant)
            .values(naam=named.naam, code=named.code, toelating=stand.value)
            .on_conflict_do_nothing(index_elements=[klant.c.code])
            .returning(klant.c.id)
        )
        klant_id = self._connection.execute(statement).scalar()
        if klant_id is None:
            raise _taken(named.code)
        return int(klant_id)

    def of_klant(self, code: str) -> tuple[int, str, int | None] | None:
        """The number and the name of a klant, and of the koppelpartner behind it, where there is one."""
        row = self._connection.execute(
            select(klant.c.id, klant.c.naam, product.c.koppelpartner_id)
            .join_from(klant, product, product.c.klant_id == klant.c.id, isouter=True)
            .where(klant.c.code == code)
        ).first()
        return None if row is None else (row.id, row.naam, row.koppelpartner_id)

    def require_free(self, code: str) -> None:
        """Raise KlantcodeBezet when there is a klant with this code."""
        if self._connection.execute(select(klant.c.id).where(klant.c.code == code)).first() is not None:
            raise _taken(code)

    def all(self) -> list[Koppelpartner]:
        """Every koppelpartner, by its name."""
        return self._read()

    def get(self, koppelpartner_id: int) -> Koppelpartner | None:
        """One koppelpartner; None when there is none."""
        return next(iter(self._read(koppelpartner.c.id == koppelpartner_id)), None)

    def naam(self, koppelpartner_id: int) -> str:
        """What a koppelpartner is called. Raises NoResultFound when there is none."""
        statement = select(koppelpartner.c.naam).where(koppelpartner.c.id == koppelpartner_id)
        naam: str = self._connection.execute(statement).scalar_one()
        return naam

    def _read(self, *conditions: ColumnElement[bool]) -> list[Koppelpartner]:
        wanted = select(koppelpartner.c.id).where(*conditions)
        partners = self._connection.execute(
            select(koppelpartner).where(*conditions).order_by(koppelpartner.c.naam, koppelpartner.c.id)
        ).all()
        of_partner: dict[int, list[Product]] = defaultdict(list)
        for made in self._products(product.c.koppelpartner_id.in_(wanted)):
            of_partner[made.koppelpartner].append(made)
        return [_koppelpartner(row, tuple(of_partner[row.id])) for row in partners]

    def product(self, product_id: int) -> Product | None:
        """One product; None when there is none."""
        return next(iter(self._products(product.c.id == product_id)), None)

    def _products(self, condition: ColumnElement[bool]) -> list[Product]:
        rows = self._connection.execute(PRODUCT.where(condition).order_by(product.c.id)).all()
        klanten = select(product.c.klant_id).where(condition)
        links: dict[int, list[int]] = defaultdict(list)
        for link in self._connection.execute(
            select(koppeling.c.id, koppeling.c.klant_id)
            .where(koppeling.c.klant_id.in_(klanten))
            .order_by(koppeling.c.id)
        ):
            links[link.klant_id].append(link.id)
        return [_product(row, tuple(links[row.klant_id])) for row in rows]


def _taken(code: str) -> KlantcodeBezet:
    return KlantcodeBezet(f"De klantcode '{code}' is al in gebruik. Kies een andere.")


def _koppelpartner(row: AnyRow, producten: tuple[Product, ...]) -> Koppelpartner:
    return Koppelpartner(
        id=row.id,
        naam=row.naam,
        aangemaakt=row.aangemaakt,
        kvk=row.kvk,
        website=row.website,
        contact=row.contact or {},
        producten=producten,
    )


def _product(row: AnyRow, koppelingen: tuple[int, ...]) -> Product:
    is_admitted = row.klant_id is not None
    return Product(
        id=row.id,
        koppelpartner=row.koppelpartner_id,
        naam=row.naam,
        omschrijving=row.omschrijving or "",
        aangemaakt=row.aangemaakt,
        klant=Klant(row.klantnaam, row.klantcode) if is_admitted else None,
        stand=Toelatingstand(row.toelating) if is_admitted else None,
        koppelingen=koppelingen,
    )
