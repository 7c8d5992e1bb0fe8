"""Proving anew who one is, before something that counts; and back to where one was."""

from flask import flash, render_template
from werkzeug import Response as Antwoord

from uwlr_service.domain.fouten import CodeOngeldig, PasskeyOngeldig, PogingVoorbij
from uwlr_service.paginas import sessie, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import passkeys
from uwlr_service.paginas.toegang.aanmelden import Codeformulier
from uwlr_service.paginas.toegang.bezoeker import bezoeker, confirmed
from uwlr_service.paginas.toegang.passkeys import Passkeyformulier
from uwlr_service.paginas.toegang.zinnen import in_words


def show() -> Antwoord | str:
    """A code, or a passkey; for a made-up person of a demonstration a button."""
    present = sessie.current().sessie
    is_demo = present is not None and present.is_demo
    form = Formulier() if is_demo else Codeformulier()
    if form.validate_on_submit():
        aanmelding = diensten().mensen.aanmelding
        try:
            if isinstance(form, Codeformulier):
                waarde = aanmelding.confirm_again(bezoeker(), form.code.data or "")
            else:
                waarde = diensten().mensen.demo.confirm_again(bezoeker())
        except PogingVoorbij as fout:
            sessie.current().end()
            flash(in_words(fout), "let-op")
            return verder.to("aanmelden")
        except CodeOngeldig as fout:
            form.form_errors.append(in_words(fout))
        else:
            return confirmed(waarde, verder.wanted())
    return render_template(
        "paginas/toegang/bevestigen.html",
        form=form,
        is_demo=is_demo,
        passkey=Passkeyformulier(formdata=None),
        passkey_kan=passkeys.are_possible() and not is_demo,
        provider=None if is_demo else diensten().mensen.extern.proves(door=door()),
        verder=verder.wanted(),
    )


def passkey() -> Antwoord:
    """The same by the answer of the browser."""
    try:
        antwoord, uitdaging = passkeys.answered(Passkeyformulier())
        waarde = diensten().mensen.aanmelding.confirm_again_by_passkey(bezoeker(), antwoord, uitdaging)
    except PasskeyOngeldig as fout:
        flash(in_words(fout), "let-op")
        return verder.to("bevestigen", verder=verder.wanted())
    return confirmed(waarde, verder.wanted())
