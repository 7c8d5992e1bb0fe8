"""After a restore from backup: every count goes on far above what may have been given out since."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, literal, select, union_all

from uwlr_service.domain.gkv.levering import Keten
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.gkv import gkv_nummer, levering, volledigverzoek
from uwlr_service.repository.schema.koppeling import deelname, koppeling
from uwlr_service.repository.schema.school import school

GAP = "herstel"
"""The kind of a number of GeneriekeService that is taken and never shown."""


class GkvHerstelRepository:
    """The counts of packages and of numbers, within one connection; each call is one statement or two."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def highest(self) -> dict[Keten, int]:
        """The highest number of each chain; 0 for a school of a GKV link that had no delivery yet."""
        link = deelname.c
        of_levering = levering.c
        asked = volledigverzoek.c
        numbers = select(of_levering.koppeling_id, of_levering.school_id, func.max(of_levering.volgnummer))
        counted = union_all(
            select(link.koppeling_id, link.school_id, literal(0).label("nummer"))
            .join_from(deelname, koppeling)
            .where(koppeling.c.richting == Richting.LEVEREN.value),
            numbers.group_by(of_levering.koppeling_id, of_levering.school_id),
            # A jump of an earlier restore that no delivery has made yet.
            select(asked.koppeling_id, asked.school_id, asked.vanaf - 1).where(asked.vanaf.is_not(None)),
        ).subquery()
        rows = self._connection.execute(
            select(counted.c.koppeling_id, counted.c.school_id, func.max(counted.c.nummer).label("nummer"))
            .group_by(counted.c.koppeling_id, counted.c.school_id)
            .order_by(counted.c.koppeling_id, counted.c.school_id)
        )
        return {(row.koppeling_id, row.school_id): row.nummer for row in rows}

    def known(self) -> tuple[set[int], set[int]]:
        """The links of GKV and the schools that there are."""
        links = self._connection.execute(
            select(koppeling.c.id).where(koppeling.c.richting == Richting.LEVEREN.value)
        )
        scholen = self._connection.execute(select(school.c.id))
        return set(links.scalars()), set(scholen.scalars())

    def begin_at(self, numbers: Mapping[Keten, int], moment: datetime) -> None:
        """Let the next delivery of each chain be a full one with at least this number."""
        if not numbers:
            return
        statement = upsert.insert(self._connection, volledigverzoek)
        c = volledigverzoek.c
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[c.koppeling_id, c.school_id], set_={"vanaf": statement.excluded.vanaf}
            ),
            [
                {"koppeling_id": koppeling_id, "school_id": school_id, "moment": moment, "vanaf": number}
                for (koppeling_id, school_id), number in numbers.items()
            ],
        )

    def skip_nummers(self, jump: int) -> None:
        """Let the numbers of GeneriekeService go on this much higher, at every school.

        A partner may know numbers that this database does not: such a number must never get another meaning.
        """
        c = gkv_nummer.c
        last = func.coalesce(func.max(c.nummer), 0)
        taken = (
            select(school.c.id, literal(GAP), literal(str(uuid.uuid4())), last + jump)
            .select_from(school)
            .outerjoin(gkv_nummer, c.school_id == school.c.id)
            .group_by(school.c.id)
        )
        self._connection.execute(
            gkv_nummer.insert().from_select([c.school_id, c.soort, c.key, c.nummer], taken)
        )
