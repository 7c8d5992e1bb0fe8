"""The log: one JSON object a line on standard output, and never pupil data.

Only the keys of ``FIELDS`` are written. Of an exception the log gets its class and where it was raised, not
its text, because a text can quote a value of a document or of a row.
"""

import json
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from uwlr_service import tracing

FIELDS = frozenset(
    """
    event level timestamp request_id trace_id reference
    operation outcome faultcode milliseconds status method path endpoint
    klant koppeling las sleutel school schooljaar xsdversie gegevensset tolerances
    counts digest revision cache bytes_in bytes_out
    bind workers threads database version libxml2 pid check reason nacht
    delivered postponed given_up opslag
    exception raised_at logger message
    """.split()
)
"""What may be logged. ``klant`` is a recognised klantnaam; those of a link, a LAS and a key are numbers."""

FRAMES = 12
OURS = "uwlr_service"
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"event"}
"""What every record has, and the name under which structlog takes the text."""
LEVELS = {"exception": "error", "warn": "warning"}
"""Methods of a logger that are not called like their level."""
log = structlog.get_logger()

_request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def begin_call(request_id: str | None) -> None:
    """Let the lines of this thread say which call they are about, until it begins another one."""
    _request_id.set(request_id)


class Handover(logging.Handler):
    """Writes what was logged with Python's own ``logging`` as lines of ours.

    Only for libraries that never log document text: a message is written as it is.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        error = record.exc_info[1] if record.exc_info else None
        write = {"DEBUG": log.debug, "INFO": log.info, "WARNING": log.warning}.get(
            record.levelname, log.error
        )
        # What others add to their records may be anything.
        given = vars(record) if record.name.startswith(OURS) else {}
        fields = {name: value for name, value in given.items() if name not in STANDARD}
        write("message", **{**fields, "logger": record.name, "message": record.getMessage()}, exc_info=error)


class _StandardOutput:
    """Whatever standard output is at the moment of writing, also after it was replaced."""

    def write(self, text: str) -> int:
        try:
            return sys.stdout.write(text)
        except UnicodeEncodeError:  # of a system without UTF-8
            return sys.stdout.write(_escaped(text, str.isascii))

    def flush(self) -> None:
        sys.stdout.flush()


def configure(level: str = "info") -> None:
    """Set up the log of this process; what another library logs below WARNING is not shown."""
    structlog.configure(
        processors=[
            complete,
            describe_exception,
            keep_known_fields,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(_StandardOutput()),  # type: ignore[arg-type]
        cache_logger_on_first_use=True,
    )
    # The inner rooms know only the logging of Python itself.
    logging.getLogger(OURS).handlers = [Handover()]


def take_over_all() -> None:
    """Write what any library logs from WARNING on as lines of ours, and warnings, and errors nobody caught.

    For a process that only writes lines of the log: one of another kind would break whoever reads them.
    """
    logging.lastResort = None
    root = logging.getLogger()
    root.handlers = [Handover(logging.WARNING)]
    logging.getLogger(OURS).propagate = False  # they have a handler of their own
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        log.error("uncaught", exc_info=error)


def _uncaught_in_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
        log.error("uncaught", exc_info=failed.exc_value)


def _unraisable(failed: "sys.UnraisableHookArgs") -> None:
    log.error("uncaught", exc_info=failed.exc_value)


def warn(messages: Iterable[str]) -> None:
    """Write what is amiss with the settings, one line each."""
    for message in messages:
        log.warning("setting", message=message)


def warn_of_newer_database() -> None:
    """Write that a newer version added to the tables of the database, and that this one goes on with them."""
    log.warning("newer database", message="a newer version added to its tables: upgrade this version soon")


def log_call(operation: str, outcome: str, seconds: float, **fields: Any) -> None:
    """Write the one line that each call gets; ``fields`` are of ``FIELDS``, ``counts`` of numbers only.

    Its trace gets as much of it as may leave the service.
    """
    tracing.describe({"operation": operation, "outcome": outcome, **fields})
    log.info("call", operation=operation, outcome=outcome, milliseconds=round(seconds * 1000, 2), **fields)


def complete(_logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Add what every line has: level, moment, and the call that it is about.

    structlog has a processor for each, and for what else may be bound to a context; that takes three times
    as long.
    """
    request_id = _request_id.get()
    if request_id is not None:
        event["request_id"] = request_id
    trace_id = tracing.trace_id()
    if trace_id is not None:
        event["trace_id"] = trace_id
    event["level"] = LEVELS.get(method, method)
    event["timestamp"] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    return event


def keep_known_fields(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Drop every key that is not in ``FIELDS``, and say which, so that its writer notices."""
    if event.keys() <= FIELDS:
        return event
    kept = {key: value for key, value in event.items() if key in FIELDS}
    kept["dropped"] = sorted(event.keys() - FIELDS)
    return kept


ENCODER = json.JSONEncoder(ensure_ascii=False, default=repr)


def render(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    """One JSON object; ``json.dumps`` would set up an encoder for every line.

    Whatever does more than show itself is escaped: strangers choose some of these texts, and a control of
    C1, U+2028 or a mark that turns the direction of writing around would make a reader see another line.
    """
    line = ENCODER.encode(event)
    if line.isprintable():
        return line
    return _escaped(line, str.isprintable)


def _escaped(line: str, may_stay: Callable[[str], bool]) -> str:
    """JSON in which the signs that may not stay are written by their numbers (RFC 8259, 7)."""
    return "".join(sign if may_stay(sign) or sign == "\n" else json.dumps(sign)[1:-1] for sign in line)


def describe_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace ``exc_info`` by the classes of the exception and its causes, and the lines it came through."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["exception"] = _names(error)
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
        event["raised_at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def _names(error: BaseException) -> list[str]:
    names: list[str] = []
    following: BaseException | None = error
    while following is not None and len(names) < FRAMES:
        names.append(f"{type(following).__module__}.{type(following).__qualname__}")
        following = following.__cause__ or following.__context__
    return names
