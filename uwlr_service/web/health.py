"""``/health/live``: the process answers. ``/health/ready``: it can also do its work, or else 503."""

import time
from collections.abc import Callable, Mapping
from typing import Protocol

import structlog
from flask import Response, jsonify
from lxml import etree

from uwlr_service.domain.fouten import DatabaseNieuwer, DatabaseTeruggezet
from uwlr_service.domain.oorzaak import is_full
from uwlr_service.domain.toezicht.schemastand import Schemastand
from uwlr_service.formats import schemas
from uwlr_service.web.patience import Patience
from uwlr_service.web.state import state

DATABASE_SECONDS = 1.0
WRITE_SECONDS = 0.5
"""Between two writes; whoever asks more often learns what the last one found, if that was good."""
DISK_FULL = "schijf vol"
OK = "ok"
NEWER = "has decisions that the database has not: run uwlr db restored"
EXTENDED = "a newer version added to its tables: upgrade this one"
"""What the database check says of a database on which this version can go on."""
UNAVAILABLE = 503
log = structlog.get_logger()
_told: dict[str, str] = {}
"""What the log has by now."""


class Journal(Protocol):
    """What readiness asks of the journal."""

    achter: str | None

    def require_current(self) -> None:
        """Raise if it has what the database has not, or cannot be read."""

    def try_room(self) -> None:
        """Raise OSError if nothing can be added."""


class Store(Protocol):
    """What readiness asks of the store."""

    def ping(self) -> None:
        """Raise if it cannot be reached."""

    def schemastand(self) -> Schemastand:
        """Whether this program can work on its tables. Raises DatabaseNieuwer."""

    def try_write(self) -> None:
        """Raise if nothing can be written; changes nothing."""


def database_check(database: Store, limit: float = DATABASE_SECONDS) -> Callable[[], str]:
    """A check that tells ``ok`` or what is wrong with the database, even if that does not answer at all.

    EXTENDED is a warning: calls can be answered.

    It writes before it says ``ok``: a database on a full disk, or one that can only be read, is of no use.

    ``limit`` is in seconds.
    """

    written = Written(database.try_write)

    def ask() -> str:
        database.ping()
        stand = database.schemastand()
        if stand is Schemastand.ACHTER:
            return "not migrated: run uwlr db upgrade"
        written.again()
        return EXTENDED if stand is Schemastand.VOOR else OK

    patience = Patience(ask, limit)

    def check() -> str:
        try:
            return patience.ask()
        except TimeoutError as error:
            return str(error)
        except DatabaseNieuwer:
            return "newer than this version of the service: upgrade the service"
        except Exception as error:  # whatever was raised, the database cannot be used now
            return f"cannot be used ({_cause(error)})"

    return check


class Written:
    """Writes, but not more often than a disk likes; only a write that was good lets the next one wait."""

    def __init__(self, write: Callable[[], None]) -> None:
        self._write = write
        self._good_until = 0.0

    def again(self) -> None:
        """Raise what the write raises."""
        if time.monotonic() >= self._good_until:
            self._write()
            self._good_until = time.monotonic() + WRITE_SECONDS


def _cause(error: Exception) -> str:
    return DISK_FULL if is_full(error) else type(error).__name__


def journal_check(journal: Journal, limit: float = DATABASE_SECONDS) -> Callable[[], str]:
    """A check that tells ``ok`` or what is wrong with the journal, and adds the lines that it lacks."""

    def ask() -> str:
        journal.require_current()
        if journal.achter is None:
            journal.try_room()
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
            return f"cannot be used ({_cause(error)})"

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
    if results["database"] in (OK, EXTENDED):
        results["journal"] = state().check_journal()
    wrong = {name: result for name, result in results.items() if result != OK}
    _tell(wrong)
    if any(_stops_calls(name, result) for name, result in wrong.items()):
        return jsonify(status="unavailable", checks=results), UNAVAILABLE
    return jsonify(status="warning" if wrong else OK, checks=results), 200


def _stops_calls(name: str, result: str) -> bool:
    """Whether no call can be answered as long as this is wrong."""
    if name == "journal":
        # Its decisions are in the database, unless that was put back.
        return result == NEWER
    return result != EXTENDED


def _tell(wrong: Mapping[str, str]) -> None:
    """Write in the log what is wrong when that changes: somebody asks every few seconds."""
    if wrong == _told:
        return
    for name, reason in wrong.items():
        if _told.get(name) != reason:
            log.warning("not ready", check=name, reason=reason)
    for name in _told.keys() - wrong.keys():
        log.info("ready again", check=name)
    _told.clear()
    _told.update(wrong)


def keep_fresh(response: Response) -> Response:
    """Let no cache answer for us."""
    response.headers["Cache-Control"] = "no-store"
    return response
