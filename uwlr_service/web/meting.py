"""How long a call of a program took: its place in the metrics, and its line in the log."""

import time

from flask import Response, g, request

from uwlr_service import logs, metrics


def begin() -> None:
    """Note when the call came."""
    g.started = time.perf_counter()


def seconds() -> float:
    """How long the call takes so far."""
    return time.perf_counter() - float(g.started)


def end(response: Response, took: float, **fields: int) -> None:
    """Count and log a call that took so many seconds; ``fields`` say whose it was.

    No answer is kept on its way, unless its view says that it may be.
    """
    response.headers.setdefault("Cache-Control", "no-store")
    operation = str(request.endpoint)
    outcome = str(response.status_code)
    metrics.record_call(operation, outcome, took)
    logs.log_call(operation, outcome, took, **fields)
