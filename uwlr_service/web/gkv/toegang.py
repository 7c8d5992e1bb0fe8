"""Before and after each call of the pull API: whether it may be made, and its line in the log."""

from http import HTTPStatus

from flask import Response, g, request

from uwlr_service.domain.fouten import KoppelingBeeindigd, ScopeOntbreekt
from uwlr_service.domain.koppeling import partner
from uwlr_service.domain.koppeling.partner import Tokenhouder
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.web import adressen, meting
from uwlr_service.web.state import diensten, state
from uwlr_service.web.tempo import too_fast

OPEN = "gkv.openapi"
"""The one address that asks for no token."""
VERWIJDERING = {"gkv.verwijderverzoeken", "gkv.bevestiging"}
"""The addresses that are left when a link has ended; each token of the link opens them."""


def admit() -> Response | None:
    """Let a call through by its token (RFC 6750); None if it may be made, or else its answer.

    Raises TokenOngeldig, KoppelingBeeindigd, ScopeOntbreekt. The rate is asked after the token: a caller
    without a good one must not use up that of a link.
    """
    meting.begin()
    if request.endpoint == OPEN:
        return None
    token = adressen.shown_token()
    g.houder = diensten().tokens.check(token, adressen.shown_certificate(), adressen.own())
    wait = state().tempo.take(partner.client_id(g.houder.koppeling))
    if wait:
        return too_fast(wait)
    _require_reach(g.houder, str(request.endpoint))
    return None


def _require_reach(houder: Tokenhouder, endpoint: str) -> None:
    """Raise unless a token is for this address at all; its view judges the rest."""
    if endpoint in VERWIJDERING:
        return
    if houder.is_beeindigd:
        raise KoppelingBeeindigd
    if houder.scopes == {partner.VERWIJDERING}:
        raise ScopeOntbreekt


def houder() -> Tokenhouder:
    """The holder of the token of this call; only for views that ``admit`` stands before."""
    admitted: Tokenhouder = g.houder
    return admitted


def _oproep(operation: str, response: Response) -> Oproep:
    """What the partner sees of a call afterwards; no school that its token does not open."""
    uitkomst = str(g.get("probleem", response.status_code))
    school = ""
    if response.status_code != HTTPStatus.NOT_FOUND:
        code = schoolpad.read((request.view_args or {}).get("school", ""))
        school = "" if code is None else str(code)
    return Oproep(houder().koppeling, school, operation, uitkomst)


def finish(response: Response) -> Response:
    """Count and log a call, whatever became of it; its package may still have to be sent."""
    took = meting.seconds()
    if "houder" in g:  # not there when the token was refused
        diensten().register.count(_oproep(str(request.endpoint), response), took, 0)
        meting.end(response, took, koppeling=houder().koppeling)
    else:
        meting.end(response, took)
    return response
