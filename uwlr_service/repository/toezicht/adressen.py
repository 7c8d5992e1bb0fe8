"""The mail addresses of those a message is for."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from uwlr_service.domain.toezicht.bericht import Geadresseerde
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.toezicht import berichtvoorkeur


class AdresRepository:
    """The addresses, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, aan: Geadresseerde, moment: datetime) -> list[str]:
        """The addresses of the people a message is for who want mail, each once."""
        wants = or_(berichtvoorkeur.c.post.is_(None), berichtvoorkeur.c.post.is_(True))
        statement = (
            select(inlog.c.email)
            .distinct()
            .outerjoin(berichtvoorkeur, berichtvoorkeur.c.inlog_id == inlog.c.id)
            .where(inlog.c.email.is_not(None), inlog.c.uitgeschakeld.is_(None), wants)
            .order_by(inlog.c.email)
        )
        if aan.inlog is not None:
            statement = statement.where(inlog.c.id == aan.inlog)
        else:
            statement = statement.join(account, account.c.inlog_id == inlog.c.id).where(
                _has_role(aan, moment)
            )
        return [str(email) for email in self._connection.execute(statement).scalars()]


def _has_role(aan: Geadresseerde, moment: datetime) -> ColumnElement[bool]:
    """Whether an account is the one a message is for, at a moment."""
    c = account.c
    return and_(
        c.rol == aan.rol,
        c.school_id.is_(None) if aan.school is None else c.school_id == aan.school,
        c.koppelpartner_id.is_(None)
        if aan.koppelpartner is None
        else c.koppelpartner_id == aan.koppelpartner,
        c.van <= moment,
        or_(c.tot.is_(None), c.tot > moment),
    )
