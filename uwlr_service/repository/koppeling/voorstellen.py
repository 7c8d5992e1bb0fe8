"""Proposals for wider agreements."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud
from uwlr_service.domain.koppeling.voorstel import (
    Besluit,
    Voorstel,
)
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.koppeling.voorstelinhouden import VoorstelinhoudRepository
from uwlr_service.repository.schema.koppeling import afspraakvoorstel
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.voorstel import wacht_op_tweede
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of, is_school

VOORSTEL = (
    afspraakvoorstel.c.id,
    afspraakvoorstel.c.koppeling_id,
    afspraakvoorstel.c.school_id,
    afspraakvoorstel.c.gegevensset,
    afspraakvoorstel.c.velden,
    afspraakvoorstel.c.doel,
    afspraakvoorstel.c.gedaan,
    afspraakvoorstel.c.besluit,
    afspraakvoorstel.c.besloten,
    afspraakvoorstel.c.besloten_door,
    afspraakvoorstel.c.reden,
    afspraakvoorstel.c.inhoud_id,
    wacht_op_tweede.c.door.label("eerste"),
    school.c.naam.label("schoolnaam"),
)
ACCEPTED_DOEL = FixedQuery(
    select(afspraakvoorstel.c.doel)
    .where(
        afspraakvoorstel.c.koppeling_id == bindparam("koppeling"),
        afspraakvoorstel.c.school_id == bindparam("school"),
        afspraakvoorstel.c.besluit == Besluit.GEACCEPTEERD.value,
    )
    .order_by(afspraakvoorstel.c.id.desc())
    .limit(1)
)
"""Everybody who signs in at an application for the first time is told, and so it is built once."""


class Plaats(NamedTuple):
    """A link and a school, by the numbers of their rows."""

    koppeling_id: int
    school_id: int


class VoorstelRepository:
    """The proposals, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        koppeling_id: int,
        sets: Mapping[int, str],
        *,
        velden: Mapping[str, bool],
        doel: str,
        inhoud_id: int,
    ) -> None:
        """Write down a proposal to each of some schools; one that is not decided on yet gives way.

        ``sets`` holds the gegevensset that is asked for, by the number of the school.
        """
        if not sets:
            return
        self.decide(koppeling_id, sets, Besluit.VERVANGEN)
        now = tijd.now()
        self._connection.execute(
            insert(afspraakvoorstel),
            [
                {
                    "koppeling_id": koppeling_id,
                    "school_id": school_id,
                    "gegevensset": gegevensset,
                    "velden": dict(velden),
                    "doel": doel,
                    "gedaan": now,
                    "inhoud_id": inhoud_id,
                }
                for school_id, gegevensset in sets.items()
            ],
        )

    def find(self, voorstel_id: int) -> Plaats | None:
        """The link and the school of a proposal; None when there is no such proposal."""
        c = afspraakvoorstel.c
        row = self._connection.execute(select(c.koppeling_id, c.school_id).where(c.id == voorstel_id)).first()
        return None if row is None else Plaats(row.koppeling_id, row.school_id)

    def placed(self, voorstel_id: int) -> tuple[Plaats, Voorstel] | None:
        """One proposal, and where it is; None when there is no such proposal."""
        rows = self._rows(afspraakvoorstel.c.id == voorstel_id)
        for row, voorstel in zip(rows, self._of(rows), strict=True):
            return Plaats(row.koppeling_id, row.school_id), voorstel
        return None

    def open(self, koppeling_id: int, school_id: int) -> Voorstel | None:
        """The proposal that a school has still to decide on."""
        c = afspraakvoorstel.c
        undecided = self._read(c.koppeling_id == koppeling_id, c.school_id == school_id, c.besluit.is_(None))
        return undecided[-1] if undecided else None

    def open_number(self, koppeling_id: int, code: Schoolcode) -> int | None:
        """The number of the proposal that a school has still to decide on; None where there is none."""
        c = afspraakvoorstel.c
        number: int | None = self._connection.execute(
            select(c.id)
            .join_from(afspraakvoorstel, school)
            .where(c.koppeling_id == koppeling_id, is_school(code), c.besluit.is_(None))
            .order_by(c.id.desc())
            .limit(1)
        ).scalar()
        return number

    def of_koppeling(self, koppeling_id: int, school_id: int | None = None) -> list[Voorstel]:
        """Every proposal of a link, oldest first; in two statements for all of them."""
        conditions = [afspraakvoorstel.c.koppeling_id == koppeling_id]
        if school_id is not None:
            conditions.append(afspraakvoorstel.c.school_id == school_id)
        return self._read(*conditions)

    def accepted_doel(self, koppeling_id: int, school_id: int) -> str | None:
        """The purpose in what a school last agreed to; None where it never was asked."""
        row = ACCEPTED_DOEL.first(self._connection, koppeling=koppeling_id, school=school_id)
        return None if row is None else row.doel

    def open_of(self, koppeling_id: int) -> list[Voorstel]:
        """The proposals of a link that schools have still to decide about."""
        c = afspraakvoorstel.c
        return self._read(c.koppeling_id == koppeling_id, c.besluit.is_(None))

    def of_school(self, school_id: int) -> list[Voorstel]:
        """Every proposal to a school, oldest first; in two statements for all of them."""
        return self._read(afspraakvoorstel.c.school_id == school_id)

    def after(self, school_id: int, number: int, limit: int) -> list[Voorstel]:
        """The proposals to a school behind a number, oldest first."""
        c = afspraakvoorstel.c
        return self._of(self._rows(c.school_id == school_id, c.id > number, limit=limit))

    def decide(
        self,
        koppeling_id: int,
        school_ids: Collection[int],
        besluit: Besluit,
        door: str | None = None,
        reden: str | None = None,
    ) -> None:
        """Close the open proposal to each of some schools, where there is one.

        ``reden`` is the remark of the school; None keeps what was written down before.
        """
        if not school_ids:
            return
        c = afspraakvoorstel.c
        said = {} if reden is None else {"reden": reden}
        closed = self._connection.execute(
            update(afspraakvoorstel)
            .where(c.koppeling_id == koppeling_id, c.school_id.in_(school_ids), c.besluit.is_(None))
            .values(besluit=besluit.value, besloten=tijd.now(), besloten_door=door, **said)
            .returning(c.id)
        )
        numbers = list(closed.scalars())
        if numbers:
            self._connection.execute(
                delete(wacht_op_tweede).where(wacht_op_tweede.c.voorstel_id.in_(numbers))
            )

    def remark(self, voorstel_id: int, reden: str | None) -> None:
        """Write down what a school says to the partner beside its decision."""
        statement = update(afspraakvoorstel).where(afspraakvoorstel.c.id == voorstel_id)
        self._connection.execute(statement.values(reden=reden))

    def refused_since(
        self, koppeling_id: int, school_ids: Collection[int], since: datetime
    ) -> frozenset[int]:
        """The numbers of the schools that declined a proposal of this link after a moment."""
        c = afspraakvoorstel.c
        return frozenset(
            self._connection.execute(
                select(c.school_id).where(
                    c.koppeling_id == koppeling_id,
                    c.school_id.in_(school_ids),
                    c.besluit == Besluit.AFGEWEZEN.value,
                    c.besloten > since,
                )
            ).scalars()
        )

    def open_before(self, moment: datetime) -> list[int]:
        """The proposals that wait since before a moment.

        Those of before each field had a purpose are not among them: nobody told the school of a date.
        """
        c = afspraakvoorstel.c
        return list(
            self._connection.execute(
                select(c.id)
                .where(c.besluit.is_(None), c.inhoud_id.is_not(None), c.gedaan < moment)
                .order_by(c.id)
            ).scalars()
        )

    def _read(self, *conditions: ColumnElement[bool]) -> list[Voorstel]:
        return self._of(self._rows(*conditions))

    def _rows(self, *conditions: ColumnElement[bool], limit: int | None = None) -> Sequence[AnyRow]:
        c = afspraakvoorstel.c
        return self._connection.execute(
            select(*VOORSTEL, *CODE)
            .join_from(afspraakvoorstel, school)
            .outerjoin(wacht_op_tweede, wacht_op_tweede.c.voorstel_id == c.id)
            .where(*conditions)
            .order_by(c.id)
            .limit(limit)
        ).all()

    def _of(self, rows: Sequence[AnyRow]) -> list[Voorstel]:
        inhoud_ids = {row.inhoud_id for row in rows if row.inhoud_id is not None}
        inhouden = VoorstelinhoudRepository(self._connection).of(inhoud_ids)
        return [_voorstel(row, inhouden.get(row.inhoud_id)) for row in rows]


def _voorstel(row: AnyRow, inhoud: Voorstelinhoud | None) -> Voorstel:
    return Voorstel(
        id=row.id,
        koppeling=row.koppeling_id,
        school=code_of(row),
        schoolnaam=row.schoolnaam or str(code_of(row)),
        gegevensset=row.gegevensset,
        velden=row.velden,
        doel=row.doel,
        gedaan=row.gedaan,
        inhoud=inhoud,
        eerste=row.eerste,
        besluit=Besluit(row.besluit) if row.besluit else None,
        besloten=row.besloten,
        besloten_door=row.besloten_door,
        reden=row.reden,
    )
