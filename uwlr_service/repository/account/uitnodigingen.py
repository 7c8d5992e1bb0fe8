"""Invitations, by the hash of the value in their link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    true,
    update,
)

from uwlr_service.domain.account.blad import Blad
from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats, Uitnodiging, Uitnodigingsoort
from uwlr_service.domain.lijstvraag import ALLES, Lijstvraag
from uwlr_service.repository.account.accounts import names_of, school_of
from uwlr_service.repository.lookup import among
from uwlr_service.repository.schema.account import inlog, uitnodiging
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE

NO_SHEET = uitnodiging.c.soort != Uitnodigingsoort.BLAD.value


@dataclass(frozen=True, slots=True)
class Nieuwblad:
    """A sheet that was just made, with whose it is and the hash of its code."""

    inlog: int
    hash: str
    blad: Blad


class UitnodigingRepository:
    """The invitations, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        digest: str,
        soort: Uitnodigingsoort,
        plaats: Plaats | None,
        school_id: int | None,
        **values: object,
    ) -> int:
        """Keep an invitation; returns its number."""
        where: dict[str, object] = {}
        if plaats is not None:
            where = {
                "rol": plaats.rol.value,
                "school_id": school_id,
                "koppelpartner_id": plaats.koppelpartner,
                "groepen": tuple(sorted(plaats.groepen)),
            }
        statement = insert(uitnodiging).values(hash=digest, soort=soort.value, **where, **values)
        return int(self._connection.execute(statement.returning(uitnodiging.c.id)).scalar_one())

    def replace_sheets(
        self,
        school_id: int,
        bladen: Sequence[Nieuwblad],
        door: str,
        uitnodiger: int | None,
        moment: datetime,
    ) -> None:
        """Keep sheets, so that no earlier sheet or link of these people works; in two statements."""
        self.withdraw_of_inloggen([nieuw.inlog for nieuw in bladen], moment)
        # As it is for the passkeys of its owner.
        handvat = select(inlog.c.handvat).where(inlog.c.id == bindparam("of_inlog")).scalar_subquery()
        self._connection.execute(
            insert(uitnodiging).values(handvat=handvat),
            [
                {
                    "of_inlog": nieuw.inlog,
                    "hash": nieuw.hash,
                    "soort": Uitnodigingsoort.BLAD.value,
                    "inlognaam": nieuw.blad.inlognaam,
                    "naam": nieuw.blad.naam,
                    "inlog_id": nieuw.inlog,
                    "rol": nieuw.blad.rol.value,
                    "school_id": school_id,
                    "door": door,
                    "uitnodiger": uitnodiger,
                    "gemaakt": moment,
                    "verloopt": nieuw.blad.verloopt,
                }
                for nieuw in bladen
            ],
        )

    def by_hash(self, digest: str) -> Uitnodiging | None:
        """The invitation behind a link, also one that works no more."""
        return self._one(uitnodiging.c.hash == digest)

    def get(self, uitnodiging_id: int) -> Uitnodiging | None:
        """An invitation by its number."""
        return self._one(uitnodiging.c.id == uitnodiging_id)

    def _one(self, which: ColumnElement[bool]) -> Uitnodiging | None:
        rows = self._uitnodigingen(which)
        return rows[0] if rows else None

    def use(self, uitnodiging_id: int, moment: datetime) -> bool:
        """Use an invitation up; False when somebody was first, or it works no more."""
        return self._close(uitnodiging.c.id == uitnodiging_id, moment, gebruikt=moment) == 1

    def withdraw(self, uitnodiging_id: int, moment: datetime) -> bool:
        """Let the link of an invitation work no more; False when it did not."""
        return self._close(uitnodiging.c.id == uitnodiging_id, moment, ingetrokken=moment) == 1

    def withdraw_of_inlog(self, inlog_id: int, moment: datetime) -> None:
        """Let no earlier link work by which a person would get in again."""
        self._close(uitnodiging.c.inlog_id == inlog_id, moment, ingetrokken=moment)

    def withdraw_of_inloggen(self, inlog_ids: Sequence[int], moment: datetime) -> None:
        """The same for some people, in one statement."""
        of_them = among(self._connection.dialect.name, uitnodiging.c.inlog_id, inlog_ids)
        self._close(of_them, moment, ingetrokken=moment)

    def withdraw_of_person(
        self, inlognaam: str, plaats: Plaats, school_id: int | None, moment: datetime
    ) -> None:
        """Let no earlier link work that asks an address for the same role at the same place."""
        c = uitnodiging.c
        same = and_(
            c.soort == Uitnodigingsoort.ACCOUNT.value,
            c.inlognaam == inlognaam,
            c.rol == plaats.rol.value,
            c.school_id.is_not_distinct_from(school_id),
            c.koppelpartner_id.is_not_distinct_from(plaats.koppelpartner),
        )
        self._close(same, moment, ingetrokken=moment)

    def withdraw_all(self, moment: datetime) -> int:
        """Let no link work any more; returns how many did."""
        return self._close(true(), moment, ingetrokken=moment)

    def _close(self, which: ColumnElement[bool], moment: datetime, **values: object) -> int:
        done = self._connection.execute(update(uitnodiging).where(which, _is_open(moment)).values(**values))
        return done.rowcount

    def open_of_school(
        self, school_id: int, moment: datetime, vraag: Lijstvraag = ALLES
    ) -> list[Uitnodiging]:
        """The invitations of a school that nobody used yet; sheets are no invitations."""
        of_school = uitnodiging.c.school_id == school_id
        return self._uitnodigingen(of_school, NO_SHEET, _is_open(moment), vraag=vraag)

    def open_of_koppelpartner(
        self, koppelpartner_id: int, moment: datetime, vraag: Lijstvraag = ALLES
    ) -> list[Uitnodiging]:
        """The invitations of a koppelpartner that nobody used yet."""
        of_partner = uitnodiging.c.koppelpartner_id == koppelpartner_id
        return self._uitnodigingen(of_partner, _is_open(moment), vraag=vraag)

    def open_to(self, inlog: Inlog, moment: datetime) -> list[Uitnodiging]:
        """The invitations that would let a person in, by their number or by the name they sign in with."""
        c = uitnodiging.c
        return self._uitnodigingen(
            or_(c.inlog_id == inlog.id, c.inlognaam == inlog.inlognaam), _is_open(moment)
        )

    def open_by(self, inlog_id: int, moment: datetime) -> list[Uitnodiging]:
        """The invitations that a person made, and that nobody used yet."""
        return self._uitnodigingen(uitnodiging.c.uitnodiger == inlog_id, _is_open(moment))

    def open(self, moment: datetime, vraag: Lijstvraag = ALLES) -> list[Uitnodiging]:
        """Every invitation that nobody used yet."""
        return self._uitnodigingen(NO_SHEET, _is_open(moment), vraag=vraag)

    def _uitnodigingen(self, *which: ColumnElement[bool], vraag: Lijstvraag = ALLES) -> list[Uitnodiging]:
        rows = self._connection.execute(
            select(uitnodiging, *CODE)
            .join_from(uitnodiging, school, isouter=True)
            .where(*which, *names_of(uitnodiging, vraag.zoek))
            .order_by(uitnodiging.c.id)
            .offset(vraag.vanaf)
            .limit(vraag.aantal)
        )
        return [_uitnodiging(row) for row in rows]

    def purge(self, before: datetime) -> int:
        """Forget invitations that worked no more before a moment; returns how many."""
        return self._connection.execute(delete(uitnodiging).where(uitnodiging.c.verloopt < before)).rowcount


def _is_open(moment: datetime) -> ColumnElement[bool]:
    c = uitnodiging.c
    return and_(c.gebruikt.is_(None), c.ingetrokken.is_(None), c.verloopt > moment)


def _uitnodiging(row: Row[*tuple[Any, ...]]) -> Uitnodiging:
    plaats = None
    if row.rol is not None:
        plaats = Plaats(
            rol=Rol(row.rol),
            school=school_of(row),
            koppelpartner=row.koppelpartner_id,
            groepen=frozenset(row.groepen),
        )
    return Uitnodiging(
        id=row.id,
        soort=Uitnodigingsoort(row.soort),
        inlognaam=row.inlognaam,
        naam=row.naam,
        plaats=plaats,
        inlog=row.inlog_id,
        handvat=row.handvat,
        door=row.door,
        gemaakt=row.gemaakt,
        verloopt=row.verloopt,
        gebruikt=row.gebruikt,
        ingetrokken=row.ingetrokken,
    )
