"""``/health/live``: the process answers. ``/health/ready``: it can also do its work; 503 when it cannot."""

import threading
from collections.abc import Callable
from typing import Protocol

import structlog
from flask import Blueprint, Response, jsonify
from lxml import etree

from uwlr_service.formats import schemas

DATABASE_SECONDS = 1.0
OK = "ok"
log = structlog.get_logger()


class Database(Protocol):
    """What readiness asks of the store."""

    def ping(self) -> None:
        """Raise when it cannot be reached."""

    def is_current(self) -> bool:
        """Whether all migrations have been applied."""


class DatabaseCheck:
    """Asks the database, and waits no longer than the limit for what it says.

    A question that hangs keeps its thread; no second one is started as long as it does.
    """

    def __init__(self, database: Database, limit: float = DATABASE_SECONDS) -> None:
        self._database, self._limit = database, limit
        self._asking = threading.Lock()

    def __call__(self) -> str:
        """``ok``, or what is wrong."""
        if not self._asking.acquire(timeout=self._limit):
            return "an earlier question was not answered yet"
        found: list[str] = []
        thread = threading.Thread(target=self._ask, args=(found,), name="readiness", daemon=True)
        thread.start()
        thread.join(self._limit)
        return found[0] if found else f"no answer within {self._limit:g} s"

    def _ask(self, found: list[str]) -> None:
        try:
            self._database.ping()
            found.append(OK if self._database.is_current() else "not migrated: run uwlr db upgrade")
        except Exception as error:  # whatever is raised, it cannot be used now
            found.append(f"cannot be used ({type(error).__name__})")
        finally:
            self._asking.release()


def check_schemas() -> str:
    """``ok`` when the schemas that requests are judged by compile in this thread."""
    for schema in (schemas.AUTORISATIE, *schemas.LEERLINGGEGEVENS.values()):
        try:
            schema.compiled()
        except (etree.LxmlError, OSError) as error:
            return f"{schema.path} does not compile ({type(error).__name__})"
    return OK


def health(database: Database) -> Blueprint:
    """The two addresses; the words are for the operator and name no data."""
    blueprint = Blueprint("health", __name__, url_prefix="/health")
    checks: dict[str, Callable[[], str]] = {"database": DatabaseCheck(database), "schemas": check_schemas}

    @blueprint.get("/live")
    def live() -> Response:
        return jsonify(status="ok")

    @blueprint.get("/ready")
    def ready() -> tuple[Response, int]:
        results = {name: check() for name, check in checks.items()}
        wrong = {name: result for name, result in results.items() if result != OK}
        for name, reason in wrong.items():
            log.warning("not ready", check=name, reason=reason)
        return jsonify(status="unavailable" if wrong else "ok", checks=results), 503 if wrong else 200

    @blueprint.after_request
    def fresh(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    return blueprint
