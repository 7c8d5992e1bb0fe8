"""Forgetting a pupil: what it does is said first, and it asks for a tick and a fresh proof."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import BooleanField
from wtforms.validators import DataRequired

from uwlr_service.domain.fouten import NogInBestand
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door


class Vergeetformulier(Formulier):
    """The ticks that somebody sets before a pupil is forgotten."""

    zeker = BooleanField(
        lazy_gettext("Ik weet dat dit niet terug kan."),
        [DataRequired(lazy_gettext("Zet hier een vinkje als u verder wilt."))],
    )
    toch = BooleanField(
        lazy_gettext("Ook als de leerling nog in het nieuwste bestand staat."),
        description=lazy_gettext(
            "Een volgend bestand kan de leerling terugbrengen. Verwijder de leerling ook in het LAS."
        ),
    )


def show(school: Schoolcode, nummer: int) -> Response | str:
    """Say what goes and what stays; forget when somebody is sure."""
    personen = diensten().personen
    key = personen.key(school, Soort.LEERLING, nummer, door=door())
    form = Vergeetformulier()
    if form.validate_on_submit():
        try:
            proof = diensten().vergeetbeheer.forget(school, key, toch=bool(form.toch.data), door=door())
        except NogInBestand as refusal:
            form.toch.errors = [refusal.tekst]
        else:
            flash(
                gettext("De leerling is vergeten. Het bewijs heeft kenmerk %(kenmerk)s.", kenmerk=proof.hash)
            )
            return verder.to("school.inzage", school=school)
    if form.is_submitted():
        return form.again()
    return render_template("school/inzage/vergeten.html", school=school, nummer=nummer, form=form)
