"""Accounts of the imported data: read, made, closed and opened again, each in one statement."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from uwlr_service.domain.account.importaccount import Importaccount, Persoon, Plan
from uwlr_service.domain.account.rollen import IMPORTROLLEN, Rol
from uwlr_service.repository.lookup import among
from uwlr_service.repository.schema.account import account, inlog

HANDVAT_BYTES = 32
ROLLEN = tuple(rol.value for rol in sorted(IMPORTROLLEN))


class ImportaccountRepository:
    """The accounts of the imported data of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id

    def all(self) -> list[Importaccount]:
        """Every account that an import of the school ever made, also those that have ended."""
        rows = self._connection.execute(
            select(
                account.c.id,
                account.c.inlog_id,
                inlog.c.inlognaam,
                inlog.c.naam,
                account.c.rol,
                account.c.persoon,
                account.c.eckid,
                account.c.groepen,
                account.c.tot,
            )
            .join_from(account, inlog)
            .where(account.c.school_id == self._school_id, account.c.rol.in_(ROLLEN))
            .order_by(account.c.id)
        )
        return [
            Importaccount(
                id=row.id,
                inlog=row.inlog_id,
                inlognaam=row.inlognaam,
                naam=row.naam,
                rol=Rol(row.rol),
                persoon=row.persoon,
                eckid=row.eckid,
                groepen=row.groepen,
                is_open=row.tot is None,
            )
            for row in rows
        ]

    def inlog_of(self, rol: Rol, persoon: str) -> int | None:
        """Who signs in by the open account of a key; None when there is none."""
        statement = select(account.c.inlog_id).where(
            account.c.school_id == self._school_id,
            account.c.rol == rol.value,
            account.c.persoon == persoon,
            account.c.tot.is_(None),
        )
        return self._connection.execute(statement).scalar_one_or_none()

    def follow(self, plan: Plan, inlognamen: Iterable[str], moment: datetime) -> None:
        """Make the accounts as a plan says; ``inlognamen`` are those of whoever is new, in that order."""
        # Keys that somebody else has now go first: no two accounts may have one at the same time.
        self._change([each.id for each in plan.sleutelloos], persoon=None)
        self._change([each.id for each in plan.gesloten], tot=moment)
        self._change([each.id for each in plan.heropend], tot=None)
        self._rewrite(plan)
        self._add(plan.nieuw, inlognamen, moment)

    def close_all(self, moment: datetime) -> list[int]:
        """Close every open account of an import; returns the numbers of their credentials."""
        rows = self._connection.execute(
            update(account)
            .where(account.c.school_id == self._school_id, account.c.rol.in_(ROLLEN), account.c.tot.is_(None))
            .values(tot=moment)
            .returning(account.c.inlog_id)
        )
        return list(rows.scalars())

    def _change(self, account_ids: Sequence[int], **values: object) -> None:
        if account_ids:
            of_them = among(self._connection.dialect.name, account.c.id, account_ids)
            self._connection.execute(update(account).where(of_them).values(**values))

    def _rewrite(self, plan: Plan) -> None:
        rows = [
            {
                "of_account": each.account.id,
                "persoon": each.persoon.key,
                "eckid": each.persoon.eckid,
                "groepen": each.persoon.groepen,
            }
            for each in plan.gewijzigd
        ]
        if rows:
            self._connection.execute(update(account).where(account.c.id == bindparam("of_account")), rows)
        names = [{"of_inlog": each.account.inlog, "naam": each.persoon.naam} for each in plan.hernoemd]
        if names:
            self._connection.execute(update(inlog).where(inlog.c.id == bindparam("of_inlog")), names)

    def _add(self, people: Sequence[Persoon], inlognamen: Iterable[str], moment: datetime) -> None:
        if not people:
            return
        handvatten = [secrets.token_urlsafe(HANDVAT_BYTES) for _ in people]
        self._connection.execute(
            insert(inlog),
            [
                {"inlognaam": inlognaam, "naam": persoon.naam, "handvat": handvat, "aangemaakt": moment}
                for inlognaam, persoon, handvat in zip(inlognamen, people, handvatten, strict=True)
            ],
        )
        of_handvat = select(inlog.c.id).where(inlog.c.handvat == bindparam("of_handvat")).scalar_subquery()
        self._connection.execute(
            insert(account).values(inlog_id=of_handvat),
            [
                {
                    "of_handvat": handvat,
                    "rol": persoon.rol.value,
                    "school_id": self._school_id,
                    "persoon": persoon.key,
                    "eckid": persoon.eckid,
                    "groepen": persoon.groepen,
                    "van": moment,
                }
                for persoon, handvat in zip(people, handvatten, strict=True)
            ],
        )
