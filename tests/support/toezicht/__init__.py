"""What the log and the messages to people say that happened."""

from sqlalchemy import select

from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import bericht, logregel


def logged(database: Database) -> list[str]:
    """The words of the lines of the log, in order."""
    with database.read() as connection:
        return list(connection.execute(select(logregel.c.wat).order_by(logregel.c.id)).scalars())


def told(database: Database) -> list[str]:
    """The kinds of messages that people got, in order."""
    with database.read() as connection:
        return list(connection.execute(select(bericht.c.soort).order_by(bericht.c.id)).scalars())
