"""The assertions that were used at a token endpoint of ours (RFC 7523, section 3, jti)."""

import enum
import hashlib
from datetime import datetime

from sqlalchemy import Connection, delete

from uwlr_service.repository import upsert
from uwlr_service.repository.schema.koppeling import gebruikt_bewijs


class Uitgever(enum.StrEnum):
    """Where what was signed is used: what was used at one place says nothing of another."""

    API = "api"
    SSO = "sso"
    EXTERN = "extern"
    """Logout tokens of the providers of schools."""


class BewijsRepository:
    """The used assertions, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def use_once(
        self, uitgever: Uitgever, client: str, jti: str, verloopt: datetime, moment: datetime
    ) -> bool:
        """Note that an assertion was used; False when it was used before. Forgets those that ended."""
        c = gebruikt_bewijs.c
        self._connection.execute(delete(gebruikt_bewijs).where(c.verloopt < moment))
        added = self._connection.execute(
            upsert.insert(self._connection, gebruikt_bewijs)
            .values(
                uitgever=uitgever.value,
                client=client,
                jti=hashlib.sha256(jti.encode(errors="surrogatepass")).hexdigest(),
                verloopt=verloopt,
            )
            .on_conflict_do_nothing()
            .returning(c.jti)
        )
        return added.first() is not None
