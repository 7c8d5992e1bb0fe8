"""The deliveries of GKV: one row for each package, in a chain without gaps per link and school."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, update

from uwlr_service.domain.gkv.levering import Levering, Leveringsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.koppeling.standen import takes_part
from uwlr_service.repository.schema.gkv import levering
from uwlr_service.repository.schema.koppeling import deelname, gegevensafspraak, intrekking
from uwlr_service.repository.schema.school import school, schooljaar
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of
from uwlr_service.repository.upsert import insert

OWN = (
    "id",
    "volgnummer",
    "basisvolgnummer",
    "soort",
    "revisie",
    "dossierrevisie",
    "peildag",
    "gemaakt",
    "geldig_tot",
    "pad",
    "bytes",
    "sha256",
    "vorigsha256",
    "gewijzigd",
    "verwijderd",
    "leerlingen",
    "schoolnaam",
    "edex",
)
_before = levering.alias("before")
# The number of the delivery before it, from the end of the index: not always one less (db restored).
VORIG = (
    select(func.max(_before.c.volgnummer))
    .where(
        _before.c.koppeling_id == levering.c.koppeling_id,
        _before.c.school_id == levering.c.school_id,
        _before.c.volgnummer < levering.c.volgnummer,
    )
    .correlate(levering)
    .scalar_subquery()
    .label("vorigvolgnummer")
)
STORED = (
    select(
        levering.c.koppeling_id,
        *CODE,
        schooljaar.c.schooljaar,
        gegevensafspraak.c.versie,
        VORIG,
        *(levering.c[name] for name in OWN),
    )
    .join_from(levering, school, levering.c.school_id == school.c.id)
    .join(schooljaar, levering.c.schooljaar_id == schooljaar.c.id)
    .join(gegevensafspraak, levering.c.afspraak_id == gegevensafspraak.c.id)
)


WITHDRAWN_SINCE = exists().where(
    intrekking.c.koppeling_id == levering.c.koppeling_id,
    intrekking.c.school_id == levering.c.school_id,
    or_(intrekking.c.hervat_vanaf.is_(None), intrekking.c.hervat_vanaf > levering.c.afspraak_id),
)
"""The condition that the school of a delivery took its consent back after it was made.

