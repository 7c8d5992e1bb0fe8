"""A school's people and groups, kept in versions: the present state, any earlier one, and the change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository import upsert
from uwlr_service.repository.schema import school as tables
from uwlr_service.repository.school.clock import next_moment
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.scholen import (
    NOTHING_YET,
    STAND,
    Schooljaarstand,
    SchoolRepository,
    stand_of,
)
from uwlr_service.repository.school.versietabellen import (
    SCHOOLELEMENT,
    VERSIETABELLEN,
    Schoolelement,
    Versietabel,
)


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
        return {tabel.naam: self._rows(tabel, schooljaar_id, revisie) for tabel in VERSIETABELLEN}

    def _rows(self, tabel: Versietabel, schooljaar_id: int, revisie: int) -> list[Any]:
        parameters = {"schooljaar_id": schooljaar_id, "revisie": revisie}
        rows = self._connection.execute(tabel.at_revisie, parameters).all()
        # The columns stand in the order of the names; by row._mapping a pull would take a quarter longer.
        names = tabel.names
        objects = [tabel.kind(**dict(zip(names, row, strict=True))) for row in rows]
        # Sorted here, because the two databases have different ideas of the order of text.
        return sorted(objects, key=attrgetter("key"))

    def present_keys(self, soort: str, school_ids: Iterable[int]) -> frozenset[str]:
        """The keys of the ``groepen`` (of both kinds) or ``vestigingen`` that some schools have now."""
        chosen = {
            "groepen": (tables.groep, tables.samengestelde_groep),
            "vestigingen": (tables.vestiging,),
        }[soort]
        wanted = list(school_ids)
        keys: set[str] = set()
        for table in chosen:
            statement = (
                select(table.c.key)
                .join(tables.schooljaar)
                .where(tables.schooljaar.c.school_id.in_(wanted), table.c.tot_revisie.is_(None))
            )
            keys.update(self._connection.execute(statement).scalars())
        return frozenset(keys)

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

    def replace(self, gegevens: Schoolgegevens) -> Mapping[str, Importtelling]:
        """Make these the data of their school year; returns the counts by kind.

        Unchanged objects keep their rows; a new revision is made only when something changed. The school
        is locked until the transaction ends.
        """
        school_id, stand = self._lock(gegevens.school)
        old = self._objects(stand.schooljaar_id, stand.revisie)
        new = _objects_of(gegevens)
        changes = {tabel.naam: _compare(tabel, old[tabel.naam], new[tabel.naam]) for tabel in VERSIETABELLEN}
        values: dict[str, Any] = {
            "peildatum": gegevens.school.peildatum,
            "aanmaakdatum": gegevens.school.aanmaakdatum,
        }
        if stand.revisie == NOTHING_YET or any(change.telling.is_changed for change in changes.values()):
            moment = next_moment(self._connection, school_id)
            revisie = stand.revisie + 1
            for tabel in VERSIETABELLEN:
                self._write(tabel, changes[tabel.naam], stand.schooljaar_id, revisie, moment)
            self._connection.execute(
                insert(tables.revisie).values(
                    schooljaar_id=stand.schooljaar_id, revisie=revisie, moment=moment
                )
            )
            values |= {"revisie": revisie, "moment": moment, "omslagdagen": _omslagdagen(gegevens.leerlingen)}
        self._connection.execute(
            update(tables.schooljaar).where(tables.schooljaar.c.id == stand.schooljaar_id).values(values)
        )
        return {naam: change.telling for naam, change in changes.items() if naam != SCHOOLELEMENT.naam}

    def _lock(self, school: School) -> tuple[int, Schooljaarstand]:
        """Lock a school, and only then read its state: nobody else changes it before the commit."""
        school_id = SchoolRepository(self._connection).ensure(school.code)
        self._connection.execute(
            select(tables.school.c.id).where(tables.school.c.id == school_id).with_for_update()
        )
        self._connection.execute(
            upsert.insert(self._connection, tables.schooljaar)
            .values(school_id=school_id, schooljaar=school.schooljaar, revisie=NOTHING_YET, moment=tijd.now())
            .on_conflict_do_nothing()
        )
        row = self._connection.execute(
            select(*STAND).where(
                tables.schooljaar.c.school_id == school_id,
                tables.schooljaar.c.schooljaar == school.schooljaar,
            )
        ).one()
        return school_id, stand_of(row)

    def _write(
        self, tabel: Versietabel, change: "Change", schooljaar_id: int, revisie: int, moment: datetime
    ) -> None:
        table = tabel.table
        if change.ended:
            self._connection.execute(
                update(table)
                .where(
                    table.c.schooljaar_id == schooljaar_id,
                    table.c.key == bindparam("ended"),
                    table.c.tot_revisie.is_(None),
                )
                .values(tot_revisie=revisie),
                [{"ended": key} for key in change.ended],
            )
        if change.begun:
            place = {"schooljaar_id": schooljaar_id, "van_revisie": revisie}
            self._connection.execute(
                insert(table),
                [
                    _row(tabel, versie, change.replaced.get(versie.key), moment) | place
                    for versie in change.begun
                ],
            )

    def purge(self, before: datetime) -> int:
        """Forget the states that ended before a moment; returns how many rows went.

        The present state always stays, however old it is.
        """
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The versions to end and to begin to get from one state to the next."""

    telling: Importtelling
    ended: Sequence[str]
    begun: Sequence[Any]
    replaced: Mapping[str, Any]


def _compare(tabel: Versietabel, old: Iterable[Any], new: Sequence[Any]) -> Change:
    content = tabel.content
    before = {versie.key: versie for versie in old}
    added: list[Any] = []
    changed: list[Any] = []
    for versie in new:
        if versie.key not in before:
            added.append(versie)
        elif content(versie) != content(before[versie.key]):
            changed.append(versie)
    present = {versie.key for versie in new}
    gone = [key for key in before if key not in present]
    return Change(
        telling=Importtelling(
            toegevoegd=len(added),
            gewijzigd=len(changed),
            ongewijzigd=len(new) - len(added) - len(changed),
            verdwenen=len(gone),
        ),
        ended=[versie.key for versie in changed] + gone,
        begun=added + changed,
        replaced={versie.key: before[versie.key] for versie in changed},
    )


def _objects_of(gegevens: Schoolgegevens) -> dict[str, Sequence[Any]]:
    """New data in the form of ``_objects``."""
    objects: dict[str, Sequence[Any]] = {SCHOOLELEMENT.naam: [Schoolelement.of(gegevens.school)]}
    for tabel in VERSIETABELLEN:
        if tabel is not SCHOOLELEMENT:
            objects[tabel.naam] = getattr(gegevens, tabel.naam)
    return objects


def _row(tabel: Versietabel, versie: Any, before: Any | None, moment: datetime) -> dict[str, Any]:
    """The values of a new version; its mutatiedatum is the file's when that is news, or else the moment."""
    row = {name: getattr(versie, name) for name in tabel.names}
    if "mutatiedatum" in row:
        given = row["mutatiedatum"]
        known = before.mutatiedatum if before is not None else None
        if given is None or (known is not None and given <= known):
            row["mutatiedatum"] = moment
    return row


def _omslagdagen(leerlingen: Iterable[Leerling]) -> tuple[str, ...]:
    """The days on which a pupil's status changes by itself, as text and in order."""
    days: set[str] = set()
    for leerling in leerlingen:
        days.update(day.isoformat() for day in leerling.status_changes())
    return tuple(sorted(days))
