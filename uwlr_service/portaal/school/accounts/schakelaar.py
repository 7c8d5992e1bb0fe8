"""A school turns the accounts of its leerkrachten and leerlingen on and off."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door


def turn_on(school: Schoolcode) -> Response:
    """Give everybody an account, or their own one back."""
    diensten().inlogaccounts.turn_on(school, door=door())
    flash(gettext("De accounts staan aan. Elke import houdt ze bij."))
    return verder.to("school.accounts", school=school)


def turn_off(school: Schoolcode) -> Response | str:
    """Close all accounts, after a look at what that does."""
    door().require_fresh()
    form = Formulier()
    if form.validate_on_submit():
        diensten().inlogaccounts.turn_off(school, door=door())
        flash(gettext("De accounts staan uit. Niemand komt er nog mee binnen."))
        return verder.to("school.accounts", school=school)
    return render_template("school/accounts/uit.html", school=school, form=form)
