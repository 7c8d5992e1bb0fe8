"""Whether traces can be recorded here: asked before a server or a worker says that it is ready."""

import re

from uwlr_service.config import ConfigFout
from uwlr_service.config.otel import INSTALL

VARIABLE = re.compile(r"\bOTEL_[A-Z_]+")


def require() -> None:
    """Make once, and throw away, what each process makes that records; it starts no thread.

    Raises ConfigFout when a part of the extra ``otel`` is missing or broken, and for a variable that the
    library cannot live with and ``config/otel.py`` does not judge.
    """
    try:
        from uwlr_service.tracing import recording

        recording.attempt()
    except ImportError as error:
        part = error.name or type(error).__name__
        raise ConfigFout(
            f"UWLR_TRACES is on, en de extra otel ontbreekt of is stuk ({part}): {INSTALL}."
        ) from error
    except Exception as error:  # of any kind: the library does not promise which
        # Its text may quote a value, so no more of it is told than the name of a variable.
        named = VARIABLE.search(str(error))
        which = named.group() if named else "een variabele OTEL_*"
        raise ConfigFout(
            f"UWLR_TRACES is on, en {which} heeft een waarde waar OpenTelemetry niet mee begint"
            f" ({type(error).__name__})."
        ) from error
