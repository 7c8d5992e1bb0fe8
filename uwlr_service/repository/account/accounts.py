"""Accounts: what people may do, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    bindparam,
    insert,
    literal,
    or_,
    select,
    update,
)

from uwlr_service.domain.account.gebruiker import Gebruiker
from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.inlognaam import fold
from uwlr_service.domain.account.rollen import IMPORTROLLEN, Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.lijstvraag import ALLES, Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE

ACCOUNT = (
    account.c.id.label("account_id"),
    account.c.rol,
    account.c.school_id,
    account.c.koppelpartner_id,
    account.c.groepen,
    *CODE,
)
"""The columns of an Account; its school comes by an outer join."""
GEBRUIKER = (
    inlog.c.id,
    inlog.c.inlognaam,
    inlog.c.naam,
    inlog.c.aangemaakt,
    inlog.c.uitgeschakeld,
    inlog.c.demo,
)


IMPORTED = frozenset(rol.value for rol in IMPORTROLLEN)


def holds(moment: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether an account is valid at a moment."""
    return and_(account.c.van <= moment, or_(account.c.tot.is_(None), account.c.tot > moment))


OF_INLOG = FixedQuery(
    select(*ACCOUNT)
    .join_from(account, school, isouter=True)
    .where(account.c.inlog_id == bindparam("number"), holds(bindparam("moment")))
    .order_by(account.c.id)
)
SCHOOL_IDS = FixedQuery(
    select(account.c.school_id)
    .where(
        account.c.inlog_id == bindparam("number"),
        account.c.school_id.is_not(None),
        holds(bindparam("moment")),
    )
    .distinct()
)
OPERATOR = FixedQuery(
    select(account.c.id)
    .join_from(account, inlog)
    .where(
        # Theirs is of no school: said here, it is found by an index, and not among the pupils of the country.
        account.c.school_id.is_(None),
        account.c.rol == literal(Rol.OPERATOR.value),
        holds(bindparam("moment")),
        inlog.c.uitgeschakeld.is_(None),
    )
    .limit(1)
)
"""Every sign-in asks these, and so they are built once."""


def names_of(table: Table, zoek: str) -> Iterator[ColumnElement[bool]]:
    """What a search asks of the people in a table: that it is a part of their name or of how they sign in."""
    if zoek:
        yield or_(
            table.c.inlognaam.contains(fold(zoek), autoescape=True),
            table.c.naam.icontains(zoek.strip(), autoescape=True),
        )


def school_of(row: Row[*tuple[Any, ...]]) -> Schoolcode | None:
    """The school in a row that has the columns of CODE by an outer join."""
    if row.brincode is not None:
        return Schoolcode(row.brincode, row.dependancecode)
    # A school without BRIN has a dependancecode too, which says nothing.
    return None if row.schoolkey is None else Schoolcode(schoolkey=row.schoolkey)


