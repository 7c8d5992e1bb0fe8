"""The ledger of the night: which package was made, once and only once per link, school and night."""

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, update

from uwlr_service.domain.gkv.nacht import LEASE, SILENCES, Nachttaak, Rij, Uitkomst, place_in_night
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.koppeling.koppelingen import opens
from uwlr_service.repository.koppeling.standen import delivers, takes_part
from uwlr_service.repository.schema.gkv import levering, nachttaak
from uwlr_service.repository.schema.koppeling import deelname, klant, koppeling
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of
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
        planned = exists().where(
            nachttaak.c.koppeling_id == koppeling.c.id,
            nachttaak.c.school_id == deelname.c.school_id,
            nachttaak.c.nacht == nacht,
        )
        rows = self._connection.execute(
            select(koppeling.c.id, deelname.c.school_id)
            .join_from(koppeling, deelname)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .join(school, school.c.id == deelname.c.school_id)
            .where(koppeling.c.richting == Richting.LEVEREN.value, opens(moment), delivers(), ~planned)
        ).all()
        if rows:
            self._connection.execute(
                insert(self._connection, nachttaak).on_conflict_do_nothing(),
                [
                    {
                        "koppeling_id": row.id,
                        "school_id": row.school_id,
                        "nacht": nacht,
                        "plaats": place_in_night(row.id, row.school_id),
                        "uitkomst": Uitkomst.WACHT.value,
                        "pogingen": 0,
                    }
                    for row in rows
                ],
            )
        return len(rows)

    def has_any(self) -> bool:
        """Whether there is a night in the ledger at all."""
        return self._connection.execute(select(nachttaak.c.nacht).limit(1)).first() is not None

    def nights(self, most: int) -> dict[date, dict[Uitkomst, int]]:
        """The newest nights, each with how many packages there are of each outcome."""
        c = nachttaak.c
        newest = select(c.nacht).distinct().order_by(c.nacht.desc()).limit(most)
        rows = self._connection.execute(
            select(c.nacht, c.uitkomst, func.count().label("aantal"))
            .where(c.nacht.in_(newest))
            .group_by(c.nacht, c.uitkomst)
            .order_by(c.nacht.desc())
        )
        nights: dict[date, dict[Uitkomst, int]] = {}
        for row in rows:
            totals = nights.setdefault(row.nacht, dict.fromkeys(Uitkomst, 0))
            totals[Uitkomst(row.uitkomst)] = row.aantal
        return nights

    def due(self, nacht: date, moment: datetime, reach: int) -> list[Rij]:
        """The packages that are to be made and whose place in the night has come, in that order."""
        c = nachttaak.c
        rows = self._connection.execute(
            select(c.koppeling_id, c.school_id)
            .where(_open(nacht, moment), c.plaats < reach)
            .order_by(c.plaats)
        )
        return [(row.koppeling_id, row.school_id) for row in rows]

    def claim(
        self, nacht: date, moment: datetime, rij: Rij | None = None, *, lease: timedelta = LEASE
    ) -> Nachttaak | None:
        """Take the next package, or exactly the one that is named; None when there is none to take.

        One whose worker fell silent may be taken too. Two workers never get the same one: the row is
        locked until the transaction ends.
        """
        c = nachttaak.c
        # One after the other, each along the index: together they would sort the whole night every time.
        free = self._free(nacht, c.uitkomst == Uitkomst.WACHT.value, rij)
        if free is None:
            free = self._free(nacht, _silent(moment), rij)
        if free is None:
            return None
        pogingen = free.pogingen + 1
        lease_tot = moment + lease
        # The worker shows this when it is done. One that was silent for longer than its lease, and comes
        # back after another one took over, holds an older proof, and what it made is not published.
        bewijs = str(uuid.uuid4())
        of_row = and_(c.koppeling_id == free.koppeling_id, c.school_id == free.school_id, c.nacht == nacht)
        self._connection.execute(
            update(nachttaak)
            .where(of_row)
            .values(uitkomst=Uitkomst.BEZIG.value, pogingen=pogingen, bewijs=bewijs, lease_tot=lease_tot)
        )
        code = self._connection.execute(select(*CODE).where(school.c.id == free.school_id)).one()
        return Nachttaak(
            koppeling=free.koppeling_id,
            school=code_of(code),
            nacht=nacht,
            uitkomst=Uitkomst.BEZIG,
            pogingen=pogingen,
            bewijs=bewijs,
            lease_tot=lease_tot,
        )

    def _free(self, nacht: date, condition: ColumnElement[bool], rij: Rij | None) -> AnyRow | None:
        """The first package that meets a condition, locked; one that another worker has locked is passed."""
        c = nachttaak.c
        wanted = select(c.koppeling_id, c.school_id, c.pogingen).where(c.nacht == nacht, condition)
        if rij is None:
            wanted = wanted.order_by(c.plaats).limit(1)
        else:
            koppeling_id, school_id = rij
            wanted = wanted.where(c.koppeling_id == koppeling_id, c.school_id == school_id)
        return self._connection.execute(wanted.with_for_update(skip_locked=True)).first()

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
        """Write down what became of a package; False when another worker has taken it over.

        ``reden`` is why it was not made, or what has to be known of one that was.
        """
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

    def last_of(self, koppeling_id: int) -> dict[Schoolcode, Nachttaak]:
        """What became of the last night of a link at each of its schools; those without one are left out."""
        c = nachttaak.c
        member = deelname.c
        other = nachttaak.alias("other")
        last_night = (
            select(func.max(other.c.nacht))
            .where(other.c.koppeling_id == member.koppeling_id, other.c.school_id == member.school_id)
            .scalar_subquery()
        )
        # One look at the end of the index for each school. The offset keeps PostgreSQL from merging the
        # subquery with what is around it, after which it reads the link's nights twice.
        newest = (
            select(member.school_id, last_night.label("nacht"))
            .where(member.koppeling_id == koppeling_id, takes_part())
            .offset(0)
            .subquery("newest")
        )
        is_newest = and_(c.school_id == newest.c.school_id, c.nacht == newest.c.nacht)
        rows = self._connection.execute(SELECT.join(newest, is_newest).where(c.koppeling_id == koppeling_id))
        return {code_of(row): _taak(row) for row in rows}

    def totals(self, nacht: date) -> dict[Uitkomst, int]:
        """How many packages of a night there are of each outcome; every outcome is in it."""
        c = nachttaak.c
        counted = self._connection.execute(
            select(c.uitkomst, func.count().label("aantal")).where(c.nacht == nacht).group_by(c.uitkomst)
        )
        return dict.fromkeys(Uitkomst, 0) | {Uitkomst(row.uitkomst): row.aantal for row in counted}

    def ended(self, nacht: date) -> datetime | None:
        """When the last package of a night came to its end; None while one of them is open, or there is none.

        As long as it says the same moment, ``totals`` says the same too.
        """
        c = nachttaak.c
        is_open = exists().where(
            c.nacht == nacht, c.uitkomst.in_([Uitkomst.WACHT.value, Uitkomst.BEZIG.value])
        )
        last = select(func.max(c.klaar)).where(c.nacht == nacht).scalar_subquery()
        row = self._connection.execute(select(is_open.label("open"), last.label("klaar"))).one()
        moment: datetime | None = None if row.open else row.klaar
        return moment

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


def _taak(row: AnyRow) -> Nachttaak:
    uitkomst = Uitkomst(row.uitkomst)
    is_made = uitkomst is Uitkomst.GEMAAKT
    return Nachttaak(
        koppeling=row.koppeling_id,
        school=code_of(row),
        nacht=row.nacht,
        uitkomst=uitkomst,
        pogingen=row.pogingen,
        reden=None if is_made else row.reden,
        levering=row.levering_id,
        klaar=row.klaar,
        bewijs=row.bewijs,
        lease_tot=row.lease_tot,
        volgnummer=row.volgnummer,
        let_op=row.reden if is_made else None,
    )
