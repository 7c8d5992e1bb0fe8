"""The credentials of people: their sign-in names and passwords."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.fouten import GebruikerOnbekend, InlogBestaatAl
from uwlr_service.repository import upsert
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.schema.account import inlog

INLOG = (
    inlog.c.id,
    inlog.c.inlognaam,
    inlog.c.naam,
    inlog.c.email,
    inlog.c.handvat,
    inlog.c.wachtwoord,
    inlog.c.demo,
    inlog.c.aangemaakt,
    inlog.c.uitgeschakeld,
)
BY_NAME = FixedQuery(select(*INLOG).where(inlog.c.inlognaam == bindparam("naam")))
BY_NUMBER = FixedQuery(select(*INLOG).where(inlog.c.id == bindparam("number")))
DEMO = FixedQuery(
    select(func.count().label("people"))
    .select_from(inlog)
    .where(inlog.c.demo, inlog.c.uitgeschakeld.is_(None))
)
"""Every sign-in asks these, and so they are built once."""


class InlogRepository:
    """The credentials, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_name(self, inlognaam: str) -> Inlog | None:
        """Whose name this is, also of somebody who was disabled."""
        row = BY_NAME.first(self._connection, naam=inlognaam)
        return None if row is None else _inlog(row)

    def get(self, inlog_id: int) -> Inlog:
        """A person by their number. Raises GebruikerOnbekend."""
        row = BY_NUMBER.first(self._connection, number=inlog_id)
        if row is None:
            raise GebruikerOnbekend
        return _inlog(row)

    def add(self, inlognaam: str, naam: str, handvat: str, moment: datetime, *, is_demo: bool = False) -> int:
        """Make a person without a password; returns their number. Raises InlogBestaatAl for a taken name."""
        added = self._connection.execute(
            upsert.insert(self._connection, inlog)
            .values(
                inlognaam=inlognaam,
                naam=naam,
                email=inlognaam,
                handvat=handvat,
                demo=is_demo,
                aangemaakt=moment,
            )
            .on_conflict_do_nothing()
            .returning(inlog.c.id)
        )
        number: int | None = added.scalar()
        if number is None:
            raise InlogBestaatAl
        return number

    def set_wachtwoord(self, inlog_id: int, wachtwoord: str | None) -> None:
        """Replace the hash of a password; None lets no password prove anything."""
        self._change(inlog_id, wachtwoord=wachtwoord)

    def disable(self, inlog_id: int, moment: datetime) -> bool:
        """Let somebody in no more; False when they were not."""
        done = self._connection.execute(
            update(inlog)
            .where(inlog.c.id == inlog_id, inlog.c.uitgeschakeld.is_(None))
            .values(uitgeschakeld=moment)
        )
        return done.rowcount == 1

    def enable(self, inlog_id: int) -> None:
        """Let somebody who was disabled in again, by an invitation."""
        self._change(inlog_id, uitgeschakeld=None)

    def _change(self, inlog_id: int, **values: object) -> None:
        self._connection.execute(update(inlog).where(inlog.c.id == inlog_id).values(**values))

    def make_demo(self, inlog_id: int) -> None:
        """Let somebody sign in by a link of a demonstration."""
        self._change(inlog_id, demo=True)

    def count_demo(self) -> int:
        """How many made-up people there are, who sign in by a link alone."""
        return int(DEMO.first(self._connection).people)


def _inlog(row: Any) -> Inlog:
    return Inlog(
        id=row.id,
        inlognaam=row.inlognaam,
        naam=row.naam,
        email=row.email,
        handvat=row.handvat,
        wachtwoord=row.wachtwoord,
        is_demo=row.demo,
        aangemaakt=row.aangemaakt,
        uitgeschakeld=row.uitgeschakeld,
    )
