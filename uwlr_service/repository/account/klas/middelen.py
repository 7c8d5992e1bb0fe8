"""Pictures and badges of pupils, by their hashes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from uwlr_service.domain.account.klas.middel import Badge, Middelsoort
from uwlr_service.repository.account.accounts import holds
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.klas import leerling_middel


class MiddelRepository:
    """The means of pupils, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(
        self,
        soort: Middelsoort,
        hashes: Mapping[int, tuple[str, str | None]],
        maker: int,
        moment: datetime,
    ) -> list[int]:
        """Give accounts another one; those of before work no more. Returns the people who had one.

        ``hashes`` has per account the hash, and of a badge that of its pin.
        """
        # Held, so that of two who do this at once the last one is left alone with what works.
        self._connection.execute(
            select(account.c.id).where(account.c.id.in_(hashes)).order_by(account.c.id).with_for_update()
        ).all()
        had_one = self.withdraw(soort, list(hashes), moment)
        rows = [
            {
                "account_id": account_id,
                "soort": soort.value,
                "hash": digest,
                "pin": pin,
                "maker": maker,
                "gemaakt": moment,
            }
            for account_id, (digest, pin) in hashes.items()
        ]
        if rows:
            self._connection.execute(insert(leerling_middel), rows)
        return had_one

    def withdraw(self, soort: Middelsoort, account_ids: Sequence[int], moment: datetime) -> list[int]:
        """Let what accounts have of a kind work no more; returns the numbers of the people who had it."""
        return self._withdraw(soort, leerling_middel.c.account_id.in_(account_ids), moment)

    def withdraw_of_school(self, soort: Middelsoort, school_id: int, moment: datetime) -> list[int]:
        """The same for everybody of a school, also those whose account ended."""
        of_school = select(account.c.id).where(account.c.school_id == school_id)
        return self._withdraw(soort, leerling_middel.c.account_id.in_(of_school), moment)

    def void_until(
        self,
        soort: Middelsoort,
        school_id: int,
        account_ids: Sequence[int] | None,
        until: datetime,
        moment: datetime,
    ) -> int:
        """Let what was made of a kind up to a moment at a school work no more; returns how many did.

        ``account_ids`` are whose, None for everybody's.
        """
        c = leerling_middel.c
        of_school = select(account.c.id).where(account.c.school_id == school_id)
        if account_ids is not None:
            of_school = of_school.where(account.c.id.in_(account_ids))
        done = self._connection.execute(
            update(leerling_middel)
            .where(
                c.account_id.in_(of_school),
                c.soort == soort.value,
                c.gemaakt <= until,
                c.ingetrokken.is_(None),
            )
            .values(ingetrokken=moment)
        )
        return done.rowcount

    def _withdraw(self, soort: Middelsoort, whose: ColumnElement[bool], moment: datetime) -> list[int]:
        c = leerling_middel.c
        done = self._connection.execute(
            update(leerling_middel)
            .where(whose, c.soort == soort.value, c.ingetrokken.is_(None))
            .values(ingetrokken=moment)
            .returning(c.account_id)
        )
        ended = list(done.scalars())
        people = select(account.c.inlog_id).where(account.c.id.in_(ended)).distinct()
        return list(self._connection.execute(people).scalars())

    def badge(self, digest: str, moment: datetime) -> Badge | None:
        """The badge of a code, as long as it works and its pupil may sign in."""
        c = leerling_middel.c
        row = self._connection.execute(
            select(c.id, c.account_id, c.pin, account.c.inlog_id, account.c.school_id)
            .join_from(leerling_middel, account, and_(account.c.id == c.account_id, holds(moment)))
            .join(inlog, inlog.c.id == account.c.inlog_id)
            .where(
                c.hash == digest,
                c.soort == Middelsoort.BADGE.value,
                c.ingetrokken.is_(None),
                inlog.c.uitgeschakeld.is_(None),
            )
        ).first()
        if row is None:
            return None
        return Badge(
            id=row.id,
            account=row.account_id,
            inlog=row.inlog_id,
            school_id=row.school_id,
            pin=row.pin or "",
        )
