"""The links of a school, and what it decides about them in the screens of the LAS."""

from typing import Any

from flask import Response, jsonify

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.taal import Taal
from uwlr_service.formats.las.besluit import read_koppelingbesluit
from uwlr_service.web.las import getallen, koppeling_json, versies, vraag, zending
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.toegang import las
from uwlr_service.web.las.velden import taal
from uwlr_service.web.state import diensten

SCHOOL = "/scholen/<school>/koppelingen"
KOPPELING = f"{SCHOOL}/<int:koppeling>"


def page(school: Schoolcode) -> Response:
    """The links behind the number ``na``, those that the school left included."""
    na = getallen.na()
    limiet = vraag.limiet()
    door = Handelende.via_las(las().naam, school)
    # A school has some dozens of links at most, and one statement reads them all.
    links = diensten().schoolkoppelingen.all(school, door=door)
    behind = sorted((link for link in links if link.koppeling > na), key=lambda link: link.koppeling)
    shown = [koppeling_json.in_list(link) for link in behind[:limiet]]
    return jsonify(koppelingen=shown, meer=len(behind) > limiet)


def show(school: Schoolcode, koppeling: int) -> Response:
    """One link in full, but for its traffic: what changes at each call would be in no ETag for long."""
    return versies.answer(_document(school, koppeling, taal()))


def uitgegaan(school: Schoolcode, koppeling: int) -> Response:
    """What went out over a link in the days that the service keeps, newest first."""
    door = Handelende.via_las(las().naam, school)
    blad = diensten().schoolkoppelingen.one(school, getallen.of_row(koppeling), door=door)
    return jsonify(uitgegaan=[koppeling_json.uitgegaan(day) for day in blad.uitgegaan])


def decide(school: Schoolcode, koppeling: int) -> Response:
    """Narrow, pause, resume, keep or end a link; answers how it is then."""
    besluit = read_koppelingbesluit(zending.document())
    refused = versies.changed(_document(school, koppeling, each) for each in Taal)
    if refused is not None:
        return refused
    diensten().lasbesluiten.over_koppeling(las(), school, getallen.of_row(koppeling), besluit)
    return versies.answer(_document(school, koppeling, taal()))


def _document(school: Schoolcode, koppeling: int, in_taal: Taal) -> dict[str, Any]:
    door = Handelende.via_las(las().naam, school)
    blad = diensten().schoolkoppelingen.one(school, getallen.of_row(koppeling), door=door)
    return koppeling_json.in_full(blad, in_taal)


ADRESSEN = (
    Adres(rule=SCHOOL, naam="koppelingen", view=page, scope=Lasscope.KOPPELINGEN),
    Adres(rule=KOPPELING, naam="koppeling", view=show, scope=Lasscope.KOPPELINGEN),
    Adres(rule=f"{KOPPELING}/uitgegaan", naam="uitgegaan", view=uitgegaan, scope=Lasscope.KOPPELINGEN),
    Adres(
        rule=f"{KOPPELING}/besluit",
        naam="koppelingbesluit",
        view=decide,
        scope=Lasscope.KOPPELINGEN,
        methods=("POST",),
    ),
)
