"""The proeftuinen: made once for a product, found by number, and moved on."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from uwlr_service.domain.proeftuin.proeftuin import FIRST_DAY, Proeftuin, brincodes
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.partner import product
from uwlr_service.repository.schema.proeftuin import proeftuin
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import AnyRow


class ProeftuinRepository:
    """The proeftuinen, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, product_id: int, schooljaar: Schooljaar, moment: datetime) -> Proeftuin | None:
        """A proeftuin on its first day, under a BRIN of which no school is known.

        None when the product has one already, or when no BRIN is left.
        """
        # A school may have got such a BRIN before there were proeftuinen: it stays what it is.
        taken = set(self._connection.execute(select(school.c.brincode).distinct()).scalars())
        taken |= set(self._connection.execute(select(proeftuin.c.brincode)).scalars())
        for brincode in brincodes():
            if brincode in taken:
                continue
            # Somebody else can take the same one meanwhile, for another product; then the next is tried.
            made = self._connection.execute(
                upsert.insert(self._connection, proeftuin)
                .values(
                    product_id=product_id,
                    brincode=brincode,
                    dag=FIRST_DAY,
                    schooljaar=schooljaar,
                    aangemaakt=moment,
                )
                .on_conflict_do_nothing()
                .returning(*proeftuin.c)
            ).first()
            if made is not None:
                return _proeftuin(made)
            if self.of_product(product_id) is not None:
                return None
        return None

    def get(self, proeftuin_id: int) -> Proeftuin | None:
        """One proeftuin; None when there is none."""
        return self._one(proeftuin.c.id == proeftuin_id)

    def of_product(self, product_id: int) -> Proeftuin | None:
        """The proeftuin of a product; None when it has none."""
        return self._one(proeftuin.c.product_id == product_id)

    def of_brincode(self, brincode: str) -> Proeftuin | None:
        """The proeftuin whose schools have this BRIN; None when there is none."""
        return self._one(proeftuin.c.brincode == brincode)

    def locked(self, product_id: int) -> Proeftuin | None:
        """The same; nobody else moves it until the transaction ends."""
        row = self._connection.execute(
            select(proeftuin).where(proeftuin.c.product_id == product_id).with_for_update()
        ).first()
        return None if row is None else _proeftuin(row)

    def hold(self, proeftuin_id: int) -> None:
        """Let others who hold it wait until the transaction ends."""
        self._connection.execute(
            select(proeftuin.c.id).where(proeftuin.c.id == proeftuin_id).with_for_update()
        ).first()

    def of_koppelpartner(self, koppelpartner_id: int) -> list[Proeftuin]:
        """The proeftuinen of the products of a company, by number."""
        rows = self._connection.execute(
            select(proeftuin)
            .join(product, product.c.id == proeftuin.c.product_id)
            .where(product.c.koppelpartner_id == koppelpartner_id)
            .order_by(proeftuin.c.id)
        )
        return [_proeftuin(row) for row in rows]

    def all(self) -> list[Proeftuin]:
        """Every proeftuin, by number."""
        return [
            _proeftuin(row) for row in self._connection.execute(select(proeftuin).order_by(proeftuin.c.id))
        ]

    def move(self, moved: Proeftuin) -> None:
        """Put a proeftuin at a day of its script, in a school year."""
        self._connection.execute(
            update(proeftuin)
            .where(proeftuin.c.id == moved.id)
            .values(dag=moved.dag, schooljaar=moved.schooljaar)
        )

    def _one(self, condition: ColumnElement[bool]) -> Proeftuin | None:
        row = self._connection.execute(select(proeftuin).where(condition)).first()
        return None if row is None else _proeftuin(row)


def _proeftuin(row: AnyRow) -> Proeftuin:
    return Proeftuin(
        id=row.id,
        product=row.product_id,
        brincode=row.brincode,
        dag=row.dag,
        schooljaar=Schooljaar(row.schooljaar),
    )
