"""Somebody decides about what is not open any more: the link, with why what they asked did not happen."""

from flask import flash
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import overzicht

CONFLICT = 409
DECIDED = frozenset({Besluit.GEACCEPTEERD, Besluit.AFGEWEZEN})


def decided(school: Schoolcode, koppeling: int) -> tuple[str, int]:
    """The page of the link, for a decision about a proposal that nobody can decide about any more."""
    return overzicht.page(school, koppeling, uitleg=_without_effect(_why(school, koppeling))), CONFLICT


def too_late(school: Schoolcode, koppeling: int) -> Response:
    """The same for a button that comes before a decision."""
    flash(_without_effect(_why(school, koppeling)), "let-op")
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def stopped(school: Schoolcode, koppeling: int) -> Response:
    """The page of a link that the school left, for a change of what goes out."""
    flash(_without_effect(_school_left()), "let-op")
    return verder.to("school.koppeling", school=school, koppeling=koppeling)


def _why(school: Schoolcode, koppeling: int) -> str:
    if diensten().schoolkoppelingen.one(school, koppeling, door=door()).koppeling.has_left:
        return _school_left()
    voorstel = diensten().toestemming.last_voorstel(school, koppeling, door=door())
    if voorstel is None or voorstel.besluit not in DECIDED:
        return gettext("Dit voorstel is er niet meer. Het bedrijf nam het terug, of het is verlopen.")
    if voorstel.besloten_door == door().naam:
        return gettext("U hebt al besloten.")
    return gettext("Een collega heeft al besloten.")


def _school_left() -> str:
    return gettext("Uw school is gestopt met deze koppeling.")


def _without_effect(reason: str) -> str:
    return " ".join((reason, gettext("Wat u nu koos, telt daarom niet.")))
