"""The dossiers of the schools, kept in versions: the state now, any earlier one, and what lies between."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from uwlr_service.domain.school.dossier import Berekend, Dossier, Dossierobject
from uwlr_service.repository.schema.dossier import berekende_waarde, dossierobject, dossierrevisie
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.clock import next_moment
from uwlr_service.repository.school.schoolgegevens import Telling

T = TypeVar("T")
PAGE = 2000
NOT_CONTENT = "mutatiedatum"


@dataclass(frozen=True, slots=True)
class Dossierstand:
    """The newest state of a dossier; revision 0, without a moment, is that of a school that has none."""

    revisie: int = 0
    moment: datetime | None = None


class Versie(NamedTuple):
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
        c = dossierrevisie.c
        row = self._connection.execute(
            select(c.revisie, c.moment).where(c.school_id == school_id).order_by(c.revisie.desc()).limit(1)
        ).first()
        return Dossierstand(*row) if row else Dossierstand()

    def versies(self, school_id: int, entiteit: str, *revisies: int) -> Iterator[Versie]:
        """The versions of one kind that held at any of these revisions, by key and age.

        They are read a page at a time: a connection that commits each statement has no cursor to keep.
        """
        c = dossierobject.c
        held = or_(
            *(and_(c.van_revisie <= at, or_(c.tot_revisie.is_(None), c.tot_revisie > at)) for at in revisies)
        )
        statement = (
            select(c.key, c.leerling, c.van_revisie, c.tot_revisie, c.inhoud)
            .where(c.school_id == school_id, c.entiteit == entiteit, held)
            .where(
                or_(
                    c.key > bindparam("key"),
                    and_(c.key == bindparam("key"), c.van_revisie > bindparam("van")),
                )
            )
            .order_by(c.key, c.van_revisie)
            .limit(PAGE)
        )
        key, van = "", 0
        while page := self._connection.execute(statement, {"key": key, "van": van}).all():
            yield from map(Versie._make, page)
            if len(page) < PAGE:
                break
            key, van = page[-1].key, page[-1].van_revisie

    def replace(self, school_id: int, dossier: Dossier) -> Mapping[str, Telling]:
        """Make this the school's dossier; returns the counts by kind.

        Objects come by kind. Unchanged ones keep their rows; a new revision is made only when something
        changed. The school is locked until the transaction ends.
        """
        c = school.c
        naam = self._connection.execute(select(c.naam).where(c.id == school_id).with_for_update()).scalar()
        present = self.stand(school_id)
        revisie = present.revisie + 1
        tellingen: dict[str, Telling] = defaultdict(Telling)
        tellingen |= self._count_present(school_id)
        for entiteit, objects in groupby(dossier.objecten, attrgetter("entiteit")):
            tellingen[entiteit] = self._replace(school_id, entiteit, objects, revisie)
        for entiteit, telling in tellingen.items():
            if telling.verdwenen and telling == Telling(verdwenen=telling.verdwenen):
                self._end(school_id, entiteit, None, revisie)
        self._replace_berekenden(school_id, dossier.berekenden)
        is_renamed = dossier.naam is not None and dossier.naam != naam
        if is_renamed:
            self._connection.execute(update(school).where(c.id == school_id).values(naam=dossier.naam))
        if is_renamed or not present.revisie or any(one.is_changed for one in tellingen.values()):
            self._add_revisie(school_id, revisie)
        return dict(tellingen)

    def rename(self, school_id: int, naam: str) -> None:
        """Give a school another name, as a change of its dossier."""
        self._connection.execute(update(school).where(school.c.id == school_id).values(naam=naam))
        self._add_revisie(school_id, self.stand(school_id).revisie + 1)

    def naam(self, school_id: int) -> str | None:
        """The name of a school; None when nobody gave it."""
        found: str | None = self._connection.execute(
            select(school.c.naam).where(school.c.id == school_id)
        ).scalar_one()
        return found

    def purge(self, before: datetime) -> int:
        """Forget the versions that were replaced before a moment; returns how many."""
        c = dossierobject.c
        ended = (
            select(dossierrevisie.c.revisie)
            .where(
                dossierrevisie.c.school_id == c.school_id,
                dossierrevisie.c.revisie == c.tot_revisie,
                dossierrevisie.c.moment < before,
            )
            .exists()
        )
        return self._connection.execute(delete(dossierobject).where(ended)).rowcount

    def _add_revisie(self, school_id: int, revisie: int) -> None:
        moment = next_moment(self._connection, school_id)
        self._connection.execute(
            insert(dossierrevisie).values(school_id=school_id, revisie=revisie, moment=moment)
        )

    def _count_present(self, school_id: int) -> dict[str, Telling]:
        """What there is now, as if all of it were to vanish."""
        c = dossierobject.c
        rows = self._connection.execute(
            select(c.entiteit, func.count())
            .where(c.school_id == school_id, c.tot_revisie.is_(None))
            .group_by(c.entiteit)
        )
        return {entiteit: Telling(verdwenen=count) for entiteit, count in rows}

    def _replace(
        self, school_id: int, entiteit: str, objects: Iterable[Dossierobject], revisie: int
    ) -> Telling:
        c = dossierobject.c
        rows = self._connection.execute(
            select(c.key, c.stempel).where(
                c.school_id == school_id, c.entiteit == entiteit, c.tot_revisie.is_(None)
            )
        )
        before: dict[str, str] = dict(rows.all())
        added = changed = same = 0
        for page in _pages(objects):
            begun, ended = [], []
            for one in page:
                stempel, known = _stempel(one.waarden), before.pop(one.key, None)
                if known == stempel:
                    same += 1
                    continue
                if known is None:
                    added += 1
                else:
                    changed += 1
                    ended.append(one.key)
                begun.append(_row(school_id, one, stempel, revisie))
            self._end(school_id, entiteit, ended, revisie)
            if begun:
                self._connection.execute(insert(dossierobject), begun)
        self._end(school_id, entiteit, list(before), revisie)
        return Telling(toegevoegd=added, gewijzigd=changed, ongewijzigd=same, verdwenen=len(before))

    def _end(self, school_id: int, entiteit: str, keys: list[str] | None, revisie: int) -> None:
        """End these objects, or every one of their kind."""
        c = dossierobject.c
        statement = (
            update(dossierobject)
            .where(c.school_id == school_id, c.entiteit == entiteit, c.tot_revisie.is_(None))
            .values(tot_revisie=revisie)
        )
        if keys is None:
            self._connection.execute(statement)
        elif keys:
            self._connection.execute(
                statement.where(c.key == bindparam("ended")), [{"ended": key} for key in keys]
            )

    def _replace_berekenden(self, school_id: int, berekenden: Iterable[Berekend]) -> None:
        self._connection.execute(delete(berekende_waarde).where(berekende_waarde.c.school_id == school_id))
        for page in _pages(berekenden):
            self._connection.execute(
                insert(berekende_waarde),
                [
                    {
                        "school_id": school_id,
                        "resultaat": one.resultaat,
                        "soort": one.soort,
                        "waarde": one.waarde,
                    }
                    for one in page
                ],
            )


def _pages(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while page := list(islice(rest, PAGE)):
        yield page


def _stempel(waarden: Mapping[str, Any]) -> str:
    content = _dump({naam: waarde for naam, waarde in waarden.items() if naam != NOT_CONTENT})
    return blake2b(content.encode(), digest_size=16).hexdigest()


def _row(school_id: int, one: Dossierobject, stempel: str, revisie: int) -> dict[str, Any]:
    return {
        "school_id": school_id,
        "entiteit": one.entiteit,
        "key": one.key,
        "van_revisie": revisie,
        "leerling": one.leerling,
        "stempel": stempel,
        "inhoud": _dump(one.waarden),
    }


def _dump(waarden: Mapping[str, Any]) -> str:
    return json.dumps(waarden, ensure_ascii=False, separators=(",", ":"))
