"""The devices of a class and its openings, by the hashes of what opens them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, update

from uwlr_service.repository.schema.klas import klasapparaat, klasopening


@dataclass(frozen=True, slots=True, kw_only=True)
class Klasapparaat:
    """A device that shows a class, until a moment; in an opened class until that closes."""

    id: int
    school_id: int
    groep: str
    opening: int | None
    gemaakt: datetime
    geldig_tot: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A class that somebody opened, for whoever types its code."""

    id: int
    school_id: int
    groep: str
    geldig_tot: datetime


class ApparaatRepository:
    """The devices and openings, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, digest: str, opening: Opening | None, moment: datetime, **values: object) -> int:
        """A device shows a class from now on; returns its number. ``values`` are its other columns."""
        given = {"hash": digest, "gemaakt": moment} | values
        if opening is not None:
            given |= {
                "klasopening_id": opening.id,
                "school_id": opening.school_id,
                "groep": opening.groep,
                "geldig_tot": opening.geldig_tot,
            }
        statement = insert(klasapparaat).values(**given).returning(klasapparaat.c.id)
        return int(self._connection.execute(statement).scalar_one())

    def living(self, digest: str, moment: datetime) -> Klasapparaat | None:
        """The device behind a cookie; None when it shows no class any more."""
        row = self._connection.execute(
            select(klasapparaat).where(klasapparaat.c.hash == digest, _lives(moment))
        ).first()
        return None if row is None else _apparaat(row)

    def of_groep(self, school_id: int, groep: str, moment: datetime) -> list[Klasapparaat]:
        """The devices that show a group now."""
        c = klasapparaat.c
        rows = self._connection.execute(
            select(klasapparaat)
            .where(c.school_id == school_id, c.groep == groep, _lives(moment))
            .order_by(c.id)
        )
        return list(map(_apparaat, rows))

    def end(self, apparaat_id: int, moment: datetime) -> bool:
        """Let a device show its class no more; False when it did not."""
        done = self._connection.execute(
            update(klasapparaat)
            .where(klasapparaat.c.id == apparaat_id, _lives(moment))
            .values(beeindigd=moment)
        )
        return done.rowcount == 1

    def open(self, digest: str, moment: datetime, **values: object) -> None:
        """Open a class for whoever types a code; ``values`` are the other columns."""
        self._connection.execute(insert(klasopening).values(hash=digest, geopend=moment, **values))

    def opening(self, digests: list[str], moment: datetime) -> Opening | None:
        """The class that a code opens now."""
        row = self._connection.execute(
            select(klasopening).where(klasopening.c.hash.in_(digests), _is_open(moment)).with_for_update()
        ).first()
        return None if row is None else _opening(row)

    def devices_of(self, opening_id: int) -> int:
        """How many devices show a class by one code."""
        statement = (
            select(func.count()).select_from(klasapparaat).where(klasapparaat.c.klasopening_id == opening_id)
        )
        return int(self._connection.execute(statement).scalar_one())

    def openings(self, school_id: int, groep: str, moment: datetime) -> list[Opening]:
        """How a group is open now."""
        c = klasopening.c
        rows = self._connection.execute(
            select(klasopening)
            .where(c.school_id == school_id, c.groep == groep, _is_open(moment))
            .order_by(c.id)
        )
        return list(map(_opening, rows))

    def close(self, school_id: int, groep: str, moment: datetime) -> int:
        """Close a group, on every device that shows it by a code; returns how often it was open."""
        c = klasopening.c
        which = and_(c.school_id == school_id, c.groep == groep, _is_open(moment))
        ids = list(self._connection.execute(select(c.id).where(which)).scalars())
        self._connection.execute(
            update(klasapparaat)
            .where(klasapparaat.c.klasopening_id.in_(ids), klasapparaat.c.beeindigd.is_(None))
            .values(beeindigd=moment)
        )
        self._connection.execute(update(klasopening).where(c.id.in_(ids)).values(gesloten=moment))
        return len(ids)

    def end_all(self, moment: datetime) -> int:
        """Let no device show a class any more, and close each; returns how many devices there were."""
        self._connection.execute(
            update(klasopening).where(klasopening.c.gesloten.is_(None)).values(gesloten=moment)
        )
        done = self._connection.execute(
            update(klasapparaat).where(klasapparaat.c.beeindigd.is_(None)).values(beeindigd=moment)
        )
        return done.rowcount

    def purge(self, moment: datetime) -> int:
        """Forget the devices and openings that ended before a moment; returns how many."""
        devices = klasapparaat.c
        openings = klasopening.c
        gone = self._connection.execute(
            delete(klasapparaat).where(or_(devices.geldig_tot < moment, devices.beeindigd < moment))
        )
        in_use = select(devices.klasopening_id).where(devices.klasopening_id.is_not(None))
        closed = self._connection.execute(
            delete(klasopening).where(
                or_(openings.geldig_tot < moment, openings.gesloten < moment), openings.id.not_in(in_use)
            )
        )
        return gone.rowcount + closed.rowcount


def _lives(moment: datetime) -> ColumnElement[bool]:
    c = klasapparaat.c
    return and_(c.geldig_tot > moment, c.beeindigd.is_(None))


def _is_open(moment: datetime) -> ColumnElement[bool]:
    c = klasopening.c
    return and_(c.geldig_tot > moment, c.gesloten.is_(None))


def _apparaat(row: Row[*tuple[Any, ...]]) -> Klasapparaat:
    return Klasapparaat(
        id=row.id,
        school_id=row.school_id,
        groep=row.groep,
        opening=row.klasopening_id,
        gemaakt=row.gemaakt,
        geldig_tot=row.geldig_tot,
    )


def _opening(row: Row[*tuple[Any, ...]]) -> Opening:
    return Opening(id=row.id, school_id=row.school_id, groep=row.groep, geldig_tot=row.geldig_tot)
