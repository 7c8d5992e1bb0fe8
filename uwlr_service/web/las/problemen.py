"""What goes wrong at ``/las/v1``, as ``application/problem+json`` (RFC 9457)."""

from http import HTTPStatus

from flask import Blueprint, Response
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from uwlr_service.domain.fouten import (
    AlGekoppeld,
    DatabaseOnbereikbaar,
    Fout,
    Geweigerd,
    LeerlingOnbekend,
    NietToegestaan,
    OvergangOngeldig,
    SchoolOnbekend,
    ScopeOntbreekt,
    SleutelOnleesbaar,
    TijdelijkNietBeschikbaar,
    TokenOngeldig,
    VeldOngeldig,
    VersBewijsNodig,
    VerzoekOngeldig,
    VoorstelVeranderd,
)
from uwlr_service.domain.fouten.lasfeed import CursorOngeldig, CursorVerlopen, ToetsdefinitieOnbekend
from uwlr_service.domain.fouten.mensen import AlleenInPortaal, BesluitOngeldig, KoppelingVeranderd
from uwlr_service.web import problem
from uwlr_service.web.las.invoer import problemen as invoerproblemen

NOT_FOUND = "Deze school, of wat u ervan vraagt, is er niet, of is niet voor dit token."
SHARED = (
    DatabaseOnbereikbaar,
    SchoolOnbekend,
    ScopeOntbreekt,
    SleutelOnleesbaar,
    TijdelijkNietBeschikbaar,
    TokenOngeldig,
    VerzoekOngeldig,
)
"""Errors that are the same problem here as at the pull API."""
OLD_PROOF = (
    "'bewezen' ontbreekt, of is niet van de laatste tien minuten. Laat wie besluit opnieuw een tweede factor"
    " tonen."
)
"""The portal tells a person to prove it; here it is the LAS that has to say so."""
NO_JSON = "Stuur application/json in UTF-8, zonder Content-Encoding of ingepakt met gzip."
ABSENT = (HTTPStatus.NOT_FOUND, "niet-gevonden", "Niet gevonden")
CHANGED = (HTTPStatus.CONFLICT, "veranderd", "Intussen veranderd")
UNFIT = (HTTPStatus.UNPROCESSABLE_ENTITY, "besluit-ongeldig", "Dit besluit kan niet")
KINDS: problem.Kinds = {
    **{kind: problem.KINDS[kind] for kind in SHARED},
    TijdelijkNietBeschikbaar: problem.KINDS[DatabaseOnbereikbaar],
    NietToegestaan: ABSENT,
    LeerlingOnbekend: ABSENT,
    VoorstelVeranderd: CHANGED,
    KoppelingVeranderd: CHANGED,
    OvergangOngeldig: (HTTPStatus.CONFLICT, "kan-nu-niet", "Dit kan nu niet"),
    AlGekoppeld: (HTTPStatus.CONFLICT, "al-gekoppeld", "Er is al zo'n koppeling"),
    BesluitOngeldig: UNFIT,
    VeldOngeldig: UNFIT,
    Geweigerd: UNFIT,
    VersBewijsNodig: (HTTPStatus.FORBIDDEN, "vers-bewijs-nodig", "Bewijs opnieuw wie dit besluit"),
    CursorOngeldig: (HTTPStatus.BAD_REQUEST, "cursor-ongeldig", "De cursor is niet te lezen"),
    CursorVerlopen: (HTTPStatus.GONE, "cursor-verlopen", "De bewaartermijn is om"),
    ToetsdefinitieOnbekend: ABSENT,
    AlleenInPortaal: (HTTPStatus.FORBIDDEN, "alleen-in-portaal", "Dit kan alleen in het portaal"),
}


def of_fout(error: Fout) -> Response:
    """What a use case refuses."""
    # Two are refused because of who decides. Another token would not help: nothing is said of how to get one.
    if isinstance(error, VersBewijsNodig):
        return problem.answer(*KINDS[VersBewijsNodig], OLD_PROOF)
    if isinstance(error, AlleenInPortaal):
        return problem.answer(*KINDS[AlleenInPortaal], error.tekst)
    return problem.of_fout(error, KINDS, NOT_FOUND)


def no_json(error: UnsupportedMediaType) -> Response:
    """A body that is not the JSON that was expected, or is compressed in a way that is not taken."""
    return problem.of_http(error, NO_JSON)


def handle(blueprint: Blueprint) -> None:
    """Answer the errors of a blueprint this way."""
    blueprint.register_error_handler(HTTPException, problem.of_http)
    blueprint.register_error_handler(UnsupportedMediaType, no_json)
    blueprint.register_error_handler(Fout, of_fout)
    blueprint.register_error_handler(Exception, problem.unexpected)
    invoerproblemen.handle(blueprint)
