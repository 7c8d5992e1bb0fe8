"""Sessions, by the hash of the value in a cookie."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, or_, select, true, update

from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.account.sessie import LONGEST, LONGEST_RUST, Einde, Sessie
from uwlr_service.repository import einden, upsert
from uwlr_service.repository.account.accounts import ACCOUNT, account_of, holds
from uwlr_service.repository.driver import Driver
from uwlr_service.repository.fixed import FixedQuery
from uwlr_service.repository.lookup import among
from uwlr_service.repository.schema.account import account, inlog, sessie
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.toezicht.berichten import unread

SESSIE = (
    sessie.c.id,
    sessie.c.inlog_id,
    sessie.c.uitnodiging_id,
    sessie.c.begonnen,
    sessie.c.laatst_gezien,
    sessie.c.aangemeld,
    sessie.c.bewezen,
    sessie.c.amr,
    sessie.c.fouten,
    sessie.c.inhoud,
)
OF_INLOG = (inlog.c.naam, inlog.c.demo)
TO_PERSON, TO_ROLE = unread(sessie.c.inlog_id, account.c.rol, account.c.school_id, account.c.koppelpartner_id)
ONGELEZEN = (TO_PERSON.label("to_person"), TO_ROLE.label("to_role"))

OF_COOKIE = FixedQuery(
    select(*SESSIE, *OF_INLOG, *ACCOUNT, *ONGELEZEN)
    .join_from(sessie, inlog, inlog.c.id == sessie.c.inlog_id, isouter=True)
    .outerjoin(account, and_(account.c.inlog_id == sessie.c.inlog_id, holds(bindparam("moment"))))
    .outerjoin(school, school.c.id == account.c.school_id)
    .where(
        sessie.c.hash == bindparam("digest"), sessie.c.beeindigd.is_(None), inlog.c.uitgeschakeld.is_(None)
    )
    .order_by(account.c.id)
)
"""A row for each account. One statement, built once, for every page begins with it."""
HELD = FixedQuery(
    select(sessie.c.id)
    .where(
        sessie.c.id == bindparam("number"),
        sessie.c.inlog_id == bindparam("inlog"),
        sessie.c.beeindigd.is_(None),
    )
    .with_for_update(read=True)
)
UNTOLD: Mapping[str, object] = {
    "inlog_id": None,
    "uitnodiging_id": None,
    "aangemeld": None,
    "bewezen": None,
    "amr": None,
    "fouten": 0,
}
"""What a session may begin with beside what each has, and what it is unless somebody says so."""
BEGIN = {
    dialect: FixedQuery(
        upsert.insert_for(dialect, sessie)
        # SQLAlchemy keeps the names of columns for itself.
        .values(
            {name: bindparam(f"{name}_") for name in ("hash", "begonnen", "laatst_gezien", "inhoud", *UNTOLD)}
        )
        .on_conflict_do_nothing()
        .returning(sessie.c.id)
    )
    for dialect in ("sqlite", "postgresql")
}
"""By the name of the dialect; run at every sign-in, and so built once."""


def of_cookie(holder: Driver, digest: str, moment: datetime) -> Sessie | None:
    """What ``SessieRepository.find`` finds, asked by itself: every page does."""
    return _living(OF_COOKIE.ask(holder, digest=digest, moment=moment), moment)


class SessieRepository:
    """The sessions, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: str, moment: datetime) -> Sessie | None:
        """The session behind a cookie, with the accounts of its person; None when it lives no more."""
        return _living(OF_COOKIE.all(self._connection, digest=digest, moment=moment), moment)

    def was_left_open(self, digest: str) -> bool:
        """Whether somebody was signed in by a cookie, and did not sign out by it."""
        c = sessie.c
        stayed = or_(c.waarom.is_(None), c.waarom != Einde.AFGEMELD.value)
        row = self._connection.execute(
            select(c.id).where(c.hash == digest, c.aangemeld.is_not(None), stayed)
        ).first()
        return row is not None

    def owner_of(self, digest: str) -> int | None:
        """Who was signed in behind a cookie, also when that ended."""
        c = sessie.c
        statement = select(c.inlog_id).where(c.hash == digest, c.aangemeld.is_not(None))
        owner: int | None = self._connection.execute(statement).scalar()
        return owner

    def of_inlog(self, inlog_id: int, moment: datetime) -> list[Sessie]:
        """The living sessions of a person, the newest first."""
        rows = self._connection.execute(
            select(*SESSIE, *OF_INLOG, *ACCOUNT)
            .join_from(sessie, inlog)
            .outerjoin(account, and_(account.c.inlog_id == sessie.c.inlog_id, holds(moment)))
            .outerjoin(school, school.c.id == account.c.school_id)
            .where(
                sessie.c.inlog_id == inlog_id,
                sessie.c.beeindigd.is_(None),
                sessie.c.aangemeld.is_not(None),
            )
            .order_by(sessie.c.id.desc(), account.c.id)
        ).all()
        per_sessie: dict[int, list[Row[*tuple[Any, ...]]]] = {}
        for row in rows:
            per_sessie.setdefault(row.id, []).append(row)
        return [living for living in map(_sessie, per_sessie.values()) if living.lives(moment)]

    def begin(self, digest: str, moment: datetime, inhoud: Mapping[str, Any], **values: object) -> bool:
        """Begin a session; False if there was one under this hash before."""
        given: dict[str, Any] = {
            "hash": digest,
            "begonnen": moment,
            "laatst_gezien": moment,
            "inhoud": dict(inhoud),
            **UNTOLD,
            **values,
        }
        parameters = {f"{name}_": value for name, value in given.items()}
        return BEGIN[self._connection.dialect.name].first(self._connection, **parameters) is not None

    def change(self, sessie_id: int, **values: object) -> bool:
        """Change columns of a session that was not ended; False when it was."""
        done = self._connection.execute(
            update(sessie).where(sessie.c.id == sessie_id, sessie.c.beeindigd.is_(None)).values(**values)
        )
        return done.rowcount == 1

    def count_fault(self, sessie_id: int) -> int:
        """Count a wrong second factor; returns how many there are in this attempt."""
        c = sessie.c
        statement = update(sessie).where(c.id == sessie_id).values(fouten=c.fouten + 1).returning(c.fouten)
        return int(self._connection.execute(statement).scalar_one())

    def end(self, sessie_id: int, waarom: Einde, moment: datetime) -> bool:
        """End a session, and what was given in it; False when it had ended."""
        einden.of_session(self._connection, sessie_id, waarom, moment)
        return self._end(sessie.c.id == sessie_id, waarom, moment) == 1

    def hold(self, sessie_id: int, inlog_id: int) -> bool:
        """Keep a session from ending until this transaction is over; False when it is that person's no more.

        What is given in it meanwhile is then seen by whoever ends it.
        """
        return HELD.first(self._connection, number=sessie_id, inlog=inlog_id) is not None

    def sign_out_elsewhere(self, sessie_id: int, moment: datetime) -> None:
        """End what partners were given in a session that goes on as somebody else's, or as nobody's."""
        einden.of_session(self._connection, sessie_id, Einde.AFGEMELD, moment)

    def end_of_inlog(
        self, inlog_id: int, waarom: Einde, moment: datetime, *, kept: Sequence[int] = ()
    ) -> int:
        """End every session of a person, but those that are ``kept``; returns how many.

        What partners were given for them outside a session that is kept ends too.
        """
        einden.of_people(self._connection, [inlog_id], waarom, moment, kept=kept)
        return self._end(and_(sessie.c.inlog_id == inlog_id, sessie.c.id.not_in(kept)), waarom, moment)

    def end_of_inloggen(self, inlog_ids: Sequence[int], waarom: Einde, moment: datetime) -> int:
        """End every session of some people, and all that partners were given for them; returns how many."""
        einden.of_people(self._connection, inlog_ids, waarom, moment)
        of_them = among(self._connection.dialect.name, sessie.c.inlog_id, inlog_ids)
        return self._end(of_them, waarom, moment)

    def end_some(self, sessie_ids: Sequence[int], waarom: Einde, moment: datetime) -> int:
        """End sessions by their numbers, and all that partners were given in them; returns how many."""
        einden.of_sessions(self._connection, sessie_ids, waarom, moment)
        return self._end(among(self._connection.dialect.name, sessie.c.id, sessie_ids), waarom, moment)

    def end_all(self, waarom: Einde, moment: datetime) -> int:
        """End every session, and all that partners were given; returns how many."""
        einden.of_everybody(self._connection, waarom, moment)
        return self._end(true(), waarom, moment)

    def _end(self, which: ColumnElement[bool], waarom: Einde, moment: datetime) -> int:
        done = self._connection.execute(
            update(sessie)
            .where(which, sessie.c.beeindigd.is_(None))
            .values(beeindigd=moment, waarom=waarom.value, inhoud={})
        )
        return done.rowcount

    def purge(self, moment: datetime) -> int:
        """Forget the sessions that ended, or were not used for so long that they did; returns how many."""
        done = self._connection.execute(
            delete(sessie).where(
                or_(
                    sessie.c.laatst_gezien < moment - LONGEST_RUST,
                    sessie.c.beeindigd < moment - LONGEST,
                )
            )
        )
        return done.rowcount


