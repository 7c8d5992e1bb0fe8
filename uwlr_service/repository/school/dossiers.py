"""The dossiers of the schools, kept in versions: the state now, any earlier one, and the changes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from uwlr_service.domain.school.dossier import Berekend, Dossier, Dossierobject
from uwlr_service.repository.schema.dossier import berekende_waarde, dossierobject, dossierrevisie
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.clock import next_moment
from uwlr_service.repository.school.importtelling import Importtelling

T = TypeVar("T")
PAGE = 2000
"""How many objects are in memory at a time."""
NOT_COMPARED = "mutatiedatum"
"""The field in which two versions of one object may differ and still say the same."""


@dataclass(frozen=True, slots=True)
class Dossierstand:
    """The newest state of a dossier; revision 0, without a moment, is that of a school that has none."""

    revisie: int = 0
    moment: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossierherkomst:
    """The file that a dossier came in, as ``revisies.Herkomst`` has it of a school year."""

    ontvangen: datetime | None = None
    stempel: str | None = None
    opmerkingen: Mapping[str, Any] | None = None


class Objectversie(NamedTuple):
    """One version of an object; ``inhoud`` is the JSON of its waarden."""

    key: str
    leerling: str | None
    van: int
    tot: int | None
    inhoud: str

    def holds_at(self, revisie: int) -> bool:
        """Whether this was the version of the object at a revision."""
        return self.van <= revisie and (self.tot is None or self.tot > revisie)


class DossierRepository:
    """The dossiers, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stand(self, school_id: int) -> Dossierstand:
        """The newest state of a school's dossier."""
        row = self._connection.execute(
            select(dossierrevisie.c.revisie, dossierrevisie.c.moment)
            .where(dossierrevisie.c.school_id == school_id)
            .order_by(dossierrevisie.c.revisie.desc())
            .limit(1)
        ).first()
        return Dossierstand() if row is None else Dossierstand(row.revisie, row.moment)

    def versies(self, school_id: int, entiteit: str, *revisies: int) -> Iterator[Objectversie]:
        """The versions of one kind that held at any of these revisions, by key and age.

        They are read a page at a time: a connection that commits each statement has no cursor to keep.
        """
        statement = _versies(school_id, entiteit, revisies)
        key = ""
        van = 0
        while page := self._connection.execute(statement, {"key": key, "van": van}).all():
            # By position and not by name: these are the rows of whole dossiers, every night. The statement
            # selects the columns in the order of the fields.
            yield from map(Objectversie._make, page)
            if len(page) < PAGE:
                break
            key = page[-1].key
            van = page[-1].van_revisie

    def objecten(self, school_id: int, entiteiten: Iterable[str], revisie: int) -> Iterator[Dossierobject]:
        """The objects of these kinds that held at a revision, by kind and then by key."""
        for entiteit in entiteiten:
            for versie in self.versies(school_id, entiteit, revisie):
                yield Dossierobject(entiteit, versie.key, json.loads(versie.inhoud))

    def berekenden(self, school_id: int) -> list[Berekend]:
        """The values of the newest dossier that were computed from scores."""
        c = berekende_waarde.c
        rows = self._connection.execute(
            select(c.resultaat, c.soort, c.waarde)
            .where(c.school_id == school_id)
            .order_by(c.resultaat, c.soort)
        )
        return [Berekend(row.resultaat, row.soort, row.waarde) for row in rows]

    def replace(self, school_id: int, dossier: Dossier) -> Mapping[str, Importtelling]:
        """Make this the school's dossier; returns the counts by kind.

        Objects come by kind. Unchanged ones keep their rows; a new revision is made only when something
        changed. The school is locked until the transaction ends. The objects are never all in memory: a
        dossier can hold years of absences.
        """
        # Locked first: a state that was read before the lock could have been overtaken.
        naam = self._connection.execute(
            select(school.c.naam).where(school.c.id == school_id).with_for_update()
        ).scalar()
        present = self.stand(school_id)
        revisie = present.revisie + 1
        tellingen = self._count_present(school_id)
        for entiteit, objects in groupby(dossier.objecten, attrgetter("entiteit")):
            tellingen[entiteit] = self._replace(school_id, entiteit, objects, revisie)
        self._end_vanished(school_id, tellingen, revisie)
        self._replace_berekenden(school_id, dossier.berekenden)
        is_renamed = dossier.naam is not None and dossier.naam != naam
        if is_renamed:
            self._set_naam(school_id, dossier.naam)
        if is_renamed or not present.revisie or any(telling.is_changed for telling in tellingen.values()):
            self._add_revisie(school_id, revisie)
        return tellingen

    def keep_herkomst(self, school_id: int, herkomst: Dossierherkomst) -> Dossierstand:
        """Keep with the newest state which file it came in; returns that state."""
        stand = self.stand(school_id)
        c = dossierrevisie.c
        self._connection.execute(
            update(dossierrevisie)
            .where(c.school_id == school_id, c.revisie == stand.revisie)
            .values(**asdict(herkomst))
        )
        return stand

    def forget_stempel(self, school_id: int) -> None:
        """Let the next file be read whatever its bytes are: the state lost something that was in the last."""
        self._connection.execute(
            update(dossierrevisie).where(dossierrevisie.c.school_id == school_id).values(stempel=None)
        )

    def newly_told_of(self, school_id: int) -> list[str]:
        """The keys of the pupils whom the newest state has something new of."""
        c = dossierobject.c
        rows = self._connection.execute(
            select(c.leerling)
            .distinct()
            .where(
                c.school_id == school_id,
                c.van_revisie == self.stand(school_id).revisie,
                c.leerling.is_not(None),
            )
        )
        return list(rows.scalars())

    def rename(self, school_id: int, naam: str) -> None:
        """Give a school another name, as a change of its dossier."""
        self._set_naam(school_id, naam)
        self._add_revisie(school_id, self.stand(school_id).revisie + 1)

    def naam(self, school_id: int) -> str | None:
        """The name of a school; None when nobody gave it."""
        naam: str | None = self._connection.execute(
            select(school.c.naam).where(school.c.id == school_id)
        ).scalar_one()
        return naam

    def purge(self, before: datetime) -> int:
        """Forget the versions that were replaced before a moment; returns how many."""
        ended = (
            select(dossierrevisie.c.revisie)
            .where(
                dossierrevisie.c.school_id == dossierobject.c.school_id,
                dossierrevisie.c.revisie == dossierobject.c.tot_revisie,
                dossierrevisie.c.moment < before,
            )
            .exists()
        )
        return self._connection.execute(delete(dossierobject).where(ended)).rowcount

    def _set_naam(self, school_id: int, naam: str | None) -> None:
        self._connection.execute(update(school).where(school.c.id == school_id).values(naam=naam))

    def _add_revisie(self, school_id: int, revisie: int) -> None:
        moment = next_moment(self._connection, school_id)
        self._connection.execute(
            insert(dossierrevisie).values(school_id=school_id, revisie=revisie, moment=moment)
        )

    def _count_present(self, school_id: int) -> dict[str, Importtelling]:
        """The present objects, counted as if all of them were to vanish."""
        rows = self._connection.execute(
            select(dossierobject.c.entiteit, func.count().label("aantal"))
            .where(dossierobject.c.school_id == school_id, dossierobject.c.tot_revisie.is_(None))
            .group_by(dossierobject.c.entiteit)
        )
        return {row.entiteit: Importtelling(verdwenen=row.aantal) for row in rows}

    def _replace(
        self, school_id: int, entiteit: str, objects: Iterable[Dossierobject], revisie: int
    ) -> Importtelling:
        rows = self._connection.execute(
            select(dossierobject.c.key, dossierobject.c.stempel).where(
                dossierobject.c.school_id == school_id,
                dossierobject.c.entiteit == entiteit,
                dossierobject.c.tot_revisie.is_(None),
            )
        )
        before: dict[str, str] = dict(rows.all())
        added = 0
        changed = 0
        same = 0
        for page in _pages(objects):
            begun: list[dict[str, Any]] = []
            ended: list[str] = []
            for new in page:
                stempel = _stempel(new.waarden)
                known = before.pop(new.key, None)
                if known == stempel:
                    same += 1
                    continue
                if known is None:
                    added += 1
                else:
                    changed += 1
                    ended.append(new.key)
                begun.append(_row(school_id, new, stempel, revisie))
            # The old versions end before the new ones begin, so that an object never has two at a time.
            self._end(school_id, entiteit, ended, revisie)
            if begun:
                self._connection.execute(insert(dossierobject), begun)
        # Those that are left were there and did not come again.
        self._end(school_id, entiteit, list(before), revisie)
        return Importtelling(toegevoegd=added, gewijzigd=changed, ongewijzigd=same, verdwenen=len(before))

    def _end_vanished(self, school_id: int, tellingen: Mapping[str, Importtelling], revisie: int) -> None:
        """End the kinds that the file does not name at all, each in one statement."""
        for entiteit, telling in tellingen.items():
            if telling.verdwenen and not telling.after:
                self._end(school_id, entiteit, None, revisie)

    def _end(self, school_id: int, entiteit: str, keys: list[str] | None, revisie: int) -> None:
        """End these objects, or every one of their kind."""
        statement = (
            update(dossierobject)
            .where(
                dossierobject.c.school_id == school_id,
                dossierobject.c.entiteit == entiteit,
                dossierobject.c.tot_revisie.is_(None),
            )
            .values(tot_revisie=revisie)
        )
        if keys is None:
            self._connection.execute(statement)
        elif keys:
            self._connection.execute(
                statement.where(dossierobject.c.key == bindparam("ended")), [{"ended": key} for key in keys]
            )

    def _replace_berekenden(self, school_id: int, berekenden: Iterable[Berekend]) -> None:
        self._connection.execute(delete(berekende_waarde).where(berekende_waarde.c.school_id == school_id))
        for page in _pages(berekenden):
            self._connection.execute(
                insert(berekende_waarde),
                [
                    {
                        "school_id": school_id,
                        "resultaat": berekend.resultaat,
                        "soort": berekend.soort,
                        "waarde": berekend.waarde,
                    }
                    for berekend in page
                ],
            )


