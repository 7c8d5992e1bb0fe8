"""Somebody decides about a proposal that is not open any more: the link, with what became of it."""

from flask_babel import gettext

from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.koppelingen import overzicht

CONFLICT = 409


def decided(school: Schoolcode, koppeling: int) -> tuple[str, int]:
    """The page of the link, which says who decided, or that nobody can any more."""
    besluit = diensten().toestemming.last_decision(school, koppeling, door=door())
    if besluit in (Besluit.GEACCEPTEERD, Besluit.AFGEWEZEN):
        uitleg = gettext("Een collega heeft al besloten.")
    else:
        uitleg = gettext("Dit voorstel is er niet meer. Het bedrijf nam het terug, of het is verlopen.")
    return overzicht.page(school, koppeling, uitleg=uitleg), CONFLICT
