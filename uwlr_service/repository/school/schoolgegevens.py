"""A school's people and groups, kept in versions: the present state, any earlier one, and the change."""

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.replica import NotRead
from uwlr_service.repository.schema import school as tables
from uwlr_service.repository.school.scholen import (
    Schooljaarstand,
    SchoolRepository,
)
from uwlr_service.repository.school.versietabellen import (
    LEERKRACHTEN,
    LEERLINGEN,
    PLAATSEN,
    SCHOOLELEMENT,
    VERSIETABELLEN,
    in_one,
    read_from,
)

AT_REVISIE_OF_FEW = in_one({tabel: tabel.held for tabel in (SCHOOLELEMENT, *PLAATSEN)})
"""The kinds of which a school has few objects, in one statement."""
Read = TypeVar("Read")
# The moment too: a copy of a database that was put back has other states under the same numbers.
REACHED = select(tables.revisie.c.revisie).where(
    tables.revisie.c.schooljaar_id == bindparam("schooljaar_id"),
    tables.revisie.c.revisie == bindparam("revisie"),
    tables.revisie.c.moment == bindparam("moment"),
    # Not of a server that was promoted: what is taken out of a state without a new one stays there.
    func.pg_is_in_recovery(),
)
"""Finds a state where it was reached, on a server that follows another one."""


def read_stand(
    database: Database, connection: Connection, stand: Schooljaarstand, read: Callable[[Connection], Read]
) -> Read:
    """What ``read`` makes of this state or one before it: on the copy of the database, if that has it.

    ``connection`` is one of the primary, where the state was found. What ``read`` asks must have the same
    answer on both: rows of these revisions, and nothing that changes without a new one.
    """
    if database.replica is not None:
        wanted = {"schooljaar_id": stand.schooljaar_id, "revisie": stand.revisie, "moment": stand.moment}
        try:
            return database.replica.read(lambda copy: copy.execute(REACHED, wanted).first() is not None, read)
        except NotRead:
            pass  # it counts why
    return read(connection)


class SchoolgegevensRepository:
    """The versioned data of the schools, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(
        self, code: Schoolcode, jaar: Schooljaar, stand: Schooljaarstand, revisie: int | None = None
    ) -> Schoolgegevens:
        """The data of a school year as they were at a revision, by default that of ``stand``.

        Whatever commits meanwhile, the rows of one revision are one state.
        """
        at = stand.revisie if revisie is None else revisie
        objects = self._objects(stand.schooljaar_id, at)
        elements = objects.pop(SCHOOLELEMENT.naam)
        school = School(
            code=code, schooljaar=jaar, peildatum=stand.peildatum, aanmaakdatum=stand.aanmaakdatum
        )
        # At most one; before the first import there is none.
        for element in elements:
            school = School(
                code=code,
                schooljaar=jaar,
                schoolkey=element.schoolkey,
                instellingsnummer=element.instellingsnummer,
                peildatum=stand.peildatum,
                aanmaakdatum=stand.aanmaakdatum,
                auteur=element.auteur,
                commentaar=element.commentaar,
                toevoegingen=element.toevoegingen,
            )
        return Schoolgegevens(school=school, **{naam: tuple(rows) for naam, rows in objects.items()})

    def present(self, code: Schoolcode, jaar: Schooljaar) -> Schoolgegevens | None:
        """The data of a school year as they are now; None when there never were any."""
        stand = SchoolRepository(self._connection).stand(code, jaar)
        return self.read(code, jaar, stand) if stand else None

    def _objects(self, schooljaar_id: int, revisie: int) -> dict[str, list[Any]]:
        """The objects of a revision, by kind."""
        parameters = {"schooljaar_id": schooljaar_id, "revisie": revisie}
        objects: dict[str, list[Any]] = {tabel.naam: [] for tabel in VERSIETABELLEN}
        for row in self._connection.execute(AT_REVISIE_OF_FEW, parameters):
            naam, read = read_from(row)
            objects[naam].append(read)
        for tabel in (LEERLINGEN, LEERKRACHTEN):
            rows = self._connection.execute(tabel.at_revisie, parameters).all()
            # The columns stand in the order of the names; by row._mapping a pull takes a quarter longer.
            names = tabel.names
            objects[tabel.naam] = [tabel.kind(**dict(zip(names, row, strict=True))) for row in rows]
        # Sorted here, because the two databases have different ideas of the order of text.
        return {naam: sorted(of_kind, key=attrgetter("key")) for naam, of_kind in objects.items()}

    def groepen_at(self, schooljaar_id: int, revisie: int) -> frozenset[Groepskeuze]:
        """The groups of both kinds that a school year had at a revision."""
        groepen: set[Groepskeuze] = set()
        for table in (tables.groep, tables.samengestelde_groep):
            statement = select(table.c.key).where(
                table.c.schooljaar_id == schooljaar_id,
                table.c.van_revisie <= revisie,
                or_(table.c.tot_revisie.is_(None), table.c.tot_revisie > revisie),
            )
            for key in self._connection.execute(statement).scalars():
                groepen.add(Groepskeuze(table is tables.samengestelde_groep, key))
        return frozenset(groepen)

    def purge(self, before: datetime) -> int:
        """Forget the states that ended before a moment; returns how many rows went.

        The present state always stays, however old it is.
        """
        # Said first: whoever is about to put a state back holds the year, and is waited for.
        self._forget(before)
        gone = 0
        for tabel in VERSIETABELLEN:
            versies = tabel.table.c
            ended = (
                select(tables.revisie.c.revisie)
                .where(
                    tables.revisie.c.schooljaar_id == versies.schooljaar_id,
                    tables.revisie.c.revisie == versies.tot_revisie,
                    tables.revisie.c.moment < before,
                )
                .exists()
            )
            gone += self._connection.execute(delete(tabel.table).where(ended)).rowcount
        return gone

    def _forget(self, before: datetime) -> None:
        """Remember, by school year, which states are not whole any more."""
        jaren = tables.schooljaar.c
        ended = (
            select(func.max(tables.revisie.c.revisie) - 1)
            .where(tables.revisie.c.schooljaar_id == jaren.id, tables.revisie.c.moment < before)
            .scalar_subquery()
        )
        self._connection.execute(
            update(tables.schooljaar).where(ended > jaren.vergeten_tot).values(vergeten_tot=ended)
        )
