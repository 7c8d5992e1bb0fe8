"""``/health/live``: the process answers. ``/health/ready``: it can also do its work; 503 when it cannot."""

from collections.abc import Callable
from typing import Protocol

import structlog
from flask import Blueprint, Response, jsonify
from lxml import etree

from uwlr_service.formats import schemas
from uwlr_service.web.patience import Patience

DATABASE_SECONDS = 1.0
OK = "ok"
log = structlog.get_logger()


class Store(Protocol):
    """What readiness asks of the store."""

    def ping(self) -> None:
        """Raise when it cannot be reached."""

    def is_current(self) -> bool:
        """Whether all migrations have been applied."""


def database_check(database: Store, limit: float = DATABASE_SECONDS) -> Callable[[], str]:
    """A check that tells ``ok`` or what is wrong with the database, also when that does not answer at all."""

    def ask() -> str:
        database.ping()
        return OK if database.is_current() else "not migrated: run uwlr db upgrade"

    patience = Patience(ask, limit)

    def check() -> str:
        try:
            return patience.ask()
        except TimeoutError as error:
            return str(error)
        except Exception as error:  # whatever is raised, it cannot be used now
            return f"cannot be used ({type(error).__name__})"

    return check


def check_schemas() -> str:
    """``ok`` when the schemas that requests are judged by compile in this thread."""
    for schema in (schemas.AUTORISATIE, *schemas.LEERLINGGEGEVENS.values()):
        try:
            schema.compiled()
        except (etree.LxmlError, OSError) as error:
            return f"{schema.path} does not compile ({type(error).__name__})"
    return OK


def health(database: Store) -> Blueprint:
    """The two addresses; the words are for the operator and name no data."""
    blueprint = Blueprint("health", __name__, url_prefix="/health")
    checks: dict[str, Callable[[], str]] = {"database": database_check(database), "schemas": check_schemas}

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
