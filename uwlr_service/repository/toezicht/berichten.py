"""Messages to people: kept, found by who they are for, and marked as read."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde, Verteld
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.toezicht import bericht, bericht_gelezen, berichtvoorkeur

SHOWN = (
    bericht.c.id,
    bericht.c.moment,
    bericht.c.soort,
    bericht.c.parameters,
    bericht.c.pad,
    bericht.c.rol,
    bericht.c.school_id,
    bericht.c.koppelpartner_id,
    bericht.c.inlog_id,
)


class Ongepost(NamedTuple):
    """A message of which no mail was made yet."""

    id: int
    bericht: Bericht


class BerichtRepository:
    """The messages, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, berichten: Iterable[Bericht]) -> None:
        """Keep messages; mail is made of them afterwards."""
        now = tijd.now()
        rows = [
            {
                "moment": now,
                "soort": told.soort.value,
                "parameters": dict(told.parameters),
                "pad": told.pad,
                "rol": told.aan.rol,
                "school_id": told.aan.school,
                "koppelpartner_id": told.aan.koppelpartner,
                "inlog_id": told.aan.inlog,
                "gepost": False,
            }
            for told in berichten
        ]
        if rows:
            self._connection.execute(insert(bericht), rows)

    def of_person(self, wie: Handelende, most: int) -> list[Verteld]:
        """The messages for a person: those that are not read first, and then the newest."""
        gelezen = _is_read(wie)
        rows = self._connection.execute(
            _found(wie, *SHOWN, gelezen.label("gelezen")).order_by(gelezen, bericht.c.id.desc()).limit(most)
        )
        return [
            Verteld(id=row.id, bericht=_bericht(row), moment=row.moment, gelezen=bool(row.gelezen))
            for row in rows
        ]

    def mark(self, wie: Handelende, numbers: Sequence[int] | None) -> None:
        """Mark messages for a person as read: these, or all."""
        if wie.inlog is None:
            return
        chosen = _found(wie, bericht.c.id).where(~_is_read(wie))
        if numbers is not None:
            chosen = chosen.where(bericht.c.id.in_(numbers))
        now = tijd.now()
        rows = [
            {"bericht_id": number, "inlog_id": wie.inlog, "moment": now}
            for number in self._connection.execute(chosen).scalars()
        ]
        if rows:
            self._connection.execute(
                upsert.insert(self._connection, bericht_gelezen).on_conflict_do_nothing(), rows
            )

    def wants_mail(self, inlog_id: int) -> bool:
        """Whether a person gets mail of what they are told."""
        chosen = self._connection.execute(
            select(berichtvoorkeur.c.post).where(berichtvoorkeur.c.inlog_id == inlog_id)
        ).scalar()
        return chosen is None or bool(chosen)

    def choose_mail(self, inlog_id: int, *, post: bool) -> None:
        """Whether a person gets mail from now on."""
        self._connection.execute(
            upsert.insert(self._connection, berichtvoorkeur)
            .values(inlog_id=inlog_id, post=post)
            .on_conflict_do_update(index_elements=[berichtvoorkeur.c.inlog_id], set_={"post": post})
        )

    def ongepost(self, most: int) -> list[Ongepost]:
        """The oldest messages of which no mail was made yet."""
        c = bericht.c
        rows = self._connection.execute(
            select(*SHOWN).where(c.gepost.is_(false())).order_by(c.id).limit(most).with_for_update()
        )
        return [Ongepost(row.id, _bericht(row)) for row in rows]

    def mark_posted(self, numbers: Sequence[int]) -> None:
        """Of these messages mail was made, for whoever wants it."""
        self._connection.execute(update(bericht).where(bericht.c.id.in_(numbers)).values(gepost=True))

    def purge(self, before: datetime) -> int:
        """Forget the messages of before a moment, with who read them; returns how many."""
        return self._connection.execute(delete(bericht).where(bericht.c.moment < before)).rowcount


def unread(
    inlog_id: ColumnElement[int],
    rol: ColumnElement[str],
    school_id: ColumnElement[int],
    koppelpartner_id: ColumnElement[int],
) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """Two columns for a question that has these: how many messages to a person wait, and how many to a role.

    A role is had at a school, at a partner, or at the service itself.
    """
    c = bericht.c
    is_read = exists().where(bericht_gelezen.c.bericht_id == c.id, bericht_gelezen.c.inlog_id == inlog_id)
    # By what has an index: to see who has none of these messages, not all of them must be read.
    is_there = or_(
        c.school_id == school_id,
        c.koppelpartner_id == koppelpartner_id,
        and_(
            c.school_id.is_(None),
            c.koppelpartner_id.is_(None),
            school_id.is_(None),
            koppelpartner_id.is_(None),
        ),
    )
    count = select(func.count()).select_from(bericht).where(~is_read)
    to_person = count.where(c.inlog_id == inlog_id)
    to_role = count.where(c.rol == rol, is_there)
    tables = [column.table for column in (inlog_id, rol)]
    return to_person.correlate(*tables).scalar_subquery(), to_role.correlate(*tables).scalar_subquery()


def _found(wie: Handelende, *columns: Any) -> Select[*tuple[Any, ...]]:
    """A question about the messages for a person."""
    is_personal = false() if wie.inlog is None else bericht.c.inlog_id == wie.inlog
    return (
        select(*columns)
        .select_from(bericht)
        .outerjoin(school, school.c.id == bericht.c.school_id)
        .where(or_(is_personal, *(_is_for(account) for account in wie.accounts)))
    )


def _is_for(account: Account) -> ColumnElement[bool]:
    """Whether a message is for a role that somebody has, where they have it."""
    c = bericht.c
    is_role = c.rol == account.rol.value
    if account.school is not None:
        return and_(is_role, _is_school(account.school))
    if account.koppelpartner is not None:
        return and_(is_role, c.koppelpartner_id == account.koppelpartner)
    return and_(is_role, c.school_id.is_(None), c.koppelpartner_id.is_(None))


def _is_school(code: Schoolcode) -> ColumnElement[bool]:
    if code.brincode is None:
        return school.c.schoolkey == code.schoolkey
    return and_(school.c.brincode == code.brincode, school.c.dependancecode == code.dependancecode)


def _is_read(wie: Handelende) -> ColumnElement[bool]:
    read = bericht_gelezen.c
    return exists().where(read.bericht_id == bericht.c.id, read.inlog_id == wie.inlog)


def _bericht(row: Row[*tuple[Any, ...]]) -> Bericht:
    aan = Geadresseerde(
        rol=row.rol, school=row.school_id, koppelpartner=row.koppelpartner_id, inlog=row.inlog_id
    )
    return Bericht(soort=Berichtsoort(row.soort), aan=aan, parameters=row.parameters, pad=row.pad)
