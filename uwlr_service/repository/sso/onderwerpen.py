"""By which name an application knows an account (OpenID Connect Core 1.0, 8), and what it was told of."""

import base64
import secrets

from sqlalchemy import Connection, bindparam, select

from uwlr_service.repository import upsert
from uwlr_service.repository.fixed import FixedChange, FixedQuery
from uwlr_service.repository.schema.sso import sso_onderwerp

BYTES = 20


SUB = FixedQuery(
    select(sso_onderwerp.c.sub).where(
        sso_onderwerp.c.account_id == bindparam("account"),
        sso_onderwerp.c.sso_client_id == bindparam("client"),
    )
)
"""Asked for every answer of the provider, and so built once."""
MAKE = {
    dialect: FixedChange(
        upsert.insert_for(dialect, sso_onderwerp)
        .values(account_id=bindparam("account"), sso_client_id=bindparam("client"), sub=bindparam("new"))
        .on_conflict_do_nothing(index_elements=["account_id", "sso_client_id"])
    )
    for dialect in ("postgresql", "sqlite")
}
TELL = {
    dialect: FixedChange(
        upsert.insert_for(dialect, sso_onderwerp)
        .values(
            account_id=bindparam("account"),
            sso_client_id=bindparam("client"),
            sub=bindparam("new"),
            gemeld_afspraak_id=bindparam("afspraak"),
        )
        .on_conflict_do_update(
            index_elements=["account_id", "sso_client_id"],
            set_={"gemeld_afspraak_id": bindparam("afspraak")},
        )
    )
    for dialect in ("postgresql", "sqlite")
}
"""Run for whoever signs in somewhere for the first time, and so built once."""


class OnderwerpRepository:
    """The subjects, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sub(self, account: int, client: int) -> str | None:
        """The name of an account at an application; None before it first signs in there."""
        row = SUB.first(self._connection, account=account, client=client)
        return None if row is None else str(row.sub)

    def ensure(self, account: int, client: int) -> str:
        """The same, made if need be: random, so that it tells nothing and no two applications can compare."""
        known = self.sub(account, client)
        if known is not None:
            return known
        make = MAKE[self._connection.dialect.name]
        make.run(self._connection, account=account, client=client, new=_new())
        sub = self.sub(account, client)
        if sub is None:
            raise RuntimeError("the subject that was just made is gone")
        return sub

    def note_told(self, account: int, client: int, afspraak: int) -> None:
        """Note that the person was told."""
        tell = TELL[self._connection.dialect.name]
        tell.run(self._connection, account=account, client=client, new=_new(), afspraak=afspraak)


def _new() -> str:
    """Capitals and digits: the name of an application has neither capitals, so the two are never equal."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode()
