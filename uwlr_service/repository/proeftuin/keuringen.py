"""How far the judging of the client of a proeftuin is; within one connection."""

from typing import Any

from sqlalchemy import Connection, Select, select, update

from uwlr_service.domain.proeftuin.keurstand import Keurstand, Plan
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Richting
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.proeftuin import proeftuin_keuring


class KeuringRepository:
    """The judging of clients, one a proeftuin."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, proeftuin_id: int) -> Keurstand | None:
        """How far it is; None if it did not begin."""
        return self._one(_of(proeftuin_id))

    def locked(self, proeftuin_id: int) -> Keurstand | None:
        """The same; nobody else changes it until the transaction ends."""
        return self._one(_of(proeftuin_id).with_for_update())

    def put(self, proeftuin_id: int, stand: Keurstand) -> None:
        """Keep how far it is."""
        values = {
            "suite": stand.suite,
            "versie": stand.versie,
            "begonnen": stand.begonnen,
            "stap": stand.stap,
            "gedaan": stand.gedaan,
            "ingrepen": stand.plan.ingrepen,
            "bij": stand.plan.bij,
            "pakket": stand.plan.pakket,
            "zonder": stand.zonder,
        }
        self._connection.execute(
            upsert.insert(self._connection, proeftuin_keuring)
            .values(proeftuin_id=proeftuin_id, **values)
            .on_conflict_do_update(index_elements=["proeftuin_id"], set_=values)
        )

    def plan(self, proeftuin_id: int, plan: Plan) -> None:
        """Keep what is still to be done to the next calls."""
        self._connection.execute(
            update(proeftuin_keuring)
            .where(proeftuin_keuring.c.proeftuin_id == proeftuin_id)
            .values(ingrepen=plan.ingrepen, bij=plan.bij)
        )

    def _one(self, statement: Select[Any]) -> Keurstand | None:
        row = self._connection.execute(statement).first()
        if row is None:
            return None
        return Keurstand(
            suite=row.suite,
            versie=row.versie,
            begonnen=row.begonnen,
            stap=row.stap,
            gedaan=row.gedaan,
            zonder=row.zonder,
            plan=Plan(ingrepen=tuple(map(Ingreep, row.ingrepen)), bij=Richting(row.bij), pakket=row.pakket),
        )


def _of(proeftuin_id: int) -> Select[Any]:
    return select(proeftuin_keuring).where(proeftuin_keuring.c.proeftuin_id == proeftuin_id)
