"""Everybody who can sign in, as operators see them."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.gebruikers import einde
from uwlr_service.paginas.gebruikers.kring import Kring
from uwlr_service.paginas.state import diensten, door


def disable(inlog: int) -> Response:
    """Let somebody in nowhere any more."""
    return einde.disable(kring(), inlog)


def sign_out(inlog: int) -> Response | str:
    """Ask whether somebody's sessions have to end, and end them."""
    persoon = diensten().mensen.gebruikers.get(inlog, door=door())
    door().require_fresh()
    form = Formulier()
    if form.validate_on_submit():
        diensten().sessies.end_of(inlog, door=door())
        flash(gettext("Die persoon is overal uitgelogd."))
        return kring().to()
    return render_template("beheer/uitloggen.html", persoon=persoon, form=form)


def kring() -> Kring:
    """Where operators look after everybody."""
    return Kring(endpoint="beheer.gebruikers", rollen=(Rol.OPERATOR,), may_disable=True)
