"""Proposals for wider agreements, and withdrawals with what has to be destroyed after them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.webhook import Webhookuitkomst
from uwlr_service.domain.koppeling.voorstel import DESTROYED_WITHIN, Besluit, Intrekking, Voorstel
from uwlr_service.repository.schema.gkv import webhookbericht
from uwlr_service.repository.schema.koppeling import afspraakvoorstel, intrekking
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, code_of


class VoorstelRepository:
    """The proposals, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, koppeling_id: int, school_id: int, gegevensset: str, velden: Mapping[str, bool], doel: str
    ) -> None:
        """Write down a proposal; one that the school has not decided on gives way."""
        self.decide(koppeling_id, school_id, Besluit.VERVANGEN)
        self._connection.execute(
            insert(afspraakvoorstel).values(
                koppeling_id=koppeling_id,
                school_id=school_id,
                gegevensset=gegevensset,
                velden=dict(velden),
                doel=doel,
                gedaan=tijd.now(),
            )
        )

    def open(self, koppeling_id: int, school_id: int) -> Voorstel | None:
        """The proposal that a school has still to decide on."""
        found = [one for one in self.of_koppeling(koppeling_id, school_id) if one.besluit is None]
        return found[-1] if found else None

    def of_koppeling(self, koppeling_id: int, school_id: int | None = None) -> list[Voorstel]:
        """Every proposal of a link, oldest first."""
        c = afspraakvoorstel.c
        statement = (
            select(c.id, *CODE, c.gegevensset, c.velden, c.doel, c.gedaan, c.besluit, c.besloten)
            .join_from(afspraakvoorstel, school)
            .where(c.koppeling_id == koppeling_id)
            .order_by(c.id)
        )
        if school_id is not None:
            statement = statement.where(c.school_id == school_id)
        return [_voorstel(koppeling_id, row) for row in self._connection.execute(statement)]

    def decide(self, koppeling_id: int, school_id: int, besluit: Besluit) -> None:
        """Close the open proposal, if there is one."""
        c = afspraakvoorstel.c
        self._connection.execute(
            update(afspraakvoorstel)
            .where(c.koppeling_id == koppeling_id, c.school_id == school_id, c.besluit.is_(None))
            .values(besluit=besluit.value, besloten=tijd.now())
        )


def _voorstel(koppeling_id: int, row: Any) -> Voorstel:
    return Voorstel(
        id=row.id,
        koppeling=koppeling_id,
        school=code_of(row),
        gegevensset=row.gegevensset,
        velden=row.velden,
        doel=row.doel,
        gedaan=row.gedaan,
        besluit=Besluit(row.besluit) if row.besluit else None,
        besloten=row.besloten,
    )


class IntrekkingRepository:
    """The withdrawals, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, koppeling_id: int, school_id: int, moment: datetime) -> None:
        """Write down that a school took back its consent, and when its data have to be gone."""
        self._connection.execute(
            insert(intrekking).values(
                koppeling_id=koppeling_id,
                school_id=school_id,
                moment=moment,
                verwijderen_voor=tijd.today(moment) + DESTROYED_WITHIN,
            )
        )

    def of_koppeling(self, koppeling_id: int) -> list[Intrekking]:
        """Every withdrawal of a link, oldest first."""
        c = intrekking.c
        rows = self._connection.execute(
            select(
                c.id, *CODE, c.moment, c.verwijderen_voor, c.bevestigd, webhookbericht.c.klaar.label("gemeld")
            )
            .join_from(intrekking, school)
            .outerjoin(
                webhookbericht,
                and_(
                    webhookbericht.c.intrekking_id == c.id,
                    webhookbericht.c.uitkomst == Webhookuitkomst.BEZORGD.value,
                ),
            )
            .where(c.koppeling_id == koppeling_id)
            .order_by(c.id)
        )
        return [
            Intrekking(
                id=row.id,
                koppeling=koppeling_id,
                school=code_of(row),
                moment=row.moment,
                verwijderen_voor=row.verwijderen_voor,
                bevestigd=row.bevestigd,
                gemeld=row.gemeld,
            )
            for row in rows
        ]

    def confirm(self, intrekking_id: int) -> None:
        """Note that the supplier said that he destroyed the data."""
        c = intrekking.c
        self._connection.execute(
            update(intrekking)
            .where(c.id == intrekking_id, c.bevestigd.is_(None))
            .values(bevestigd=tijd.now())
        )