A school that came back has an agreement with a later number; a clock could not tell packages of the same
second apart.
"""


class LeveringRepository:
    """The deliveries, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def last(self, koppeling_id: int, school_id: int) -> Levering | None:
        """The newest delivery of a link at a school."""
        c = levering.c
        return self._first(
            STORED.where(c.koppeling_id == koppeling_id, c.school_id == school_id)
            .order_by(c.volgnummer.desc())
            .limit(1)
        )

    def last_of(self, koppeling_id: int) -> dict[Schoolcode, Levering]:
        """The newest delivery of a link at each of its schools; a school without one is not in it.

        Nor is one that left and came back, until there is a delivery of after that.
        """
        c = levering.c
        member = deelname.c
        other = levering.alias("other")
        # One look at the end of the index for each school, and one for the delivery itself: to group or to
        # hash the deliveries would read every one that the link ever got, and rows are never removed. So
        # the link is only named within, where the offset keeps PostgreSQL from taking it out again.
        last_number = (
            select(func.max(other.c.volgnummer))
            .where(other.c.koppeling_id == member.koppeling_id, other.c.school_id == member.school_id)
            .scalar_subquery()
        )
        newest = (
            select(member.koppeling_id, member.school_id, last_number.label("volgnummer"))
            .where(member.koppeling_id == koppeling_id, takes_part())
            .offset(0)
            .subquery("newest")
        )
        is_newest = and_(
            c.koppeling_id == newest.c.koppeling_id,
            c.school_id == newest.c.school_id,
            c.volgnummer == newest.c.volgnummer,
        )
        leveringen = self._read(STORED.join(newest, is_newest).where(~WITHDRAWN_SINCE))
        return {levering.school: levering for levering in leveringen}

    def last_full(self, koppeling_id: int, school_id: int) -> Levering | None:
        """The newest full delivery of a link at a school."""
        c = levering.c
        return self._first(
            STORED.where(
                c.koppeling_id == koppeling_id,
                c.school_id == school_id,
                c.soort == Leveringsoort.VOLLEDIG.value,
            )
            .order_by(c.volgnummer.desc())
            .limit(1)
        )

    def of_koppeling(self, koppeling_id: int) -> list[Levering]:
        """Every delivery of a link, by school and number."""
        c = levering.c
        return self._read(STORED.where(c.koppeling_id == koppeling_id).order_by(c.school_id, c.volgnummer))

    def get(self, levering_id: str, koppeling_id: int, school_id: int) -> Levering | None:
        """A delivery, only when it is of this link and this school."""
        c = levering.c
        own = (c.id == levering_id, c.koppeling_id == koppeling_id, c.school_id == school_id)
        return self._first(STORED.where(*own, ~WITHDRAWN_SINCE))

    def after(self, koppeling_id: int, school_id: int, volgnummer: int, limit: int) -> list[Levering]:
        """The deliveries of a link at a school behind a number, in order."""
        c = levering.c
        own = (c.koppeling_id == koppeling_id, c.school_id == school_id, c.volgnummer > volgnummer)
        return self._read(STORED.where(*own, ~WITHDRAWN_SINCE).order_by(c.volgnummer).limit(limit))

    def made(self, levering_id: str, school_id: int) -> datetime | None:
        """When a delivery was made; None when the school has no such delivery."""
        c = levering.c
        moment: datetime | None = self._connection.execute(
            select(c.gemaakt).where(c.id == levering_id, c.school_id == school_id)
        ).scalar()
        return moment

    def of_school(
        self, school_id: int, gemaakt: datetime | None, levering_id: str | None, limit: int
    ) -> list[Levering]:
        """The deliveries of a school over all its links, newest first, before the one of a moment and an id.

        Those of a link that the school left are among them: it got what it got.
        """
        c = levering.c
        # By its links, which are few: the index of deliveries begins with those.
        links = select(deelname.c.koppeling_id).where(deelname.c.school_id == school_id)
        statement = STORED.where(c.koppeling_id.in_(links), c.school_id == school_id)
        if gemaakt is not None:
            same_moment = and_(c.gemaakt == gemaakt, c.id < levering_id)
            statement = statement.where(or_(c.gemaakt < gemaakt, same_moment))
        return self._read(statement.order_by(c.gemaakt.desc(), c.id.desc()).limit(limit))

    def add(self, new: Levering, *, school_id: int, schooljaar_id: int, afspraak_id: int) -> bool:
        """Publish a delivery; False when its number was taken meanwhile."""
        values = asdict(new)
        added = self._connection.execute(
            insert(self._connection, levering)
            .values(
                koppeling_id=new.koppeling,
                school_id=school_id,
                schooljaar_id=schooljaar_id,
                afspraak_id=afspraak_id,
                **{name: values[name] for name in OWN},
            )
            .on_conflict_do_nothing()
            .returning(levering.c.id)
        )
        return added.first() is not None

    def expired(self, moment: datetime) -> list[Levering]:
        """The deliveries whose package is still kept and need not be any more: too old, or withdrawn."""
        c = levering.c
        return self._read(STORED.where(or_(c.geldig_tot < moment, WITHDRAWN_SINCE), c.pad.is_not(None)))

    def kept(self) -> list[Levering]:
        """The deliveries whose package is still kept, in the order of their paths."""
        return self._read(STORED.where(levering.c.pad.is_not(None)).order_by(levering.c.pad))

    def forget_package(self, levering_id: str) -> None:
        """Note that a package is gone; the row stays, to show who got what."""
        self._connection.execute(update(levering).where(levering.c.id == levering_id).values(pad=None))

    def _read(self, statement: Select[Any]) -> list[Levering]:
        return [_levering(row) for row in self._connection.execute(statement)]

    def _first(self, statement: Select[Any]) -> Levering | None:
        row = self._connection.execute(statement).first()
        return None if row is None else _levering(row)


def _levering(row: AnyRow) -> Levering:
    """A delivery from a row of STORED."""
    own = {name: row._mapping[name] for name in OWN}
    own["soort"] = Leveringsoort(row.soort)
    return Levering(
        koppeling=row.koppeling_id,
        school=code_of(row),
        schooljaar=Schooljaar(row.schooljaar),
        afspraakversie=row.versie,
        vorigvolgnummer=row.vorigvolgnummer,
        **own,
    )