def _living(rows: Sequence[Row[*tuple[Any, ...]]], moment: datetime) -> Sessie | None:
    """The session of a cookie, unless it lives no more."""
    if not rows:
        return None
    sessie_of_cookie = replace(_sessie(rows), ongelezen=_ongelezen(rows))
    return sessie_of_cookie if sessie_of_cookie.lives(moment) else None


def _ongelezen(rows: Sequence[Row[*tuple[Any, ...]]]) -> int:
    """How many messages wait for whoever is signed in, from a row for each account."""
    first = rows[0]
    if first.aangemeld is None:
        return 0
    return int(first.to_person + sum(row.to_role for row in rows))


def _sessie(rows: Sequence[Row[*tuple[Any, ...]]]) -> Sessie:
    """A session, from a row for each account."""
    first = rows[0]
    inhoud: Mapping[str, Any] = first.inhoud
    handelende = None
    if first.aangemeld is not None:
        handelende = Handelende(
            herkomst=Herkomst.PORTAAL,
            naam=first.naam,
            inlog=first.inlog_id,
            accounts=tuple(account_of(row) for row in rows if row.account_id is not None),
            bewezen=first.bewezen,
        )
    return Sessie(
        id=first.id,
        begonnen=first.begonnen,
        laatst_gezien=first.laatst_gezien,
        inhoud=inhoud,
        inlog=first.inlog_id,
        uitnodiging=first.uitnodiging_id,
        handelende=handelende,
        aangemeld=first.aangemeld,
        amr=first.amr,
        fouten=first.fouten,
        is_demo=bool(first.demo),
    )
