"""Signing in: a name and a password, and then a code; or a passkey alone. And signing out."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import lazy_gettext
from werkzeug import Response as Antwoord
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from uwlr_service.domain.fouten import AanmeldenMislukt, CodeOngeldig, PasskeyOngeldig, PogingVoorbij
from uwlr_service.paginas import adres, headers, sessie, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, person
from uwlr_service.paginas.toegang import demo, extern, passkeys, verwacht
from uwlr_service.paginas.toegang.bezoeker import bezoeker, entered, renewed
from uwlr_service.paginas.toegang.passkeys import Passkeyformulier
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.uitwisseling.account.aanmelden import Halverwege

AGAIN = "opnieuw"
"""In the query of an address that asks somebody to sign in again."""
LONGEST = 1000
"""Signs of what somebody types here; more is no name, password or code."""


class Aanmeldformulier(Formulier):
    """The first step."""

    inlognaam = StringField(
        lazy_gettext("E-mailadres of inlognaam"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    wachtwoord = PasswordField(
        lazy_gettext("Wachtwoord"),
        [InputRequired(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class Codeformulier(Formulier):
    """The second step."""

    code = StringField(
        lazy_gettext("Code"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext("Zes cijfers uit de app op uw telefoon, of een van uw herstelcodes."),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"},
    )


def show() -> Antwoord | str:
    """The first step; also for somebody who is signed in and has to prove it anew."""
    if person() is not None and request.args.get(AGAIN) is None:
        return verder.see(verder.wanted())
    form = Aanmeldformulier(inlognaam=verwacht.current().inlognaam)
    if form.validate_on_submit():
        try:
            stap = diensten().mensen.aanmelding.sign_in(
                bezoeker(), form.inlognaam.data or "", form.wachtwoord.data or ""
            )
        except AanmeldenMislukt as fout:
            form.form_errors.append(in_words(fout))
        else:
            if isinstance(stap, Halverwege):
                return renewed(stap.sessie, _on("aanmelden.code"))
            return entered(stap, verder.wanted())
    mensen = diensten().mensen
    is_portaal = adres.prefix() == adres.PREFIX
    return render_template(
        "paginas/toegang/aanmelden.html",
        form=form,
        passkey=Passkeyformulier(formdata=None),
        passkey_kan=passkeys.are_possible(),
        verder=verder.wanted(),
        provider=extern.expected(),
        demo_opdracht=demo.command() if mensen.demo.are_here() else None,
        is_leeg=is_portaal and not mensen.gebruikers.has_operator(),
    )


def code() -> Antwoord | str:
    """The second step."""
    halfway = sessie.current().sessie
    if halfway is None or halfway.inlog is None or halfway.handelende is not None:
        return verder.see(_on("aanmelden"))
    form = Codeformulier()
    if form.validate_on_submit():
        try:
            aangemeld = diensten().mensen.aanmelding.confirm_code(bezoeker(), form.code.data or "")
        except PogingVoorbij as fout:
            flash(in_words(fout), "let-op")
            return verder.see(_on("aanmelden"))
        except CodeOngeldig as fout:
            form.code.errors = [*form.code.errors, in_words(fout)]
        else:
            return entered(aangemeld, verder.wanted())
    return render_template(
        "paginas/toegang/code.html",
        form=form,
        passkey=Passkeyformulier(formdata=None),
        passkey_kan=passkeys.are_possible(),
        verder=verder.wanted(),
    )


def ask_passkey() -> Response:
    """What the browser is asked for a passkey."""
    return passkeys.ask(diensten().mensen.aanmelding.ask_passkey())


def passkey() -> Antwoord:
    """Sign in by the answer of the browser."""
    try:
        antwoord, uitdaging = passkeys.answered(Passkeyformulier())
        aangemeld = diensten().mensen.aanmelding.sign_in_by_passkey(bezoeker(), antwoord, uitdaging)
    except PasskeyOngeldig as fout:
        flash(in_words(fout), "let-op")
        return verder.see(_on("aanmelden"))
    return entered(aangemeld, verder.wanted())


def sign_out() -> Antwoord:
    """End the session, and let the browser forget what it kept."""
    bezoek = sessie.current()
    if bezoek.waarde is not None:
        diensten().sessies.end(bezoek.waarde)
    bezoek.end()
    return headers.clear(verder.see(verder.start()))


def recovery() -> str:
    """What somebody can do who cannot sign in any more."""
    return render_template("paginas/toegang/herstel.html")


def _on(endpoint: str) -> str:
    """The next page, which knows where to go on to after it."""
    return url_for(endpoint, verder=verder.wanted())
