"""Accepting an invitation: a password, a second factor, and the recovery codes."""

from flask import Response, flash, render_template, session, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug import Response as Antwoord
from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from uwlr_service.domain.account.uitnodiging import Uitnodiging, Uitnodigingsoort
from uwlr_service.domain.fouten import (
    AlGebruiker,
    CodeOngeldig,
    InlogBestaatAl,
    PasskeyOngeldig,
    UitnodigingOngeldig,
    WachtwoordZwak,
)
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door, person
from uwlr_service.paginas.toegang import passkeys, tonen
from uwlr_service.paginas.toegang.aanmelden import LONGEST, Codeformulier
from uwlr_service.paginas.toegang.bezoeker import bezoeker, entered, renewed
from uwlr_service.paginas.toegang.passkeys import Passkeyformulier
from uwlr_service.paginas.toegang.qr import drawn
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.uitwisseling.account.activeren import is_of_pupil
from uwlr_service.uitwisseling.account.factoren import Codebewijs, Passkeybewijs

WACHTWOORD = "wachtwoord"
"""Where the hash of a password waits for the second factor, with the number of its invitation."""
GEHEIM = "geheim"
"""Where the encrypted seed of an app waits for its first code, with the number of its invitation."""
HERSTELCODES = "herstelcodes"


class Eerstecode(Codeformulier):
    """The first code of an app."""

    code = StringField(
        lazy_gettext("Code"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext("De zes cijfers die de app nu laat zien."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class Wachtwoordformulier(Formulier):
    """A new password, twice."""

    wachtwoord = PasswordField(
        lazy_gettext("Nieuw wachtwoord"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext(
            "12 tekens of meer. Hoofdletters of cijfers hoeven niet; vier losse woorden zijn goed."
        ),
        render_kw={"autocomplete": "new-password"},
    )
    nogmaals = PasswordField(
        lazy_gettext("Nog een keer"),
        [InputRequired(), EqualTo("wachtwoord", lazy_gettext("De twee wachtwoorden zijn niet gelijk."))],
        render_kw={"autocomplete": "new-password"},
    )


def take(token: str) -> Antwoord:
    """Open the link of an invitation: it leaves the address bar at once, and waits in the session."""
    try:
        waarde = diensten().mensen.uitnodigingen.take(bezoeker(), token)
    except UitnodigingOngeldig as fout:
        flash(in_words(fout), "let-op")
        return verder.to("uitnodiging")
    return renewed(waarde, url_for("uitnodiging"))


def show() -> Antwoord | str:
    """Whom the invitation is for, and a password; for somebody who is signed in, whether they want it."""
    uitnodiging = _present()
    if uitnodiging is None:
        return render_template("paginas/toegang/geen-uitnodiging.html")
    if is_of_pupil(uitnodiging):
        return verder.to("activeren.wachtwoord")
    if person() is not None and uitnodiging.soort is Uitnodigingsoort.ACCOUNT:
        return render_template("paginas/toegang/erbij.html", uitnodiging=uitnodiging, form=Formulier())
    form = Wachtwoordformulier()
    if form.validate_on_submit():
        try:
            wachtwoord = diensten().mensen.activering.choose_password(bezoeker(), form.wachtwoord.data or "")
        except WachtwoordZwak as fout:
            form.wachtwoord.errors = [*form.wachtwoord.errors, in_words(fout)]
        else:
            session[WACHTWOORD] = [uitnodiging.id, wachtwoord]
            return verder.to("uitnodiging.tweede")
    return render_template(
        "paginas/toegang/uitnodiging.html",
        uitnodiging=uitnodiging,
        form=form,
        provider=diensten().mensen.extern.of_invitation(bezoeker()),
    )


def second() -> Antwoord | str:
    """A second factor: an app that makes codes, or a passkey."""
    uitnodiging = _present()
    wachtwoord = _kept(WACHTWOORD, uitnodiging)
    if uitnodiging is None or wachtwoord is None:
        return verder.to("uitnodiging")
    vraag = diensten().mensen.activering.ask_code(bezoeker(), _kept(GEHEIM, uitnodiging))
    session[GEHEIM] = [uitnodiging.id, vraag.geheim]
    form = Eerstecode()
    if form.validate_on_submit():
        try:
            return _activate(wachtwoord, Codebewijs(vraag.geheim, form.code.data or ""))
        except CodeOngeldig as fout:
            form.code.errors = [*form.code.errors, in_words(fout)]
        except (InlogBestaatAl, UitnodigingOngeldig) as fout:
            form.form_errors.append(in_words(fout))
    return render_template(
        "paginas/toegang/tweede.html",
        form=form,
        vraag=vraag,
        qr=drawn(vraag.adres),
        passkey=Passkeyformulier(formdata=None),
        passkey_kan=passkeys.are_possible(),
    )


def ask_passkey() -> Response:
    """What the browser is asked to make a passkey."""
    return passkeys.ask(diensten().mensen.activering.ask_passkey(bezoeker()))


def passkey() -> Antwoord:
    """Accept the invitation with the passkey that the browser made."""
    wachtwoord = _kept(WACHTWOORD, _present())
    if wachtwoord is None:
        return verder.to("uitnodiging")
    try:
        antwoord, uitdaging = passkeys.answered(Passkeyformulier())
        return _activate(wachtwoord, Passkeybewijs(antwoord, uitdaging))
    except (PasskeyOngeldig, InlogBestaatAl, UitnodigingOngeldig) as fout:
        flash(in_words(fout), "let-op")
        return verder.to("uitnodiging.tweede")


def join() -> Antwoord:
    """Add the invited account to one's own."""
    try:
        waarde = diensten().mensen.activering.join(bezoeker(), door=door())
    except (AlGebruiker, UitnodigingOngeldig) as fout:
        flash(in_words(fout), "let-op")
        return verder.see(verder.start())
    flash(gettext("Dit hoort nu bij uw account."))
    return renewed(waarde, verder.start())


def recovery_codes() -> str:
    """The recovery codes that were just made, for the only time."""
    return render_template("paginas/toegang/herstelcodes.html", codes=tonen.take(HERSTELCODES))


def _present() -> Uitnodiging | None:
    """The invitation that the session holds."""
    try:
        return diensten().mensen.activering.invitation(bezoeker())
    except UitnodigingOngeldig:
        return None


def _kept(key: str, uitnodiging: Uitnodiging | None) -> str | None:
    """What was kept for an invitation; somebody else may have opened theirs in this browser before."""
    match session.get(key):
        case [int() as nummer, str() as waarde] if uitnodiging is not None and nummer == uitnodiging.id:
            return waarde
    return None


def _activate(wachtwoord: str, bewijs: Codebewijs | Passkeybewijs) -> Antwoord:
    """Come in. Raises Geweigerd."""
    done = diensten().mensen.activering.activate(bezoeker(), wachtwoord, bewijs)
    session.pop(WACHTWOORD)
    session.pop(GEHEIM, None)
    tonen.keep(HERSTELCODES, done.herstelcodes)
    return entered(done.aangemeld, url_for("herstelcodes"))
