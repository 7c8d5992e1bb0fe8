"""The groups of a school, and the pupils of a group who have an account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select, true

from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.account.klas.tegels import Klasleerling
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.account.accounts import holds
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.klas import leerling_middel
from uwlr_service.repository.schema.school import leerling
from uwlr_service.repository.school.huidig import begun, groepen_in


class KlasleerlingRepository:
    """The groups and pupils of the year of now of a school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id
        self._jaar = begun(school_id)

    def groepen(self) -> dict[str, tuple[str, bool]]:
        """The groups by key: the name, and whether it is a samengestelde groep."""
        return groepen_in(self._connection, self._jaar)

    def of_groep(self, key: str, moment: datetime) -> list[Klasleerling]:
        """The pupils of a group who can have the means to sign in, which takes an account."""
        # The list of samengestelde groepen is a text for the database; which they are is looked at below.
        can_be_in = or_(leerling.c.groep == key, leerling.c.samengestelde_groepen.is_not(None))
        rows = self._rows(moment, can_be_in, (self._with_plaatjes(), self._with_badge()))
        return [_leerling(row) for row in rows if _is_in(row, key)]

    def counts(self, moment: datetime) -> dict[str, int]:
        """How many pupils with an account each group has."""
        counts: dict[str, int] = {}
        for row in self._rows(moment):
            for key in {row.groep, *row.samengestelde_groepen} - {None}:
                counts[key] = counts.get(key, 0) + 1
        return counts

    def _rows(
        self,
        moment: datetime,
        which: ColumnElement[bool] | None = None,
        more: Sequence[ColumnElement[Any]] = (),
    ) -> list[Row[*tuple[Any, ...]]]:
        c = leerling.c
        is_theirs = and_(
            account.c.school_id == self._school_id,
            account.c.rol == Rol.LEERLING.value,
            account.c.persoon == c.key,
            holds(moment),
        )
        rows = self._connection.execute(
            select(
                account.c.id.label("account_id"),
                inlog.c.id.label("inlog_id"),
                inlog.c.inlognaam,
                inlog.c.wachtwoord.is_not(None).label("has_wachtwoord"),
                c.roepnaam,
                c.voornamen,
                c.achternaam,
                c.groep,
                c.samengestelde_groepen,
                *more,
            )
            .join_from(leerling, account, is_theirs)
            .join(inlog, inlog.c.id == account.c.inlog_id)
            .where(
                c.schooljaar_id == self._jaar,
                c.tot_revisie.is_(None),
                inlog.c.uitgeschakeld.is_(None),
                true() if which is None else which,
            )
            .order_by(account.c.id)
        )
        return list(rows)

    def _with_plaatjes(self) -> ColumnElement[Any]:
        m = leerling_middel.c
        return (
            select(m.hash)
            .where(
                m.account_id == account.c.id,
                m.soort == Middelsoort.PLAATJES.value,
                m.ingetrokken.is_(None),
            )
            .order_by(m.id.desc())
            .limit(1)
            .scalar_subquery()
            .label("plaatjes")
        )

    def _with_badge(self) -> ColumnElement[Any]:
        m = leerling_middel.c
        return (
            select(m.id)
            .where(m.account_id == account.c.id, m.soort == Middelsoort.BADGE.value, m.ingetrokken.is_(None))
            .exists()
            .label("has_badge")
        )


def _is_in(row: Row[*tuple[Any, ...]], key: str) -> bool:
    return bool(row.groep == key or key in row.samengestelde_groepen)


def _leerling(row: Row[*tuple[Any, ...]]) -> Klasleerling:
    first_names = (row.voornamen or "").split()
    return Klasleerling(
        account=row.account_id,
        inlog=row.inlog_id,
        inlognaam=row.inlognaam,
        roepnaam=row.roepnaam or next(iter(first_names), row.inlognaam),
        achternaam=row.achternaam or "",
        plaatjes=row.plaatjes,
        has_badge=bool(row.has_badge),
        has_wachtwoord=bool(row.has_wachtwoord),
    )
