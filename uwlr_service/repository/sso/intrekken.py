"""What partners were given for people is taken back: the grants, and the tokens that came of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, true, update

from uwlr_service.domain.account.sessie import Einde
from uwlr_service.repository.lookup import among
from uwlr_service.repository.schema.sso import sso_toekenning, sso_token


class IntrekRepository:
    """Takes grants back, within one connection; two statements, however many there are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_accounts(self, account_ids: Sequence[int], waarom: Einde, moment: datetime) -> int:
        """Take back what was given for accounts; returns how many grants held."""
        if not account_ids:
            return 0
        dialect = self._connection.dialect.name
        of_them = among(dialect, sso_toekenning.c.account_id)
        return self._revoke(of_them, waarom, moment, {"values": account_ids})

    def all(self, waarom: Einde, moment: datetime) -> int:
        """Take back whatever was given, to anybody; returns how many grants held."""
        return self._revoke(true(), waarom, moment, {})

    def _revoke(
        self, which: ColumnElement[bool], waarom: Einde, moment: datetime, parameters: dict[str, object]
    ) -> int:
        given = select(sso_toekenning.c.id).where(which)
        self._connection.execute(
            update(sso_token)
            .where(sso_token.c.toekenning_id.in_(given), sso_token.c.ingetrokken.is_(None))
            .values(ingetrokken=moment),
            parameters,
        )
        done = self._connection.execute(
            update(sso_toekenning)
            .where(which, sso_toekenning.c.ingetrokken.is_(None))
            .values(ingetrokken=moment, waarom=waarom.value),
            parameters,
        )
        return done.rowcount
