"""Before and after each call: whether the provider has an address, the headers, and the line in the log."""

import time

from flask import Response, g, request

from uwlr_service import logs, metrics
from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.paginas.headers import add_missing
from uwlr_service.sso.endpoints.antwoord import SAFE
from uwlr_service.sso.endpoints.state import diensten

UNKNOWN = "sso.unknown"
ALWAYS = {"Cache-Control": "no-store", **SAFE}
"""Unless the view says otherwise; most answers have them already."""


def begin() -> None:
    """Note when the call came. Raises TijdelijkNietBeschikbaar where no setting says the own address."""
    g.started = time.perf_counter()
    if diensten().settings.portal_address is None:
        g.reden = "no_address"
        raise TijdelijkNietBeschikbaar


def finish(response: Response) -> Response:
    """Count and log a call, and let nobody keep its answer unless the view says otherwise."""
    add_missing(response, ALWAYS)
    # A call with a Host that is not ours is refused before it is begun.
    seconds = time.perf_counter() - g.get("started", time.perf_counter())
    operation = request.endpoint or UNKNOWN
    outcome = str(response.status_code)
    metrics.record_call(operation, outcome, seconds)
    known = {"koppeling": g.get("koppeling"), "reason": g.get("reden")}
    logs.log_call(operation, outcome, seconds, **{naam: w for naam, w in known.items() if w is not None})
    return response
