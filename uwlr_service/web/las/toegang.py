"""Before and after each call of ``/las/v1``: whether it may be made, and its line in the log."""

from collections.abc import Mapping

from flask import Response, g, request

from uwlr_service.domain.las.las import Las, Lasscope
from uwlr_service.web import adressen, meting
from uwlr_service.web.state import diensten

OPEN = "las.openapi"
"""The one address that asks for no token."""
SCHOOL = "school"


def admit(scopes: Mapping[str, Lasscope]) -> None:
    """Let a call through by its token (RFC 6750), and give its view the school that the path names.

    Raises TokenOngeldig, ScopeOntbreekt, and SchoolOnbekend for a school that is not of this LAS. The rate
    that partners have holds for tokens only: a LAS sends hundreds of schools one after the other.
    """
    meting.begin()
    if request.endpoint == OPEN:
        return
    loket = diensten().lastoegang
    scope = scopes[str(request.endpoint)]
    g.las = loket.check(adressen.shown_token(), adressen.shown_certificate(), scope, adressen.own())
    if request.view_args and SCHOOL in request.view_args:
        request.view_args[SCHOOL] = loket.school(g.las, request.view_args[SCHOOL])


def admit_again(scope: Lasscope) -> None:
    """Judge the token of a call once more that waited: its LAS may have ended meanwhile.

    Raises TokenOngeldig, ScopeOntbreekt.
    """
    token = adressen.shown_token()
    g.las = diensten().lastoegang.check(token, adressen.shown_certificate(), scope, adressen.own())


def las() -> Las:
    """The LAS that calls; only for views that ``admit`` stands before."""
    admitted: Las = g.las
    return admitted


def finish(response: Response) -> Response:
    """Count and log a call, whatever became of it."""
    took = meting.seconds()
    if "las" in g:  # not there when the token was refused
        meting.end(response, took, las=las().id)
    else:
        meting.end(response, took)
    return response
