"""The webhook of a link: where it is, off, and a message to try it."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door

MOST_SIGNS = 2000
WARNING = "let-op"


class Webhookadres(Formulier):
    """Where messages go."""

    url = StringField(
        lazy_gettext("Adres"),
        [DataRequired(), Length(max=MOST_SIGNS)],
        description=lazy_gettext("Begint met https://. Berichten zijn ondertekend; zie de documentatie."),
        render_kw={"inputmode": "url", "autocomplete": "off"},
    )


def change(koppelpartner: int, koppeling: int) -> Response | str:
    """Show where messages go, and let them go elsewhere."""
    zicht = diensten().partnerzicht.koppeling(koppelpartner, koppeling, door=door())
    form = Webhookadres(data={"url": zicht.webhook})
    if form.validate_on_submit():
        try:
            diensten().webhookbeheer.set(koppeling, str(form.url.data).strip(), door=door())
        except Geweigerd as error:
            form.url.errors = [*form.url.errors, error.tekst]
        else:
            flash(gettext("De webhook is ingesteld."))
            return _back(koppelpartner, koppeling)
    return render_template(
        "partner/webhook.html", koppelpartner=koppelpartner, koppeling=koppeling, form=form, zicht=zicht
    )


def off(koppelpartner: int, koppeling: int) -> Response:
    """Send nothing any more."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    diensten().webhookbeheer.off(koppeling, door=door())
    flash(gettext("De webhook staat uit."))
    return _back(koppelpartner, koppeling)


def test(koppelpartner: int, koppeling: int) -> Response:
    """Send a message that says nothing, and show whether it was taken."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    reason = diensten().webhookbeheer.test(koppeling, door=door())
    if reason is None:
        flash(gettext("Uw server nam het proefbericht aan."))
    else:
        flash(gettext("Uw server nam het proefbericht niet aan: %(reden)s", reden=reason), WARNING)
    return _back(koppelpartner, koppeling)


def _back(koppelpartner: int, koppeling: int) -> Response:
    return verder.to("partner.webhook", koppelpartner=koppelpartner, koppeling=koppeling)
