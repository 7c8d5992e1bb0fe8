"""Data of a school come in at ``/las/v1``, and go back out as they are stored (docs/las.rst)."""

from collections.abc import Iterator

from flask import Response, abort, jsonify

from uwlr_service.domain.fouten import VerzoekOngeldig
from uwlr_service.domain.las.inzending import Invoerplaats, Invoersoort, Invoerstand
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.school.edexml import LATEST, VERSIES
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.domain.tekst import opsomming
from uwlr_service.web.las import versies, vraag
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.invoer import ontvangst, voorwaarden, weergave
from uwlr_service.web.las.invoer.weergave import Uitkomst
from uwlr_service.web.las.toegang import las
from uwlr_service.web.state import diensten

JAAR = "/scholen/<school>/schooljaren/<jaar>"
NOT_FOUND = 404
CREATED = 201


def put_gegevens(school: Schoolcode, jaar: str) -> Response:
    """Make the EDEXML in the body the newest state of a school year."""
    plaats = _plaats(Invoersoort.GEGEVENS, school, jaar)
    says = voorwaarden.read()
    with ontvangst.inzending() as inzending:
        uitkomst = diensten().gegevensloket.put(las(), plaats, inzending, says)
    return _answer(plaats, uitkomst, proef=says.proef)


def put_dossier(school: Schoolcode, jaar: str) -> Response:
    """Make the dossier in the body the one of its school."""
    plaats = _plaats(Invoersoort.DOSSIER, school, jaar)
    says = voorwaarden.read()
    with ontvangst.inzending() as inzending:
        uitkomst = diensten().dossierloket.put(las(), plaats, inzending, says)
    return _answer(plaats, uitkomst, proef=says.proef)


def get_gegevens(school: Schoolcode, jaar: str) -> Response:
    """The EDEXML of a school year, as it is stored."""
    plaats = _plaats(Invoersoort.GEGEVENS, school, jaar)
    versie = vraag.once("versie")
    if versie is None:
        versie = LATEST
    if versie not in VERSIES:
        raise VerzoekOngeldig(f"De parameter 'versie' is {opsomming(VERSIES)}.")
    loket = diensten().gegevensloket
    present = _present(loket.stand(plaats))
    if present is not None:
        return versies.unchanged(present, versies.CACHE)
    kenmerk, document = loket.document(plaats, versie)
    return _document(kenmerk, document)


def get_dossier(school: Schoolcode, jaar: str) -> Response:
    """The dossier of a school, as it is stored."""
    plaats = _plaats(Invoersoort.DOSSIER, school, jaar)
    loket = diensten().dossierloket
    present = _present(loket.stand(plaats))
    if present is not None:
        return versies.unchanged(present, versies.CACHE)
    kenmerk, document = loket.document(plaats)
    return _document(kenmerk, document)


def _present(stand: Invoerstand | None) -> str | None:
    """The ETag by which the sender has this state already."""
    return None if stand is None else versies.known(stand.kenmerk)


def _document(kenmerk: str, document: Iterator[bytes]) -> Response:
    headers = {"ETag": voorwaarden.etag(kenmerk), "Cache-Control": versies.CACHE}
    return Response(document, headers=headers, content_type="application/xml")


def _plaats(soort: Invoersoort, school: Schoolcode, jaar: str) -> Invoerplaats:
    try:
        return Invoerplaats(soort=soort, school=school, schooljaar=Schooljaar(jaar))
    except ValueError:
        abort(NOT_FOUND)


def _answer(plaats: Invoerplaats, uitkomst: Uitkomst, *, proef: bool) -> Response:
    response = jsonify(weergave.uitkomst(plaats, uitkomst, proef=proef))
    stand = uitkomst.stand
    if stand is not None:
        response.headers["ETag"] = voorwaarden.etag(stand.kenmerk)
    if uitkomst.is_first:
        response.status_code = CREATED
    return response


ADRESSEN = (
    Adres(rule=f"{JAAR}/gegevens", naam="gegevens", view=get_gegevens, scope=Lasscope.GEGEVENS),
    Adres(
        rule=f"{JAAR}/gegevens",
        naam="gegevens_sturen",
        view=put_gegevens,
        scope=Lasscope.GEGEVENS,
        methods=("PUT",),
    ),
    Adres(rule=f"{JAAR}/dossier", naam="dossier", view=get_dossier, scope=Lasscope.GEGEVENS),
    Adres(
        rule=f"{JAAR}/dossier",
        naam="dossier_sturen",
        view=put_dossier,
        scope=Lasscope.GEGEVENS,
        methods=("PUT",),
    ),
)
