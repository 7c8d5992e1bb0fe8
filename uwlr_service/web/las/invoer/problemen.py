"""Why a file of a LAS was not kept, as ``application/problem+json`` with what there is to know of it."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, json

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import DocumentOngeldig, LeerlingenOnbekend, OngeldigBericht, VerkeerdeSchool
from uwlr_service.domain.fouten.basis import Fout
from uwlr_service.domain.fouten.inzending import (
    AnderSchooljaar,
    InzendingAangehouden,
    InzendingOuder,
    StandVeranderd,
)
from uwlr_service.domain.fouten.proeftuin import Proeftuinschool
from uwlr_service.web import problem
from uwlr_service.web.las.invoer import voorwaarden, weergave
from uwlr_service.web.las.invoer.ontvangst import DigestOngeldig, GeenBestand

ONGELDIG = "Het bestand klopt niet"
GEEN_XML = "Stuur XML (Content-Type: application/xml), zonder Content-Encoding of ingepakt met gzip."


def _with(response: Response, **members: Any) -> Response:
    """A problem with members of its own (RFC 9457, section 3.2)."""
    response.set_data(json.dumps({**json.loads(response.get_data()), **members}))
    return response


def invalid(error: Fout) -> Response:
    """A file with faults: all of them, each with its line, path and cause."""
    answer = problem.answer(HTTPStatus.UNPROCESSABLE_ENTITY, "bestand-ongeldig", ONGELDIG, error.tekst)
    return _with(answer, fouten=weergave.meldingen(error.meldingen))


def elsewhere(error: Fout) -> Response:
    """A file of another school or school year than its address names."""
    naam = "ander-schooljaar" if isinstance(error, AnderSchooljaar) else "andere-school"
    return problem.answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, naam, "Het bestand hoort niet bij dit adres", error.tekst
    )


def of_proeftuin(error: Proeftuinschool) -> Response:
    """A school whose data no LAS brings: they come from the script of a proeftuin."""
    return problem.answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "proeftuin", "Deze school is van een proeftuin", error.tekst
    )


def changed(error: StandVeranderd) -> Response:
    """The state is another one than the sender thinks; the ETag says which."""
    headers = {}
    if error.kenmerk is not None:
        headers["ETag"] = voorwaarden.etag(error.kenmerk)
    return problem.answer(
        HTTPStatus.PRECONDITION_FAILED, "stand-veranderd", "Een andere stand", error.tekst, **headers
    )


def held_back(error: InzendingAangehouden) -> Response:
    """Too much would disappear or change, or the file is older: the figures, and how to go on."""
    naam = "aangehouden"
    title = "Er zou te veel verdwijnen of veranderen"
    members: dict[str, Any] = {
        "bezwaren": weergave.bezwaren(error.bezwaren),
        "toestaan": error.vrijbrief,
    }
    if isinstance(error, InzendingOuder):
        naam = "ouder"
        title = "Het bestand is ouder dan de nieuwste stand"
        members["aanmaakdatum"] = tijd.format_moment(error.gemaakt)
        members["aanmaakdatum_stand"] = tijd.format_moment(error.bereikt)
    return _with(problem.answer(HTTPStatus.CONFLICT, naam, title, error.tekst), **members)


def damaged(error: DigestOngeldig) -> Response:
    """What came is not what was sent."""
    return problem.answer(
        HTTPStatus.BAD_REQUEST, "digest-ongeldig", "De inhoud is onderweg veranderd", error.tekst
    )


def no_file(error: GeenBestand) -> Response:
    """What was sent is not XML, or packed in another way than gzip."""
    return problem.of_http(error, GEEN_XML)


def handle(blueprint: Blueprint) -> None:
    """Answer these errors this way."""
    blueprint.register_error_handler(DocumentOngeldig, invalid)
    blueprint.register_error_handler(LeerlingenOnbekend, invalid)
    blueprint.register_error_handler(OngeldigBericht, invalid)
    blueprint.register_error_handler(AnderSchooljaar, elsewhere)
    blueprint.register_error_handler(VerkeerdeSchool, elsewhere)
    blueprint.register_error_handler(Proeftuinschool, of_proeftuin)
    blueprint.register_error_handler(StandVeranderd, changed)
    blueprint.register_error_handler(InzendingAangehouden, held_back)
    blueprint.register_error_handler(DigestOngeldig, damaged)
    blueprint.register_error_handler(GeenBestand, no_file)
