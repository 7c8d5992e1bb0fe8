"""The OpenID providers of schools, and the accounts there that people tied to theirs here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from uwlr_service.domain.account.schoolprovider import Providergegevens, Schoolprovider, Vast
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.account import inlog_extern, schoolprovider
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import code_of

PROVIDER = (
    schoolprovider,
    school.c.brincode,
    school.c.dependancecode,
    school.c.schoolkey,
)


@dataclass(frozen=True, slots=True)
class Gekoppeld:
    """An account at a provider that somebody tied to theirs."""

    id: int
    issuer: str
    gekoppeld: datetime


class ProviderRepository:
    """The providers of schools, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, provider_id: int) -> Schoolprovider | None:
        """A provider by its number."""
        return self._one(schoolprovider.c.id == provider_id)

    def of_school(self, school_id: int) -> Schoolprovider | None:
        """The provider of a school, also one that is switched off."""
        return self._one(schoolprovider.c.school_id == school_id)

    def that_are(self, issuer: str, client_id: str) -> list[Schoolprovider]:
        """The providers that are on and of this issuer, where we are this client; of schools of one board."""
        c = schoolprovider.c
        statement = (
            select(*PROVIDER)
            .join_from(schoolprovider, school)
            .where(c.issuer == issuer, c.client_id == client_id, c.aan)
            .order_by(c.id)
        )
        return [_provider(row) for row in self._connection.execute(statement)]

    def put(self, school_id: int, gegevens: Providergegevens, geheim: str, moment: datetime) -> None:
        """Keep the provider of a school, instead of the one of before; off until somebody turns it on."""
        values = {
            "naam": gegevens.naam,
            "issuer": gegevens.issuer,
            "client_id": gegevens.client_id,
            "geheim": geheim,
            "vast": None if gegevens.vast is None else gegevens.vast.value,
            "vast_waarde": gegevens.vast_waarde,
            "aan": False,
            "gewijzigd": moment,
        }
        statement = upsert.insert(self._connection, schoolprovider).values({**values, "school_id": school_id})
        self._connection.execute(statement.on_conflict_do_update(index_elements=["school_id"], set_=values))

    def rewrap(self, wrapped: str, renewed: str) -> None:
        """Keep a secret as the present one of the service encrypts it."""
        c = schoolprovider.c
        self._connection.execute(update(schoolprovider).where(c.geheim == wrapped).values(geheim=renewed))

    def turn(self, provider_id: int, moment: datetime, *, is_aan: bool) -> None:
        """Turn a provider on or off."""
        self._connection.execute(
            update(schoolprovider)
            .where(schoolprovider.c.id == provider_id)
            .values(aan=is_aan, gewijzigd=moment)
        )

    def turn_off_older(self, school_id: int, until: datetime, moment: datetime) -> bool:
        """Turn off a provider that did not change since a moment; False for any other, and when it is off."""
        c = schoolprovider.c
        done = self._connection.execute(
            update(schoolprovider)
            .where(c.school_id == school_id, c.aan, c.gewijzigd < until)
            .values(aan=False, gewijzigd=moment)
        )
        return done.rowcount == 1

    def _one(self, which: ColumnElement[bool]) -> Schoolprovider | None:
        statement = select(*PROVIDER).join_from(schoolprovider, school).where(which)
        row = self._connection.execute(statement).first()
        return None if row is None else _provider(row)


class ExternRepository:
    """The tied accounts, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def owner(self, issuer: str, onderwerp: str) -> int | None:
        """Who tied an account at a provider to theirs."""
        c = inlog_extern.c
        statement = select(c.inlog_id).where(c.issuer == issuer, c.onderwerp == onderwerp)
        owner: int | None = self._connection.execute(statement).scalar()
        return owner

    def tie(self, inlog_id: int, issuer: str, onderwerp: str, moment: datetime) -> bool:
        """Tie an account, instead of the one of before at that provider; False when it is somebody's."""
        c = inlog_extern.c
        self._connection.execute(delete(inlog_extern).where(c.inlog_id == inlog_id, c.issuer == issuer))
        added = self._connection.execute(
            upsert.insert(self._connection, inlog_extern)
            .values(inlog_id=inlog_id, issuer=issuer, onderwerp=onderwerp, gekoppeld=moment)
            .on_conflict_do_nothing()
            .returning(c.id)
        )
        return added.first() is not None

    def of_inlog(self, inlog_id: int) -> list[Gekoppeld]:
        """What somebody tied."""
        c = inlog_extern.c
        rows = self._connection.execute(
            select(c.id, c.issuer, c.gekoppeld).where(c.inlog_id == inlog_id).order_by(c.id)
        )
        return [Gekoppeld(row.id, row.issuer, row.gekoppeld) for row in rows]

    def untie(self, inlog_id: int) -> None:
        """Let no account elsewhere prove who somebody is."""
        self._connection.execute(delete(inlog_extern).where(inlog_extern.c.inlog_id == inlog_id))

    def untie_one(self, inlog_id: int, number: int) -> bool:
        """Let one account prove it no more; False when it did not."""
        c = inlog_extern.c
        done = self._connection.execute(delete(inlog_extern).where(c.inlog_id == inlog_id, c.id == number))
        return done.rowcount == 1

    def count(self, issuer: str) -> int:
        """How many people tied an account at a provider."""
        statement = select(func.count()).select_from(inlog_extern).where(inlog_extern.c.issuer == issuer)
        return int(self._connection.execute(statement).scalar_one())


def _provider(row: Row[*tuple[Any, ...]]) -> Schoolprovider:
    return Schoolprovider(
        id=row.id,
        school=code_of(row),
        school_id=row.school_id,
        naam=row.naam,
        issuer=row.issuer,
        client_id=row.client_id,
        geheim=row.geheim,
        vast=None if row.vast is None else Vast(row.vast),
        vast_waarde=row.vast_waarde,
        is_aan=row.aan,
    )
