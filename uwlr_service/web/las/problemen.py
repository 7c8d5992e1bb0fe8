"""What goes wrong at ``/las/v1``, as ``application/problem+json`` (RFC 9457)."""

from flask import Blueprint, Response
from werkzeug.exceptions import HTTPException

from uwlr_service.domain.fouten import (
    DatabaseOnbereikbaar,
    Fout,
    SchoolOnbekend,
    ScopeOntbreekt,
    SleutelOnleesbaar,
    TokenOngeldig,
    VerzoekOngeldig,
)
from uwlr_service.web import problem

NOT_FOUND = "Deze school, of wat u ervan vraagt, is er niet, of is niet voor dit token."
SHARED = (
    DatabaseOnbereikbaar,
    SchoolOnbekend,
    ScopeOntbreekt,
    SleutelOnleesbaar,
    TokenOngeldig,
    VerzoekOngeldig,
)
"""Errors that are the same problem here as at the pull API."""
KINDS: problem.Kinds = {kind: problem.KINDS[kind] for kind in SHARED}


def of_fout(error: Fout) -> Response:
    """What a use case refuses."""
    return problem.of_fout(error, KINDS, NOT_FOUND)


def handle(blueprint: Blueprint) -> None:
    """Answer the errors of a blueprint this way."""
    blueprint.register_error_handler(HTTPException, problem.of_http)
    blueprint.register_error_handler(Fout, of_fout)
    blueprint.register_error_handler(Exception, problem.unexpected)
