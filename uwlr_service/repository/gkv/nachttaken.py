"""The ledger of the night: which package was made, once and only once per link, school and night."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, update

from uwlr_service.domain.gkv.nacht import LEASE, SILENCES, Nachttaak, Rij, Uitkomst, place_in_night
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.gkv import levering, nachttaak
from uwlr_service.repository.schema.koppeling import autorisatiesleutel, koppeling, koppeling_school
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, code_of
from uwlr_service.repository.upsert import insert

COLUMNS = (
    nachttaak.c.koppeling_id,
    *CODE,
    nachttaak.c.nacht,
    nachttaak.c.uitkomst,
    nachttaak.c.pogingen,
    nachttaak.c.reden,
    nachttaak.c.levering_id,
    nachttaak.c.klaar,
    nachttaak.c.bewijs,
    nachttaak.c.lease_tot,
    levering.c.volgnummer,
)
SELECT = (
    select(*COLUMNS)
    .join_from(nachttaak, school, nachttaak.c.school_id == school.c.id)
    .outerjoin(levering, nachttaak.c.levering_id == levering.c.id)
)


class NachttaakRepository:
    """The ledger, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, nacht: date, moment: datetime) -> int:
        """Write down every package of a night that is not there yet; returns how many that were."""
        s = autorisatiesleutel.c
        is_open = exists().where(
            s.koppeling_id == koppeling.c.id,
            s.ingetrokken.is_(None),
            or_(s.geldig_tot.is_(None), s.geldig_tot > moment),
        )
        planned = exists().where(
            nachttaak.c.koppeling_id == koppeling.c.id,
            nachttaak.c.school_id == koppeling_school.c.school_id,
            nachttaak.c.nacht == nacht,
        )
        rows = self._connection.execute(
            select(koppeling.c.id, koppeling_school.c.school_id)
            .join_from(koppeling, koppeling_school)
            .where(koppeling.c.richting == Richting.LEVEREN.value, is_open, ~planned)
        ).all()
        if rows:
            self._connection.execute(
                insert(self._connection, nachttaak).on_conflict_do_nothing(),
                [
                    {
                        "koppeling_id": koppeling_id,
                        "school_id": school_id,
                        "nacht": nacht,
                        "plaats": place_in_night(koppeling_id, school_id),
                        "uitkomst": Uitkomst.WACHT.value,
                        "pogingen": 0,
                    }
                    for koppeling_id, school_id in rows
                ],
            )
        return len(rows)

    def due(self, nacht: date, moment: datetime, reach: int) -> list[Rij]:
        """The packages that are to be made and whose place in the night has come, in that order."""
        c = nachttaak.c
        found = self._connection.execute(
            select(c.koppeling_id, c.school_id)
            .where(_open(nacht, moment), c.plaats < reach)
            .order_by(c.plaats)
        )
        return [(koppeling_id, school_id) for koppeling_id, school_id in found]

    def claim(
        self, nacht: date, moment: datetime, rij: Rij | None = None, *, lease: timedelta = LEASE
    ) -> Nachttaak | None:
        """Take the next package, or exactly the one that is named; None when there is none to take.

        One whose worker fell silent may be taken too. Two workers never get the same one: the row is
        locked until the transaction ends.
        """
        c = nachttaak.c
        found = None
        # One after the other, each along the index: together they would sort the whole night every time.
        for condition in (c.uitkomst == Uitkomst.WACHT.value, _silent(moment)):
            wanted = select(c.koppeling_id, c.school_id, c.pogingen).where(c.nacht == nacht, condition)
            if rij is None:
                wanted = wanted.order_by(c.plaats).limit(1)
            else:
                wanted = wanted.where(c.koppeling_id == rij[0], c.school_id == rij[1])
            found = self._connection.execute(wanted.with_for_update(skip_locked=True)).first()
            if found is not None:
                break
        if found is None:
            return None
        of_row = and_(c.koppeling_id == found.koppeling_id, c.school_id == found.school_id, c.nacht == nacht)
        held = {
            "uitkomst": Uitkomst.BEZIG.value,
            "pogingen": found.pogingen + 1,
            "bewijs": str(uuid.uuid4()),
            "lease_tot": moment + lease,
        }
        self._connection.execute(update(nachttaak).where(of_row).values(held))
        code = self._connection.execute(
            select(school.c.brincode, school.c.dependancecode, school.c.schoolkey).where(
                school.c.id == found.school_id
            )
        ).one()
        return Nachttaak(
            koppeling=found.koppeling_id,
            school=Schoolcode(*code),
            nacht=nacht,
            **{**held, "uitkomst": Uitkomst.BEZIG},
        )

    def give_up(self, nacht: date, moment: datetime, reden: str) -> int:
        """End the packages at which worker after worker fell silent; returns how many."""
        c = nachttaak.c
        silent = and_(c.uitkomst == Uitkomst.BEZIG.value, c.lease_tot < moment, c.pogingen >= SILENCES)
        ended = self._connection.execute(
            update(nachttaak)
            .where(c.nacht == nacht, silent)
            .values(uitkomst=Uitkomst.MISLUKT.value, reden=reden, klaar=moment, bewijs=None, lease_tot=None)
        )
        return ended.rowcount

    def reopen(self, nacht: date) -> int:
        """Let what was refused or failed be tried anew; returns how many."""
        c = nachttaak.c
        again = self._connection.execute(
            update(nachttaak)
            .where(c.nacht == nacht, c.uitkomst.in_([Uitkomst.GEWEIGERD.value, Uitkomst.MISLUKT.value]))
            .values(uitkomst=Uitkomst.WACHT.value, pogingen=0, reden=None, klaar=None)
        )
        return again.rowcount

    def purge(self, before: date) -> int:
        """Forget the nights before a date; returns how many packages those had."""
        return self._connection.execute(delete(nachttaak).where(nachttaak.c.nacht < before)).rowcount

    def finish(
        self,
        taak: Nachttaak,
        uitkomst: Uitkomst,
        moment: datetime,
        *,
        reden: str | None = None,
        levering_id: str | None = None,
    ) -> bool:
        """Write down what became of a package; False when another worker has taken it over."""
        c = nachttaak.c
        done = self._connection.execute(
            update(nachttaak)
            .where(c.nacht == taak.nacht, c.koppeling_id == taak.koppeling, c.bewijs == taak.bewijs)
            .values(
                uitkomst=uitkomst.value,
                reden=reden,
                levering_id=levering_id,
                klaar=None if uitkomst is Uitkomst.WACHT else moment,
                bewijs=None,
                lease_tot=None,
            )
        )
        return bool(done.rowcount)

    def last(self, koppeling_id: int, school_id: int) -> Nachttaak | None:
        """What became of the last night of a link at a school; None before the first."""
        c = nachttaak.c
        row = self._connection.execute(
            SELECT.where(c.koppeling_id == koppeling_id, c.school_id == school_id)
            .order_by(c.nacht.desc())
            .limit(1)
        ).first()
        return None if row is None else _taak(row)

    def totals(self, nacht: date) -> dict[Uitkomst, int]:
        """How many packages of a night there are of each outcome; every outcome is in it."""
        c = nachttaak.c
        counted = self._connection.execute(
            select(c.uitkomst, func.count()).where(c.nacht == nacht).group_by(c.uitkomst)
        )
        return dict.fromkeys(Uitkomst, 0) | {Uitkomst(uitkomst): count for uitkomst, count in counted}

    def of_night(self, nacht: date) -> list[Nachttaak]:
        """Every package of a night, by link and school."""
        c = nachttaak.c
        rows = self._connection.execute(SELECT.where(c.nacht == nacht).order_by(c.koppeling_id, c.school_id))
        return [_taak(row) for row in rows]


def _silent(moment: datetime) -> ColumnElement[bool]:
    c = nachttaak.c
    return and_(c.uitkomst == Uitkomst.BEZIG.value, c.lease_tot < moment, c.pogingen < SILENCES)


def _open(nacht: date, moment: datetime) -> ColumnElement[bool]:
    c = nachttaak.c
    return and_(c.nacht == nacht, or_(c.uitkomst == Uitkomst.WACHT.value, _silent(moment)))


def _taak(row: Any) -> Nachttaak:
    return Nachttaak(
        koppeling=row.koppeling_id,
        school=code_of(row),
        nacht=row.nacht,
        uitkomst=Uitkomst(row.uitkomst),
        pogingen=row.pogingen,
        reden=row.reden,
        levering=row.levering_id,
        klaar=row.klaar,
        bewijs=row.bewijs,
        lease_tot=row.lease_tot,
        volgnummer=row.volgnummer,
    )
