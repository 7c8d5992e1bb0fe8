"""Making an account of an import one's own: the code of a sheet, and for a leerling a password."""

from flask import flash, render_template, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug import Response as Antwoord
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from uwlr_service.domain.fouten import CodeOngeldig, UitnodigingOngeldig, WachtwoordZwak
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten
from uwlr_service.paginas.toegang.aanmelden import LONGEST
from uwlr_service.paginas.toegang.bezoeker import bezoeker, renewed
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.uitwisseling.account.activeren import is_of_pupil


class Bladformulier(Formulier):
    """What stands on a sheet."""

    inlognaam = StringField(
        lazy_gettext("Inlognaam"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext("Zoals die op het blad staat, met het apenstaartje."),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    code = StringField(
        lazy_gettext("Code"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext("De code werkt één keer. Na een paar fouten moet u even wachten."),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


class Leerlingwachtwoord(Formulier):
    """A new password of a pupil, twice."""

    wachtwoord = PasswordField(
        lazy_gettext("Jouw wachtwoord"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext("10 tekens of meer. Twee woorden en een getal is goed: kikker-maan-42."),
        render_kw={"autocomplete": "new-password"},
    )
    nogmaals = PasswordField(
        lazy_gettext("Nog een keer"),
        [InputRequired(), EqualTo("wachtwoord", lazy_gettext("De twee wachtwoorden zijn niet gelijk."))],
        render_kw={"autocomplete": "new-password"},
    )


def show() -> Antwoord | str:
    """The sign-in name and the code of a sheet."""
    form = Bladformulier()
    if form.validate_on_submit():
        try:
            waarde = diensten().mensen.bladinname.take(
                bezoeker(), form.inlognaam.data or "", form.code.data or ""
            )
        except CodeOngeldig as fout:
            form.form_errors.append(in_words(fout))
        else:
            return renewed(waarde, url_for("uitnodiging"))
    return render_template("paginas/toegang/activeren.html", form=form)


def password() -> Antwoord | str:
    """The password of a leerling, who is in with it."""
    activering = diensten().mensen.activering
    try:
        uitnodiging = activering.invitation(bezoeker())
    except UitnodigingOngeldig:
        return verder.to("activeren")
    if not is_of_pupil(uitnodiging):
        return verder.to("uitnodiging")
    form = Leerlingwachtwoord()
    if form.validate_on_submit():
        try:
            kept = activering.choose_password(bezoeker(), form.wachtwoord.data or "")
            waarde = activering.activate_pupil(bezoeker(), kept)
        except WachtwoordZwak as fout:
            form.wachtwoord.errors = [*form.wachtwoord.errors, in_words(fout)]
        except UitnodigingOngeldig as fout:
            form.form_errors.append(in_words(fout))
        else:
            flash(gettext("Gelukt! Met je inlognaam en dit wachtwoord kun je voortaan inloggen."))
            return renewed(waarde, verder.start())
    return render_template("paginas/toegang/leerlingwachtwoord.html", form=form, uitnodiging=uitnodiging)