def account_of(row: Row[*tuple[Any, ...]]) -> Account:
    """The account in a row that has the columns of ACCOUNT."""
    return Account(
        id=row.account_id,
        rol=Rol(row.rol),
        school=school_of(row),
        koppelpartner=row.koppelpartner_id,
        groepen=frozenset(row.groepen),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gehouden:
    """An account with whose it is, since when, and the number of the row of its school."""

    account: Account
    inlog: int
    school_id: int | None
    van: datetime


class AccountRepository:
    """The accounts, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_inlog(self, inlog_id: int, moment: datetime) -> tuple[Account, ...]:
        """The accounts of a person that are valid at a moment."""
        rows = OF_INLOG.all(self._connection, number=inlog_id, moment=moment)
        return tuple(account_of(row) for row in rows)

    def school_ids(self, inlog_id: int, moment: datetime) -> list[int]:
        """The numbers of the schools that a person has an account at."""
        rows = SCHOOL_IDS.all(self._connection, number=inlog_id, moment=moment)
        return [row.school_id for row in rows]

    def get(self, account_id: int, moment: datetime) -> Gehouden | None:
        """An account that is valid at a moment."""
        row = self._connection.execute(
            select(*ACCOUNT, account.c.inlog_id, account.c.van)
            .join_from(account, school, isouter=True)
            .where(account.c.id == account_id, holds(moment))
        ).first()
        if row is None:
            return None
        return Gehouden(account=account_of(row), inlog=row.inlog_id, school_id=row.school_id, van=row.van)

    def is_only_imported(self, inlog_id: int) -> bool:
        """Whether somebody has and had accounts of imports alone."""
        rollen = select(account.c.rol).where(account.c.inlog_id == inlog_id).distinct()
        held = set(self._connection.execute(rollen).scalars())
        return bool(held) and held <= IMPORTED

    def has_operator(self, moment: datetime) -> bool:
        """Whether there is an operator who was not disabled."""
        return OPERATOR.first(self._connection, moment=moment) is not None

    def add(self, inlog_id: int, plaats: Plaats, school_id: int | None, moment: datetime) -> int:
        """Let somebody have a role from a moment on; returns the number of the account."""
        statement = insert(account).values(
            inlog_id=inlog_id,
            rol=plaats.rol.value,
            school_id=school_id,
            koppelpartner_id=plaats.koppelpartner,
            groepen=tuple(sorted(plaats.groepen)),
            van=moment,
        )
        return int(self._connection.execute(statement.returning(account.c.id)).scalar_one())

    def end(self, account_ids: Sequence[int], moment: datetime) -> int:
        """End accounts; returns how many were valid until now."""
        done = self._connection.execute(
            update(account).where(account.c.id.in_(account_ids), holds(moment)).values(tot=moment)
        )
        return done.rowcount

    def bind(self, account_id: int, groepen: frozenset[str]) -> None:
        """Bind an account to groups; to all of them without any."""
        self._connection.execute(
            update(account).where(account.c.id == account_id).values(groepen=tuple(sorted(groepen)))
        )

    def of_school(self, school_id: int, moment: datetime, vraag: Lijstvraag = ALLES) -> list[Gebruiker]:
        """Everybody with an account at a school, with those accounts."""
        return self._gebruikers(account.c.school_id == school_id, moment, vraag)

    def of_koppelpartner(
        self, koppelpartner_id: int, moment: datetime, vraag: Lijstvraag = ALLES
    ) -> list[Gebruiker]:
        """Everybody with an account at a koppelpartner, with those accounts."""
        return self._gebruikers(account.c.koppelpartner_id == koppelpartner_id, moment, vraag)

    def all(self, moment: datetime, vraag: Lijstvraag = ALLES) -> list[Gebruiker]:
        """Everybody, also those who were disabled, with all their accounts."""
        return self._gebruikers(None, moment, vraag)

    def _gebruikers(
        self, which: ColumnElement[bool] | None, moment: datetime, vraag: Lijstvraag = ALLES
    ) -> list[Gebruiker]:
        # Whoever only imports know is on the pages of their school alone.
        is_joined = and_(account.c.inlog_id == inlog.c.id, account.c.rol.not_in(IMPORTED), holds(moment))
        of_import = select(account.c.id).where(account.c.inlog_id == inlog.c.id)
        is_imported = and_(
            of_import.where(account.c.rol.in_(IMPORTED)).exists(),
            ~of_import.where(account.c.rol.not_in(IMPORTED)).exists(),
        )
        people = select(inlog.c.id).where(*names_of(inlog, vraag.zoek), ~is_imported)
        if which is not None:
            is_joined = and_(is_joined, which)
            people = people.where(select(account.c.id).where(is_joined).exists())
        # A part of a list is a number of people, and each has as many rows as accounts.
        part = people.order_by(inlog.c.inlognaam).offset(vraag.vanaf).limit(vraag.aantal).subquery()
        statement = (
            select(*GEBRUIKER, *ACCOUNT)
            .join_from(inlog, part, part.c.id == inlog.c.id)
            .outerjoin(account, is_joined)
            .outerjoin(school, school.c.id == account.c.school_id)
            .order_by(inlog.c.inlognaam, account.c.id)
        )
        per_inlog: dict[int, list[Row[*tuple[Any, ...]]]] = {}
        for row in self._connection.execute(statement):
            per_inlog.setdefault(row.id, []).append(row)
        return [_gebruiker(rows) for rows in per_inlog.values()]


def _gebruiker(rows: Sequence[Row[*tuple[Any, ...]]]) -> Gebruiker:
    """A person, from a row for each account."""
    first = rows[0]
    return Gebruiker(
        inlog=first.id,
        inlognaam=first.inlognaam,
        naam=first.naam,
        aangemaakt=first.aangemaakt,
        uitgeschakeld=first.uitgeschakeld,
        is_demo=first.demo,
        accounts=tuple(account_of(row) for row in rows if row.account_id is not None),
    )
