"""Proofs of schools: at which schools somebody can give one to an application, and which were given."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository import upsert
from uwlr_service.repository.account.accounts import holds
from uwlr_service.repository.koppeling.standen import reaches
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.sso import schoolbewijs, sso_client
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of

DECIDERS = sorted(rol.value for rol in ROLLEN_VAN[Actie.BESLUITEN] if rol.is_of_school)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewijsplek:
    """An account that decides at a school which the product of an application reaches."""

    account: int
    school: Schoolcode
    school_id: int
    schoolnaam: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolbewijs:
    """A school that was proven over a link, and when that was last."""

    school: Schoolcode
    naam: str | None
    gegeven: datetime


class SchoolbewijsRepository:
    """The proofs, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def places(self, client: int, accounts: Collection[int], moment: datetime) -> list[Bewijsplek]:
        """Those of some accounts that can prove a school to an application now."""
        rows = self._connection.execute(
            select(account.c.id.label("account_id"), school.c.id, school.c.naam, *CODE)
            .join_from(account, school, school.c.id == account.c.school_id)
            .join(inlog, inlog.c.id == account.c.inlog_id)
            .join(sso_client, sso_client.c.id == client)
            .join(koppeling, koppeling.c.id == sso_client.c.koppeling_id)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .where(
                account.c.id.in_(accounts),
                account.c.rol.in_(DECIDERS),
                holds(moment),
                inlog.c.uitgeschakeld.is_(None),
                sso_client.c.beeindigd.is_(None),
                koppeling.c.richting == Richting.INLOGGEN.value,
                koppeling.c.ingetrokken.is_(None),
                reaches(),
            )
            .order_by(account.c.id)
        )
        return [_plek(row) for row in rows]

    def add(self, koppeling_id: int, school_id: int, moment: datetime) -> None:
        """Keep that a school was proven, instead of the time before."""
        self._connection.execute(
            upsert.insert(self._connection, schoolbewijs)
            .values(koppeling_id=koppeling_id, school_id=school_id, gegeven=moment)
            .on_conflict_do_update(index_elements=["koppeling_id", "school_id"], set_={"gegeven": moment})
        )

    def of_koppeling(self, koppeling_id: int, since: datetime) -> list[Schoolbewijs]:
        """The schools that were proven over a link since a moment, the newest first."""
        c = schoolbewijs.c
        rows = self._connection.execute(
            select(c.gegeven, school.c.naam, *CODE)
            .join_from(schoolbewijs, school, school.c.id == c.school_id)
            .where(c.koppeling_id == koppeling_id, c.gegeven > since)
            .order_by(c.gegeven.desc(), c.id.desc())
        )
        return [Schoolbewijs(school=code_of(row), naam=row.naam, gegeven=row.gegeven) for row in rows]

    def purge(self, before: datetime) -> int:
        """Forget what was proven before a moment; returns how many."""
        return self._connection.execute(delete(schoolbewijs).where(schoolbewijs.c.gegeven < before)).rowcount


def _plek(row: AnyRow) -> Bewijsplek:
    return Bewijsplek(account=row.account_id, school=code_of(row), school_id=row.id, schoolnaam=row.naam)
