"""The schools in links: how each stands, and since when."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, exists, insert, select, update

from uwlr_service.domain.koppeling.deelname import Deelname, Deelnamestand
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.repository.koppeling.aanmelden import einden as aanmeldeinden
from uwlr_service.repository.koppeling.afspraken import AFSPRAAK, OF_DEELNAME, afspraak_of
from uwlr_service.repository.koppeling.standen import belongs, delivers, stands, takes_part
from uwlr_service.repository.schema.koppeling import (
    deelname,
    gegevensafspraak,
    intrekking,
    klant,
    koppeling,
)
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of, is_school

DEELNAME = (
    deelname.c.koppeling_id,
    deelname.c.school_id,
    *CODE,
    school.c.naam,
    deelname.c.stand,
    deelname.c.sinds,
    deelname.c.periode,
    deelname.c.afspraak_id,
    deelname.c.besloten_door,
    deelname.c.overeenkomst,
    deelname.c.navraag,
    deelname.c.roosterdeel,
    *AFSPRAAK,
)


class Deelnameplaats(NamedTuple):
    """A school that takes part in a link, for whoever asks for its data over it."""

    school_id: int
    soort: Schoolsoort
    stand: Deelnamestand
    afspraakversie: int
    roosterdeel: Fraction | None


class DeelnameRepository:
    """The schools in links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, koppeling_id: int, school: Schoolcode) -> Deelname | None:
        """How a school stands in a link; None if it never had to do with it."""
        c = deelname.c
        read = self._read(c.koppeling_id == koppeling_id, is_school(school))
        return next(iter(read), None)

    def of_number(self, koppeling_id: int, school_id: int) -> Deelname | None:
        """The same by the number of the school."""
        c = deelname.c
        return next(iter(self._read(c.koppeling_id == koppeling_id, c.school_id == school_id)), None)

    def plaats(self, koppeling_id: int, code: Schoolcode) -> Deelnameplaats | None:
        """A school that takes part in a link; None for all others."""
        plaatsen = self._plaatsen(koppeling_id, is_school(code), takes_part())
        return next(iter(plaatsen.values()), None)

    def plaatsen(self, koppeling_id: int) -> dict[Schoolcode, Deelnameplaats]:
        """The schools that take part in a link; of one that has ended, those that last did."""
        return self._plaatsen(koppeling_id, belongs())

    def _plaatsen(self, koppeling_id: int, *which: ColumnElement[bool]) -> dict[Schoolcode, Deelnameplaats]:
        c = deelname.c
        rows = self._connection.execute(
            select(c.school_id, *CODE, school.c.soort, c.stand, c.roosterdeel, gegevensafspraak.c.versie)
            .join_from(deelname, school, school.c.id == c.school_id)
            .join(koppeling, koppeling.c.id == c.koppeling_id)
            .join(gegevensafspraak, OF_DEELNAME)
            .where(c.koppeling_id == koppeling_id, *which)
        )
        return {
            code_of(row): Deelnameplaats(
                row.school_id, Schoolsoort(row.soort), Deelnamestand(row.stand), row.versie, row.roosterdeel
            )
            for row in rows
        }

    def may_publish(self, koppeling_id: int, school_id: int, afspraak_id: int) -> bool:
        """Whether data of a school may leave at this moment, under exactly this agreement."""
        c = deelname.c
        now = (
            select(c.school_id)
            .join_from(deelname, koppeling, koppeling.c.id == c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .join(school, school.c.id == c.school_id)
            .where(
                c.koppeling_id == koppeling_id,
                c.school_id == school_id,
                c.afspraak_id == afspraak_id,
                delivers(),
            )
        )
        return self._connection.execute(now).first() is not None

    def of_koppeling(self, koppeling_id: int) -> list[Deelname]:
        """Every school that has or had to do with a link, in the order of their numbers."""
        return self._read(deelname.c.koppeling_id == koppeling_id)

    def of_school(self, school_id: int) -> list[Deelname]:
        """Every link that a school has or had to do with, oldest first."""
        return self._read(deelname.c.school_id == school_id)

    def standen(self) -> dict[int, dict[Schoolcode, Deelnamestand]]:
        """How every school stands in every link that it has or had to do with, by the number of the link."""
        c = deelname.c
        rows = self._connection.execute(
            select(c.koppeling_id, *CODE, c.stand).join_from(deelname, school).order_by(c.school_id)
        )
        standen: dict[int, dict[Schoolcode, Deelnamestand]] = defaultdict(dict)
        for row in rows:
            standen[row.koppeling_id][code_of(row)] = Deelnamestand(row.stand)
        return standen

    def add(self, koppeling_id: int, school_id: int, stand: Deelnamestand, moment: datetime) -> None:
        """Let a school have to do with a link for the first time, without an agreement."""
        self._connection.execute(
            insert(deelname).values(
                koppeling_id=koppeling_id, school_id=school_id, stand=stand.value, sinds=moment, periode=1
            )
        )

    def in_state(self, koppeling_id: int, *standen: Deelnamestand) -> list[Deelname]:
        """The schools of a link that are in one of some states."""
        return self._read(deelname.c.koppeling_id == koppeling_id, stands(*standen))

    def change(
        self, koppeling_id: int, school_id: int, stand: Deelnamestand, moment: datetime, **values: Any
    ) -> None:
        """Bring a school into another state."""
        self._update(koppeling_id, school_id, {"stand": stand.value, "sinds": moment, **values})
        if stand is not Deelnamestand.ACTIEF:
            aanmeldeinden.of_link(self._connection, koppeling_id, moment)

    def change_all(
        self,
        koppeling_id: int,
        school_ids: Collection[int],
        stand: Deelnamestand,
        moment: datetime,
        *,
        van: Collection[Deelnamestand],
    ) -> None:
        """Bring schools into another state, in one statement; only those that are in one of ``van``."""
        c = deelname.c
        if school_ids:
            self._connection.execute(
                update(deelname)
                .where(c.koppeling_id == koppeling_id, c.school_id.in_(school_ids), stands(*van))
                .values(stand=stand.value, sinds=moment)
            )
            aanmeldeinden.of_link(self._connection, koppeling_id, moment)

    def settle(self, koppeling_id: int, moment: datetime) -> None:
        """Note of schools that left a link that nothing is left to destroy, where that is so."""
        c = deelname.c
        asked = intrekking.c
        is_waiting = exists().where(
            asked.koppeling_id == c.koppeling_id,
            asked.school_id == c.school_id,
            asked.periode == c.periode,
            asked.bevestigd.is_(None),
        )
        self._connection.execute(
            update(deelname)
            .where(c.koppeling_id == koppeling_id, stands(Deelnamestand.INGETROKKEN), ~is_waiting)
            .values(stand=Deelnamestand.AFGEROND.value, sinds=moment)
        )

    def note(self, koppeling_id: int, school_id: int, **values: Any) -> None:
        """Keep something of a school whose state stays."""
        self._update(koppeling_id, school_id, values)

    def _update(self, koppeling_id: int, school_id: int, values: Mapping[str, Any]) -> None:
        c = deelname.c
        self._connection.execute(
            update(deelname).where(c.koppeling_id == koppeling_id, c.school_id == school_id).values(values)
        )

    def _read(self, *conditions: ColumnElement[bool]) -> list[Deelname]:
        c = deelname.c
        rows = self._connection.execute(
            select(*DEELNAME)
            .join_from(deelname, school, school.c.id == c.school_id)
            .outerjoin(gegevensafspraak, OF_DEELNAME)
            .where(*conditions)
            .order_by(c.koppeling_id, c.school_id)
        )
        return [_deelname(row) for row in rows]


def _deelname(row: AnyRow) -> Deelname:
    code = code_of(row)
    return Deelname(
        koppeling=row.koppeling_id,
        school=code,
        school_id=row.school_id,
        naam=row.naam or str(code),
        stand=Deelnamestand(row.stand),
        sinds=row.sinds,
        periode=row.periode,
        afspraak=None if row.afspraak_id is None else afspraak_of(row),
        besloten_door=row.besloten_door,
        overeenkomst=row.overeenkomst,
        navraag=row.navraag,
        roosterdeel=row.roosterdeel,
    )
