"""The names by which people know the groups, locations and pupils that schools have now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Table, select

from uwlr_service.domain.school.benaming import Benoemd
from uwlr_service.repository.schema import school as tables
from uwlr_service.repository.school.scholen import AnyRow

GROEPEN = "groepen"
VESTIGINGEN = "vestigingen"
TABLES = {
    GROEPEN: (tables.groep, tables.samengestelde_groep),
    VESTIGINGEN: (tables.vestiging,),
}


class NamenRepository:
    """What schools have now in each of their school years, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, soort: str, school_ids: Iterable[int]) -> dict[int, list[Benoemd]]:
        """The ``groepen`` (of both kinds) or ``vestigingen``, by the number of the school."""
        wanted = list(school_ids)
        benoemden: dict[int, list[Benoemd]] = defaultdict(list)
        for table in TABLES[soort]:
            for row in self._now(table, wanted):
                benoemden[row.school_id].append(_benoemd(table, row))
        return benoemden

    def leerlingen(self, school_id: int) -> Iterator[Benoemd]:
        """The pupils of a school; ``wat`` is the name of their stamgroep."""
        groepen = {
            (groep.schooljaar, groep.key): groep.naam for groep in self.of(GROEPEN, [school_id])[school_id]
        }
        for row in self._now(tables.leerling, [school_id]):
            parts = (row.roepnaam or row.voornamen, row.voorvoegsel, row.achternaam)
            yield Benoemd(
                key=row.key,
                naam=" ".join(part for part in parts if part),
                schooljaar=row.schooljaar,
                jaargroep=row.jaargroep,
                wat=groepen.get((row.schooljaar, row.groep), ""),
            )

    def _now(self, table: Table, school_ids: list[int]) -> Iterable[AnyRow]:
        year = tables.schooljaar.c
        return self._connection.execute(
            select(year.school_id, year.schooljaar, table)
            .join_from(table, tables.schooljaar)
            .where(year.school_id.in_(school_ids), table.c.tot_revisie.is_(None))
        )


def _benoemd(table: Table, row: AnyRow) -> Benoemd:
    jaargroep = None
    wat = "vestiging"
    if table is tables.groep:
        jaargroep = row.jaargroep
        wat = f"jaargroep {row.jaargroep}"
    elif table is tables.samengestelde_groep:
        wat = "samengestelde groep"
    return Benoemd(key=row.key, naam=row.naam, schooljaar=row.schooljaar, jaargroep=jaargroep, wat=wat)
