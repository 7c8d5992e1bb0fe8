"""Whether traces can be made: the library is there, and its own variables say what it understands.

The library itself takes a wrong variable for the default, and says so in a log, or it fails in each worker.
"""

import importlib.metadata
import os
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from uwlr_service.config.values import ConfigFout, switch, whole

LIBRARY = "opentelemetry-exporter-otlp-proto-http"
"""The package that traces need, with all that it needs itself."""
INSTALL = "pip install '.[otel]' in de map met de broncode"
PROPAGATORS = "OTEL_PROPAGATORS"
TRACECONTEXT = "tracecontext"
NONE = "none"
QUEUE = "OTEL_BSP_MAX_QUEUE_SIZE"
BATCH = "OTEL_BSP_MAX_EXPORT_BATCH_SIZE"
FIRST_QUEUE, FIRST_BATCH = 2048, 512
"""What holds where neither is set (OpenTelemetry, SDK environment variables, Batch Span Processor)."""


def traces(text: str) -> bool:
    """On or off; on where the library for it is installed, and its variables are right.

    Those are looked for in the environment and not in ``.env``, as the library does.
    """
    is_on = switch(text)
    if is_on:
        _require_installed()
        _require_right(os.environ)
    return is_on


def takes_traceparent(environ: Mapping[str, str]) -> bool:
    """Whether ``traceparent`` is taken over and sent along: unless OTEL_PROPAGATORS leaves it out."""
    names = _names(environ.get(PROPAGATORS, ""))
    return not names or (TRACECONTEXT in names and NONE not in names)


def _require_installed() -> None:
    """Raise ConfigFout unless there is the package; several of this family share one module."""
    try:
        importlib.metadata.version(LIBRARY)
    except importlib.metadata.PackageNotFoundError:
        raise ConfigFout(f"vraagt om {LIBRARY}: {INSTALL}.") from None


def _require_right(environ: Mapping[str, str]) -> None:
    """Raise ConfigFout for the first variable of the library that is wrong; an empty one counts as absent."""
    for name, judge in JUDGED.items():
        text = environ.get(name, "").strip()
        if not text:
            continue
        try:
            judge(text)
        except ConfigFout as error:
            raise ConfigFout(f"is on, en {name} {error}") from None
    queue = int(environ.get(QUEUE, "").strip() or FIRST_QUEUE)
    batch = int(environ.get(BATCH, "").strip() or FIRST_BATCH)
    if batch > queue:
        raise ConfigFout(f"is on, en {BATCH} ({batch}) mag niet boven {QUEUE} ({queue}) liggen.")


def _names(text: str) -> list[str]:
    return [name.strip().lower() for name in text.split(",") if name.strip()]


def _some_of(*known: str) -> Callable[[str], None]:
    def judge(text: str) -> None:
        if not set(_names(text)) <= set(known):
            raise ConfigFout(f"moet uit {', '.join(known)} kiezen.")

    return judge


def _one_of(*known: str) -> Callable[[str], None]:
    def judge(text: str) -> None:
        if text.lower() not in known:
            raise ConfigFout(f"moet een van {', '.join(known)} zijn.")

    return judge


def _address(text: str) -> None:
    """Does not quote what is wrong: there may be a password in it."""
    try:
        parts = urlsplit(text)
        is_right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_right = False
    if not is_right or any(map(str.isspace, text)):
        raise ConfigFout("moet een adres zijn zoals http://127.0.0.1:4318.")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _seconds(text: str) -> None:
    number = _number(text)
    if number is None or not 0 < number < float("inf"):
        raise ConfigFout("moet een aantal seconden boven 0 zijn, zoals 10.")


def _share(text: str) -> None:
    number = _number(text)
    if number is None or not 0 <= number <= 1:
        raise ConfigFout("moet een getal van 0 tot en met 1 zijn, zoals 0.01.")


def _pairs(text: str) -> None:
    """Does not quote what is wrong: a header may hold a key."""
    if not all("=" in part for part in text.split(",") if part.strip()):
        raise ConfigFout("moet naam=waarde noemen, met komma's ertussen.")


JUDGED: Mapping[str, Callable[[str], object]] = {
    PROPAGATORS: _some_of(TRACECONTEXT, "baggage", NONE),
    "OTEL_TRACES_SAMPLER": _one_of(
        *("always_on", "always_off", "traceidratio"),
        *("parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio"),
    ),
    "OTEL_TRACES_SAMPLER_ARG": _share,
    "OTEL_RESOURCE_ATTRIBUTES": _pairs,
    QUEUE: whole(1),
    BATCH: whole(1),
    "OTEL_BSP_SCHEDULE_DELAY": whole(1),
    "OTEL_BSP_EXPORT_TIMEOUT": whole(0),
    **{
        f"OTEL_EXPORTER_OTLP_{signal}{name}": judge
        for signal in ("", "TRACES_")
        for name, judge in (
            ("ENDPOINT", _address),
            ("TIMEOUT", _seconds),
            ("HEADERS", _pairs),
            ("COMPRESSION", _one_of(NONE, "gzip", "deflate")),
        )
    },
    **{
        f"OTEL_{what}_LIMIT": whole(0)
        for what in (
            *("ATTRIBUTE_COUNT", "ATTRIBUTE_VALUE_LENGTH", "SPAN_ATTRIBUTE_COUNT"),
            *("SPAN_ATTRIBUTE_VALUE_LENGTH", "SPAN_EVENT_COUNT", "SPAN_LINK_COUNT"),
            *("EVENT_ATTRIBUTE_COUNT", "LINK_ATTRIBUTE_COUNT"),
        )
    },
}
"""The variables that traces depend on, by how each is judged (OpenTelemetry, SDK environment variables)."""
