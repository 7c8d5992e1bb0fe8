"""The choice of results on a page: a test and a period, in the address, since they name nobody."""

from datetime import date

from flask import request
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, HiddenField
from wtforms.validators import Optional

from uwlr_service.domain.uwlr.schoolresultaten import Bladkeuze
from uwlr_service.portaal.dagveld import Dagveld


class Keuzeformulier(Form):
    """Which results are shown. It changes nothing, so it is sent as a question."""

    toets = HiddenField()
    vanaf = Dagveld(lazy_gettext("Vanaf"), [Optional()])
    totenmet = Dagveld(lazy_gettext("Tot en met"), [Optional()])


def chosen() -> tuple[Keuzeformulier, Bladkeuze]:
    """The form as it was sent, and the choice in it; what cannot be read does not narrow."""
    form = Keuzeformulier(MultiDict(request.args))
    form.validate()
    return form, Bladkeuze(
        toetscode=form.toets.data or None, vanaf=_day(form.vanaf), totenmet=_day(form.totenmet)
    )


def _day(field: DateField) -> date | None:
    return None if field.errors else field.data
