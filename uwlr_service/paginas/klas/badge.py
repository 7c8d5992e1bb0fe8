"""A badge is scanned or typed, and then its pin where this is no device of the school.

Its code is in the fragment of the address on the card, which no browser sends and no log has (RFC 3986,
section 3.5); a script of ours posts it.
"""

from flask import make_response, render_template, session
from flask_babel import lazy_gettext
from werkzeug import Response
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from uwlr_service.domain.account.klas.codes import LONGEST
from uwlr_service.domain.fouten.klas import BadgeOngeldig, BadgeWacht, KlasWacht, PinOnjuist
from uwlr_service.paginas import headers, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.klas import apparaat
from uwlr_service.paginas.klas.begin import entered, onward
from uwlr_service.paginas.klas.zinnen import in_words
from uwlr_service.paginas.state import diensten
from uwlr_service.paginas.toegang.bezoeker import bezoeker
from uwlr_service.uitwisseling.account.klas.badges import Badgeaanmelding

GESCAND = "klas-badge"
"""Where the code of a badge waits for its pin, encrypted."""


class Badgeformulier(Formulier):
    """The code of a badge; a hand scanner types it, and ends with Enter."""

    code = StringField(
        lazy_gettext("Code van je kaart"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class Pinformulier(Formulier):
    """The pin that belongs to it."""

    pin = StringField(
        lazy_gettext("Pincode"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext("Vier cijfers. Ze staan op je brief van school."),
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )


def show() -> Response | str:
    """Scan or type a badge."""
    form = Badgeformulier()
    if form.validate_on_submit():
        try:
            gescand = _badges().scan(bezoeker(), apparaat.value(), form.code.data or "")
        except (BadgeOngeldig, KlasWacht) as fout:
            form.code.errors = [in_words(fout)]
        else:
            if gescand.sessie is not None:
                return entered(gescand.sessie)
            session[GESCAND] = diensten().mensen.toonkluis.wrap(gescand.code)
            return verder.to("badge.pin", **onward())
    if form.is_submitted():
        return form.again()
    response = make_response(render_template("paginas/klas/badge.html", form=form, onward=onward()))
    return headers.allow_camera(response)


def pin() -> Response | str:
    """The pin of a badge that was scanned just now."""
    wrapped = session.get(GESCAND)
    code = None if wrapped is None else diensten().mensen.toonkluis.unwrap(wrapped)
    if code is None:
        return verder.to("badge", **onward())
    form = Pinformulier()
    if form.validate_on_submit():
        try:
            waarde = _badges().confirm_pin(bezoeker(), code.decode("ascii"), form.pin.data or "")
        except (PinOnjuist, BadgeWacht, BadgeOngeldig) as fout:
            form.pin.errors = [in_words(fout)]
        else:
            session.pop(GESCAND, None)
            return entered(waarde)
    if form.is_submitted():
        return form.again()
    return render_template("paginas/klas/pin.html", form=form)


def _badges() -> Badgeaanmelding:
    return diensten().mensen.klas.badges
