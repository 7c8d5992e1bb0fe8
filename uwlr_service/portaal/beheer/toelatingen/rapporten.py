"""A report of the test facility, brought to the admission of a product."""

from flask import flash, render_template, request
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import FileField
from wtforms.validators import DataRequired

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer.toelatingen.stappen import toelating_of

LARGEST = 4 * 1024 * 1024
"""Bytes of a form with a report: one of a client is a tenth of a megabyte."""


class Rapportformulier(Formulier):
    """The file; only what came of it is kept."""

    bestand = FileField(
        lazy_gettext("Keurrapport in JSON"),
        [DataRequired(lazy_gettext("Kies een bestand."))],
        description=lazy_gettext(
            "Zoals deze dienst het heeft ondertekend. Het bestand zelf bewaren wij niet."
        ),
    )


def take(partner: int, product: int) -> Response | str:
    """Take a report that this service signed about this product."""
    toelating = toelating_of(partner, product)
    form = Rapportformulier()
    if request.method == "GET":
        return render_template("beheer/toelatingen/rapport.html", toelating=toelating, form=form)
    if not form.validate():
        return form.again()
    try:
        rapport = diensten().keurrapporten.take(product, form.bestand.data.stream.read(), door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    if rapport.goed and not rapport.overgeslagen:
        flash(gettext("Vastgelegd. Op dit rapport kan een overeenkomst berusten."))
    else:
        flash(gettext("Vastgelegd. Op dit rapport kan geen overeenkomst berusten."), "let-op")
    return verder.to("beheer.toelating", partner=partner, product=product)
