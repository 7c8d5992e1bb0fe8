"""``/health/live``: the process answers. ``/health/ready``: it can also do its work, or else 503."""

from collections.abc import Callable
from typing import Protocol

import structlog
from flask import Response, jsonify
from lxml import etree

from uwlr_service.domain.fouten import DatabaseNieuwer, DatabaseTeruggezet
from uwlr_service.formats import schemas
from uwlr_service.web.patience import Patience
from uwlr_service.web.state import state

DATABASE_SECONDS = 1.0
OK = "ok"
NEWER = "has decisions that the database has not: run uwlr db restored"
UNAVAILABLE = 503
log = structlog.get_logger()


class Journal(Protocol):
    """What readiness asks of the journal."""

    achter: str | None

    def require_current(self) -> None:
        """Raise if it has what the database has not, or cannot be read."""


class Store(Protocol):
    """What readiness asks of the store."""

    def ping(self) -> None:
        """Raise if it cannot be reached."""

    def is_current(self) -> bool:
        """Whether all migrations have been applied."""


def database_check(database: Store, limit: float = DATABASE_SECONDS) -> Callable[[], str]:
    """A check that tells ``ok`` or what is wrong with the database, even if that does not answer at all.

    ``limit`` is in seconds.
    """

    def ask() -> str:
        database.ping()
        return OK if database.is_current() else "not migrated: run uwlr db upgrade"

    patience = Patience(ask, limit)

    def check() -> str:
        try:
            return patience.ask()
        except TimeoutError as error:
            return str(error)
        except DatabaseNieuwer:
            return "newer than this version of the service: upgrade the service"
        except Exception as error:  # whatever was raised, the database cannot be used now
            return f"cannot be used ({type(error).__name__})"

    return check


def journal_check(journal: Journal, limit: float = DATABASE_SECONDS) -> Callable[[], str]:
    """A check that tells ``ok`` or what is wrong with the journal, and adds the lines that it lacks."""

    def ask() -> str:
        journal.require_current()
        return OK if journal.achter is None else "lacks decisions, and cannot be written"

    patience = Patience(ask, limit)

    def check() -> str:
        try:
            return patience.ask()
        except TimeoutError as error:
            return str(error)
        except DatabaseTeruggezet:
            return NEWER
        except Exception as error:  # whatever was raised, nobody can tell what the journal holds
            return f"cannot be used ({type(error).__name__})"

    return check


def check_schemas() -> str:
    """``ok`` if the schemas that requests are judged by compile in this thread."""
    for schema in (schemas.AUTORISATIE, *schemas.LEERLINGGEGEVENS.values()):
        try:
            schema.compiled()
        except (etree.LxmlError, OSError) as error:
            return f"{schema.path} does not compile ({type(error).__name__})"
    return OK


def live() -> Response:
    """The process answers, whatever it stands on."""
    return jsonify(status=OK)


def ready() -> tuple[Response, int]:
    """Whether calls can be answered; the words are for the operator and name no data."""
    results = {"database": state().check_database(), "schemas": check_schemas()}
    if results["database"] == OK:
        results["journal"] = state().check_journal()
    wrong = {name: result for name, result in results.items() if result != OK}
    for name, reason in wrong.items():
        log.warning("not ready", check=name, reason=reason)
    # Calls can be answered without a journal. Its decisions are in the database, unless that was put back.
    if wrong.keys() - {"journal"} or wrong.get("journal") == NEWER:
        return jsonify(status="unavailable", checks=results), UNAVAILABLE
    return jsonify(status="warning" if wrong else OK, checks=results), 200


def keep_fresh(response: Response) -> Response:
    """Let no cache answer for us."""
    response.headers["Cache-Control"] = "no-store"
    return response
