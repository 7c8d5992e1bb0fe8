"""What goes wrong at an API, as ``application/problem+json`` (RFC 9457), in Dutch and without data."""

import secrets
from collections.abc import Mapping
from http import HTTPStatus

import structlog
from flask import Blueprint, Flask, Response, g, json, request
from werkzeug.exceptions import HTTPException

from uwlr_service.domain.fouten import (
    AfspraakGewijzigd,
    DatabaseOnbereikbaar,
    Fout,
    Gepauzeerd,
    KoppelingBeeindigd,
    KoppelingOnbekend,
    LeveringOnbekend,
    OntvangstOngeldig,
    PakketOnleesbaar,
    PakketVervallen,
    SchoolOnbekend,
    ScopeOntbreekt,
    SleutelOnleesbaar,
    TijdelijkNietBeschikbaar,
    TokenOngeldig,
    VerwijderverzoekOnbekend,
    VerzoekOngeldig,
)

log = structlog.get_logger()

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:uwlr-service:probleem:"
PATHS = ("/gkv/", "/las/", "/oauth/", "/.well-known/")
RETRY_SECONDS = 30

LAS = "/las/"
LAS_OPENAPI = "/las/v1/openapi.json"
GKV_OPENAPI = "/gkv/v1/openapi.json"
NOT_FOUND = "Deze koppeling, school of levering, of dit verzoek, is er niet, of is niet voor dit token."
Kinds = Mapping[type[Fout], tuple[int, str, str]]
"""Per error its status, its name and its title."""
KINDS: Kinds = {
    KoppelingOnbekend: (HTTPStatus.NOT_FOUND, "niet-gevonden", "Niet gevonden"),
    SchoolOnbekend: (HTTPStatus.NOT_FOUND, "niet-gevonden", "Niet gevonden"),
    LeveringOnbekend: (HTTPStatus.NOT_FOUND, "niet-gevonden", "Niet gevonden"),
    VerwijderverzoekOnbekend: (HTTPStatus.NOT_FOUND, "niet-gevonden", "Niet gevonden"),
    PakketVervallen: (HTTPStatus.GONE, "pakket-vervallen", "Het pakket is er niet meer"),
    PakketOnleesbaar: (HTTPStatus.SERVICE_UNAVAILABLE, "niet-beschikbaar", "Tijdelijk niet beschikbaar"),
    SleutelOnleesbaar: (HTTPStatus.SERVICE_UNAVAILABLE, "niet-beschikbaar", "Tijdelijk niet beschikbaar"),
    OntvangstOngeldig: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "ontvangst-ongeldig",
        "De ontvangstbevestiging klopt niet",
    ),
    VerzoekOngeldig: (HTTPStatus.BAD_REQUEST, "verzoek-ongeldig", "Het verzoek is niet te lezen"),
    TokenOngeldig: (HTTPStatus.UNAUTHORIZED, "token-ongeldig", "Geen geldig token"),
    AfspraakGewijzigd: (HTTPStatus.GONE, "afspraak-gewijzigd", "De afspraak is gewijzigd"),
    Gepauzeerd: (HTTPStatus.FORBIDDEN, "gepauzeerd", "De koppeling is gepauzeerd"),
    KoppelingBeeindigd: (HTTPStatus.FORBIDDEN, "koppeling-beeindigd", "De koppeling is beëindigd"),
    ScopeOntbreekt: (HTTPStatus.FORBIDDEN, "scope-ontbreekt", "De scope is te klein"),
    DatabaseOnbereikbaar: (HTTPStatus.SERVICE_UNAVAILABLE, "niet-beschikbaar", "Tijdelijk niet beschikbaar"),
    TijdelijkNietBeschikbaar: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "niet-beschikbaar",
        "Tijdelijk niet beschikbaar",
    ),
}
DECIDED = (AfspraakGewijzigd, Gepauzeerd)
"""What the decision of a school brings about."""
STATUSES: dict[int, tuple[str, str, str]] = {
    HTTPStatus.BAD_REQUEST: (
        "verzoek-ongeldig",
        "Het verzoek is niet te lezen",
        "Vergelijk het met {openapi}.",
    ),
    HTTPStatus.NOT_FOUND: (
        "niet-gevonden",
        "Niet gevonden",
        "Dit adres is er niet. Zie {openapi}.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: ("methode-ongeldig", "Zo werkt dit adres niet", "Zie de header Allow."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "te-groot",
        "Te groot",
        "Wat u stuurt, is groter dan dit adres aanneemt.",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "niet-beschikbaar",
        "Tijdelijk niet beschikbaar",
        "Deze dienst kan onder dit adres geen tokens geven of aannemen. Dat ligt aan ons.",
    ),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (
        "mediatype-ongeldig",
        "Ander mediatype",
        "Stuur application/json in UTF-8, zonder Content-Encoding.",
    ),
}
OTHER = ("verzoek-ongeldig", "Dit verzoek wordt niet begrepen", "Vergelijk het met {openapi}.")


