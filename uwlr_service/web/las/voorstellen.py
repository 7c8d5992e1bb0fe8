"""The proposals to a school, and what it decides about them in the screens of the LAS."""

from typing import Any

from flask import Response, jsonify

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelstand
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import lacking_names
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.formats.las.besluit import read_voorstelbesluit
from uwlr_service.formats.las.voorbeeld import read_voorbeeldvraag
from uwlr_service.web.las import getallen, versies, voorstel_json, vraag, zending
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.toegang import las
from uwlr_service.web.las.velden import taal
from uwlr_service.web.state import diensten

SCHOOL = "/scholen/<school>/voorstellen"
VOORSTEL = f"{SCHOOL}/<int:voorstel>"


def page(school: Schoolcode) -> Response:
    """The proposals behind the number ``na``, decided or not."""
    door = Handelende.via_las(las().naam, school)
    page, more = diensten().schoolvoorstellen.page(school, getallen.na(), vraag.limiet(), door=door)
    return jsonify(voorstellen=[voorstel_json.in_list(each) for each in page], meer=more)


def show(school: Schoolcode, voorstel: int) -> Response:
    """One proposal, with all that has to be shown before somebody decides."""
    return versies.answer(_document(school, voorstel, taal()))


def decide(school: Schoolcode, voorstel: int) -> Response:
    """Say yes or no; answers what came of it."""
    besluit = read_voorstelbesluit(zending.document())
    refused = versies.changed(_document(school, voorstel, each) for each in Taal)
    if refused is not None:
        return refused
    afspraak = diensten().lasbesluiten.over_voorstel(las(), school, getallen.of_row(voorstel), besluit)
    stand = Voorstelstand.AFGEWEZEN if afspraak is None else Voorstelstand.GEACCEPTEERD
    return jsonify(
        voorstel=voorstel,
        stand=stand.value,
        afspraakversie=None if afspraak is None else afspraak.versie,
        ontbreekt=[] if afspraak is None else list(lacking_names(afspraak)),
    )


def voorbeeld(school: Schoolcode, voorstel: int) -> Response:
    """The school's own data beside a proposal; asked by POST, so that no address holds the key of a pupil."""
    vraag_om = read_voorbeeldvraag(zending.document())
    blad = diensten().lasvoorbeelden.of_voorstel(las(), school, getallen.of_row(voorstel), vraag_om, taal())
    return jsonify(voorstel_json.voorbeelden(blad))


def _document(school: Schoolcode, voorstel: int, in_taal: Taal) -> dict[str, Any]:
    door = Handelende.via_las(las().naam, school)
    shown = diensten().besluitvorming.show(getallen.of_row(voorstel), door=door, taal=in_taal)
    return voorstel_json.in_full(shown)


ADRESSEN = (
    Adres(rule=SCHOOL, naam="voorstellen", view=page, scope=Lasscope.KOPPELINGEN),
    Adres(rule=VOORSTEL, naam="voorstel", view=show, scope=Lasscope.KOPPELINGEN),
    Adres(
        rule=f"{VOORSTEL}/besluit",
        naam="voorstelbesluit",
        view=decide,
        scope=Lasscope.KOPPELINGEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{VOORSTEL}/voorbeeld",
        naam="voorbeeld",
        view=voorbeeld,
        scope=Lasscope.KOPPELINGEN,
        methods=("POST",),
    ),
)
