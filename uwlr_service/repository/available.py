"""What a driver raises when there is no database to use, as one error of ours; a full disk is logged."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, InternalError, OperationalError, ProgrammingError

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.repository.schijf import volmelder

UNUSABLE = {
    "25006",  # read_only_sql_transaction: a replica, or a server that was set so
    "XX001",  # data_corrupted
    "XX002",  # index_corrupted
}
"""What PostgreSQL calls an error of its own, and is a database that cannot be used as it is."""
NOT_ALLOWED = "42501"
"""insufficient_privilege of PostgreSQL: the schema or the tables belong to another user."""
LOCK_TAKEN = "55P03"
"""What PostgreSQL calls a lock that did not come within the time (lock_not_available)."""
DATABASE = "de database"


@contextmanager
def available() -> Iterator[None]:
    """Say in the service's own words that the database is away, locked, full or not a database."""
    try:
        yield
    except DatabaseError as error:
        if not _means_away(error):
            raise
        volmelder.tell(error, DATABASE)
        raise DatabaseOnbereikbaar from error
    except InterfaceError as error:
        raise DatabaseOnbereikbaar from error


def _means_away(error: DatabaseError) -> bool:
    if isinstance(error, OperationalError):
        return True
    if isinstance(error, ProgrammingError):
        # Of connecting with an option that the server or the driver refuses, or of tables of another user.
        return error.statement is None or getattr(error.orig, "sqlstate", None) == NOT_ALLOWED
    if isinstance(error, InternalError):
        return getattr(error.orig, "sqlstate", None) in UNUSABLE
    # Raised by SQLite for a file that is damaged, or not a database.
    return type(error) is DatabaseError


def is_lock_taken(error: DatabaseOnbereikbaar) -> bool:
    """Whether PostgreSQL only gave up waiting for a lock."""
    cause = error.__cause__
    return isinstance(cause, OperationalError) and getattr(cause.orig, "sqlstate", None) == LOCK_TAKEN
