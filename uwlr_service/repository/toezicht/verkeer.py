"""The calls of partners: added up per minute, and read back for people."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, case, delete, func, select, true

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.foutadvies import GOED, is_fault
from uwlr_service.domain.toezicht.verkeer import Telling, Verkeersregel
from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.schema.partner import product
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.toezicht import verkeersregel
from uwlr_service.repository.upsert import insert


class Verkeerssleutel(NamedTuple):
    """What a row of calls is about."""

    koppeling_id: int
    school_id: int
    minuut: datetime
    operatie: str
    uitkomst: str


class VerkeerRepository:
    """The calls, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, counted: Mapping[Verkeerssleutel, Telling]) -> None:
        """Add counts to what other processes counted of the same minutes."""
        if not counted:
            return
        c = verkeersregel.c
        statement = insert(self._connection, verkeersregel)
        more = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=list(verkeersregel.primary_key),
            set_={
                "aantal": c.aantal + more.aantal,
                "objecten": c.objecten + more.objecten,
                "milliseconden": c.milliseconden + more.milliseconden,
                "langste": case((more.langste > c.langste, more.langste), else_=c.langste),
            },
        )
        rows = [
            {
                **sleutel._asdict(),
                "aantal": telling.aantal,
                "objecten": telling.objecten,
                "milliseconden": round(telling.milliseconden),
                "langste": round(telling.langste),
            }
            for sleutel, telling in sorted(counted.items())
        ]
        self._connection.execute(statement, rows)

    def of_koppelingen(
        self, koppelingen: Iterable[int], since: datetime, *, faults_only: bool, most: int
    ) -> list[Verkeersregel]:
        """The calls over links since a moment, the newest first."""
        c = verkeersregel.c
        is_wanted = c.uitkomst.not_in(GOED) if faults_only else true()
        rows = self._connection.execute(
            select(
                c.minuut,
                c.koppeling_id,
                c.operatie,
                c.uitkomst,
                c.aantal,
                c.objecten,
                c.milliseconden,
                c.langste,
                school.c.brincode,
                school.c.dependancecode,
                school.c.schoolkey,
            )
            .join_from(verkeersregel, school, school.c.id == c.school_id, isouter=True)
            .where(c.koppeling_id.in_(list(koppelingen)), c.minuut >= since, is_wanted)
            .order_by(c.minuut.desc(), c.koppeling_id, c.school_id, c.operatie, c.uitkomst)
            .limit(most)
        )
        return [
            Verkeersregel(
                moment=row.minuut,
                koppeling=row.koppeling_id,
                school=_written(row.brincode, row.dependancecode, row.schoolkey),
                operatie=row.operatie,
                uitkomst=row.uitkomst,
                aantal=row.aantal,
                objecten=row.objecten,
                gemiddeld=round(row.milliseconden / row.aantal),
                langste=row.langste,
                is_fout=is_fault(row.uitkomst),
            )
            for row in rows
        ]

    def outcomes(self, since: datetime) -> dict[int, dict[str, int]]:
        """Per link how often each outcome came since a moment."""
        c = verkeersregel.c
        rows = self._connection.execute(
            select(c.koppeling_id, c.uitkomst, func.sum(c.aantal).label("aantal"))
            .where(c.minuut >= since)
            .group_by(c.koppeling_id, c.uitkomst)
        )
        counts: dict[int, dict[str, int]] = {}
        for row in rows:
            counts.setdefault(row.koppeling_id, {})[row.uitkomst] = int(row.aantal)
        return counts

    def partners(self, koppelingen: Iterable[int]) -> dict[int, int | None]:
        """The koppelpartner of each of these links that is there; None for one without."""
        rows = self._connection.execute(
            select(koppeling.c.id, product.c.koppelpartner_id)
            .join_from(koppeling, product, product.c.klant_id == koppeling.c.klant_id, isouter=True)
            .where(koppeling.c.id.in_(list(koppelingen)))
        )
        return {row.id: row.koppelpartner_id for row in rows}

    def purge(self, before: datetime) -> int:
        """Forget the calls of before a moment; returns how many rows."""
        done = self._connection.execute(delete(verkeersregel).where(verkeersregel.c.minuut < before))
        return done.rowcount


def _written(brincode: str | None, dependancecode: str | None, schoolkey: str | None) -> str | None:
    if dependancecode is None:
        return None
    return str(Schoolcode(brincode, dependancecode, schoolkey))