def _versies(school_id: int, entiteit: str, revisies: Iterable[int]) -> Select[Any]:
    """One page of the versions that held at any of these revisions: those after ``key`` and ``van``.

    The columns are the fields of Objectversie, in the same order.
    """
    versie = dossierobject.c
    held = [
        and_(versie.van_revisie <= revisie, or_(versie.tot_revisie.is_(None), versie.tot_revisie > revisie))
        for revisie in revisies
    ]
    is_later = or_(
        versie.key > bindparam("key"),
        and_(versie.key == bindparam("key"), versie.van_revisie > bindparam("van")),
    )
    return (
        select(versie.key, versie.leerling, versie.van_revisie, versie.tot_revisie, versie.inhoud)
        .where(versie.school_id == school_id, versie.entiteit == entiteit, or_(*held), is_later)
        .order_by(versie.key, versie.van_revisie)
        .limit(PAGE)
    )


def _pages(objects: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(objects)
    while page := list(islice(remaining, PAGE)):
        yield page


def _stempel(waarden: Mapping[str, Any]) -> str:
    content = _dump({naam: waarde for naam, waarde in waarden.items() if naam != NOT_COMPARED})
    return blake2b(content.encode(), digest_size=16).hexdigest()


def _row(school_id: int, new: Dossierobject, stempel: str, revisie: int) -> dict[str, Any]:
    return {
        "school_id": school_id,
        "entiteit": new.entiteit,
        "key": new.key,
        "van_revisie": revisie,
        "leerling": new.leerling,
        "stempel": stempel,
        "inhoud": _dump(new.waarden),
    }


def _dump(waarden: Mapping[str, Any]) -> str:
    return json.dumps(waarden, ensure_ascii=False, separators=(",", ":"))
