"""The own account: what one proves oneself with, where one is signed in, and what one did."""

from dataclasses import replace

from flask import Response, flash, render_template, session, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug import Response as Antwoord
from wtforms import StringField
from wtforms.validators import Length

from uwlr_service.domain.fouten import (
    CodeOngeldig,
    FactorGeweigerd,
    Geweigerd,
    PasskeyOngeldig,
    WachtwoordZwak,
)
from uwlr_service.domain.toezicht.logvraag import Logvraag
from uwlr_service.paginas import logregels, sessie, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import passkeys, tonen
from uwlr_service.paginas.toegang.bezoeker import bezoeker, renewed
from uwlr_service.paginas.toegang.passkeys import Passkeyformulier
from uwlr_service.paginas.toegang.qr import drawn
from uwlr_service.paginas.toegang.uitnodiging import HERSTELCODES, Eerstecode, Wachtwoordformulier
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.uitwisseling.account.factoren import Codebewijs, Passkeybewijs

GEHEIM = "nieuw-geheim"
"""Where the encrypted seed of another app waits for its first code."""
LINES = 20
LONGEST_NAME = 64


class Nieuwepasskey(Passkeyformulier):
    """A passkey with a name by which its owner knows it."""

    naam = StringField(
        lazy_gettext("Naam"),
        [Length(max=LONGEST_NAME)],
        description=lazy_gettext("Zodat u hem herkent, zoals: telefoon."),
    )


def show() -> str:
    """Everything about oneself."""
    wie = door()
    regels = diensten().logboek.own(replace(Logvraag(), aantal=LINES), door=wie)
    current = sessie.current().sessie
    return render_template(
        "paginas/toegang/account.html",
        factoren=diensten().mensen.factorbeheer.of_person(door=wie),
        sessies=diensten().sessies.of_person(door=wie),
        huidige=None if current is None else current.id,
        extern=diensten().mensen.extern.own(door=wie),
        is_demo=current is not None and current.is_demo,
        regels=regels,
        logregels=logregels,
        form_zonder_velden=Formulier(formdata=None),
        passkey_kan=passkeys.are_possible(),
    )


def password() -> Antwoord | str:
    """Another password."""
    door().require_fresh()
    form = Wachtwoordformulier()
    if form.validate_on_submit():
        try:
            waarde = diensten().mensen.factorbeheer.change_password(
                bezoeker(), form.wachtwoord.data or "", door=door()
            )
        except WachtwoordZwak as fout:
            form.wachtwoord.errors = [*form.wachtwoord.errors, in_words(fout)]
        else:
            return _changed(waarde, gettext("Uw wachtwoord is gewijzigd."))
    return render_template("paginas/toegang/wachtwoord.html", form=form)


def app() -> Antwoord | str:
    """Another app that makes codes."""
    beheer = diensten().mensen.factorbeheer
    door().require_fresh()
    vraag = beheer.ask_code(session.get(GEHEIM), door=door())
    session[GEHEIM] = vraag.geheim
    form = Eerstecode()
    if form.validate_on_submit():
        try:
            waarde = beheer.add(bezoeker(), Codebewijs(vraag.geheim, form.code.data or ""), door=door())
        except CodeOngeldig as fout:
            form.code.errors = [*form.code.errors, in_words(fout)]
        else:
            session.pop(GEHEIM)
            return _changed(waarde, gettext("De nieuwe app werkt. De oude werkt niet meer."))
    return render_template("paginas/toegang/app.html", form=form, vraag=vraag, qr=drawn(vraag.adres))


def remove_app() -> Antwoord:
    """Let no app make codes any more."""
    try:
        waarde = diensten().mensen.factorbeheer.remove_code(bezoeker(), door=door())
    except FactorGeweigerd as fout:
        return _refused(fout)
    return _changed(waarde, gettext("De app werkt niet meer."))


def passkey() -> Antwoord | str:
    """A passkey more."""
    door().require_fresh()
    form = Nieuwepasskey()
    if form.is_submitted():
        try:
            antwoord, uitdaging = passkeys.answered(form)
            bewijs = Passkeybewijs(antwoord, uitdaging, form.naam.data or "")
            waarde = diensten().mensen.factorbeheer.add(bezoeker(), bewijs, door=door())
        except (PasskeyOngeldig, FactorGeweigerd) as fout:
            form.form_errors.append(in_words(fout))
        else:
            return _changed(waarde, gettext("De passkey is toegevoegd."))
    return render_template(
        "paginas/toegang/passkey.html",
        form=form,
        passkey_kan=passkeys.are_possible(),
    )


def ask_passkey() -> Response:
    """What the browser is asked to make a passkey."""
    return passkeys.ask(diensten().mensen.factorbeheer.ask_passkey(door=door()))


def remove_passkey(passkey: int) -> Antwoord:
    """Remove a passkey."""
    beheer = diensten().mensen.factorbeheer
    try:
        waarde = beheer.remove_passkey(bezoeker(), passkey, door=door())
    except FactorGeweigerd as fout:
        return _refused(fout)
    return _changed(waarde, gettext("De passkey is verwijderd."))


def recovery_codes() -> Antwoord:
    """Replace the recovery codes, and show the new ones."""
    waarde, codes = diensten().mensen.factorbeheer.renew_recovery_codes(bezoeker(), door=door())
    tonen.keep(HERSTELCODES, codes)
    return renewed(waarde, url_for("herstelcodes"))


def end_session(sessie: int) -> Antwoord:
    """End another session of one's own."""
    diensten().sessies.end_own(sessie, door=door())
    flash(gettext("Die sessie is beëindigd."))
    return verder.to("account")


def end_sessions() -> Antwoord:
    """End every other session of one's own."""
    present = sessie.current().sessie
    if present is not None:
        diensten().sessies.end_others(present, door=door())
    flash(gettext("U bent nu alleen hier nog ingelogd."))
    return verder.to("account")


def _changed(waarde: str, zin: str) -> Antwoord:
    flash(zin)
    return renewed(waarde, url_for("account"))


def _refused(fout: Geweigerd) -> Antwoord:
    flash(in_words(fout), "let-op")
    return verder.to("account")
