"""The schools that are asked in one go: who they are, and that they are asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, or_, select

from uwlr_service.domain.koppeling.deelname import LEFT, Deelnamestand
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, SchoolRepository, code_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Genodigde:
    """A school that can be asked; ``naam`` is None where nobody gave it."""

    school_id: int
    code: Schoolcode
    naam: str | None
    soort: Schoolsoort


class RondeRepository:
    """Many schools of one link at once, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def genodigden(self, codes: Iterable[Schoolcode]) -> dict[Schoolcode, Genodigde]:
        """The schools among these that are known."""
        numbers = SchoolRepository(self._connection).ids(codes)
        rows = self._connection.execute(
            select(school.c.id, *CODE, school.c.naam, school.c.soort).where(school.c.id.in_(numbers.values()))
        )
        return {
            code_of(row): Genodigde(
                school_id=row.id, code=code_of(row), naam=row.naam, soort=Schoolsoort(row.soort)
            )
            for row in rows
        }

    def propose(self, koppeling_id: int, school_ids: Collection[int], moment: datetime) -> None:
        """Let schools have to do with a link, without an agreement; one that had left begins a new period."""
        if not school_ids:
            return
        c = deelname.c
        statement = upsert.insert(self._connection, deelname)
        new = statement.excluded
        # Spelled out, because IN cannot be part of a statement for many rows.
        had_left = or_(*(c.stand == stand.value for stand in sorted(LEFT)))
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[c.koppeling_id, c.school_id],
                set_={
                    "stand": new.stand,
                    "sinds": new.sinds,
                    "periode": case((had_left, c.periode + 1), else_=c.periode),
                    "besloten_door": None,
                    "overeenkomst": None,
                    "navraag": None,
                },
            ),
            [
                {
                    "koppeling_id": koppeling_id,
                    "school_id": school_id,
                    "stand": Deelnamestand.VOORGESTELD.value,
                    "sinds": moment,
                    "periode": 1,
                }
                for school_id in school_ids
            ],
        )