def answer(
    status: int, naam: str, title: str, detail: str, *, reden: str | None = None, **headers: str
) -> Response:
    """A problem; underscores in the names of headers stand for hyphens.

    ``reden`` is a word for programs, where the decision of a school is the reason. The name of the problem
    stays with the call, for the partner who looks back.
    """
    g.probleem = reden or naam
    document = {"type": TYPE + naam, "title": title, "status": status, "detail": detail}
    if reden is not None:
        document["reden"] = reden
    response = Response(json.dumps(document), status, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def refusal(status: int, text: str) -> bytes:
    """What a program hears when not even the head of its request could be read."""
    naam, title, _ = STATUSES.get(status, OTHER)
    return json.dumps({"type": TYPE + naam, "title": title, "status": status, "detail": text}).encode()


def speaks(path: str) -> bool:
    """Whether a caller of this path is a program, which expects problems instead of pages."""
    return path.startswith(PATHS)


def of_http(error: HTTPException, said: str | None = None) -> Response:
    """What Flask itself refuses, with its headers, such as Allow; ``said`` is a better word for it."""
    given = error.get_response()
    if given.status_code < HTTPStatus.BAD_REQUEST:
        return Response(given.get_data(), given.status_code, given.headers)
    naam, title, detail = STATUSES.get(given.status_code, OTHER)
    openapi = LAS_OPENAPI if request.path.startswith(LAS) else GKV_OPENAPI
    problem = answer(given.status_code, naam, title, said or detail.format(openapi=openapi))
    for name in ("Accept-Encoding", "Allow", "Retry-After"):
        if name in given.headers:
            problem.headers[name] = given.headers[name]
    return problem


def of_fout(error: Fout, kinds: Kinds = KINDS, not_found: str = NOT_FOUND) -> Response:
    """What a use case refuses, by the errors that an API knows.

    A school of somebody else gets the very words of one that does not exist, so that nobody learns which
    schools there are.
    """
    if type(error) not in kinds:
        return unexpected(error)
    status, naam, title = kinds[type(error)]
    detail = not_found if status == HTTPStatus.NOT_FOUND else error.tekst
    if isinstance(error, DECIDED):
        # Another token would not help, so nothing is said of how to get one.
        return answer(status, naam, title, detail, reden=error.reden)
    return answer(status, naam, title, detail, **_headers(status))


def _headers(status: int) -> dict[str, str]:
    """How to get in (RFC 6750, section 3), or when to try again."""
    if status == HTTPStatus.UNAUTHORIZED and "Authorization" not in request.headers:
        return {"WWW_Authenticate": "Bearer"}
    if status == HTTPStatus.UNAUTHORIZED:
        return {"WWW_Authenticate": 'Bearer error="invalid_token"'}
    if status == HTTPStatus.FORBIDDEN:
        return {"WWW_Authenticate": 'Bearer error="insufficient_scope"'}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return {"Retry_After": str(RETRY_SECONDS)}
    return {}


def unexpected(error: Exception) -> Response:
    """Our own mistake: a number that the log has too, and nothing else."""
    nummer = secrets.token_hex(4)
    log.error("unexpected error", reference=nummer, exc_info=error)
    detail = f"Dat ligt aan ons. Meld het met nummer {nummer}."
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, "interne-fout", "Er ging iets mis", detail)


def handle(scaffold: Flask | Blueprint) -> None:
    """Answer the errors of a blueprint this way."""
    scaffold.register_error_handler(HTTPException, of_http)
    scaffold.register_error_handler(Fout, of_fout)
    scaffold.register_error_handler(Exception, unexpected)
