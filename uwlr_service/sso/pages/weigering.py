"""What a person reads of a request that cannot be met, and of which nobody else may hear."""

import structlog
from flask import render_template

from uwlr_service.domain.fouten.sso import AanmeldverzoekOngeldig, AanmeldverzoekVerlopen

log = structlog.get_logger()
BAD_REQUEST = 400


def invalid(error: AanmeldverzoekOngeldig) -> tuple[str, int]:
    """A request of which it is not certain who sent it, or where an answer may go: it is led nowhere."""
    log.info("sso.authorize", outcome="refused", reason=error.reden)
    return render_template("sso/ongeldig.html", reden=error.reden), BAD_REQUEST


def expired(_error: AanmeldverzoekVerlopen) -> tuple[str, int]:
    """A request that waited too long, was answered, or began in another browser."""
    return render_template("sso/verlopen.html"), BAD_REQUEST
