"""Signing in by way of the OpenID provider of a school, and tying an account there to one's own here."""

import structlog
from flask import flash, render_template, request, session, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug import Response as Antwoord
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from uwlr_service.domain.account.schoolprovider import Schoolprovider
from uwlr_service.domain.fouten.extern import ExternMislukt, ProviderOnbruikbaar
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import verwacht
from uwlr_service.paginas.toegang.bezoeker import bezoeker, confirmed, entered, renewed
from uwlr_service.paginas.toegang.zinnen import in_words
from uwlr_service.uitwisseling.account.extern.lopend import Wens
from uwlr_service.uitwisseling.account.extern.uitkomsten import Begonnen, Bevestigd, Verbonden

log = structlog.get_logger()
KEY = "extern"
"""Where the question to a provider waits for its answer, which may come once; with the page to go back to."""
LONGEST = 100
UNUSABLE = lazy_gettext("De provider van deze school geeft geen antwoord dat te gebruiken is.")


class Schoolformulier(Formulier):
    """Which school somebody is of."""

    school = StringField(
        lazy_gettext("BRIN van uw school"),
        [InputRequired(), Length(max=LONGEST)],
        description=lazy_gettext("Vier of zes tekens, zoals 99XX of 99XX/01. Uw school weet hem."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


def expected() -> Schoolprovider | None:
    """The provider of the school that an application named, if it has one."""
    school = verwacht.current().school
    return None if school is None else diensten().mensen.extern.of_school(as_code(school))


def as_code(text: str) -> str:
    """A BRIN with or without the slash before its number, as people and applications write it."""
    given = text.strip().upper()
    return f"{given[:4]}/{given[4:]}" if len(given) == len("99XX01") else given


def choose() -> Antwoord | str:
    """Ask for the school, and then lead to its provider."""
    form = Schoolformulier(data={"school": request.args.get("school")})
    provider = None
    if form.validate_on_submit():
        code = as_code(form.school.data or "")
        if diensten().mensen.extern.of_school(code) is not None:
            return verder.see(url_for("aanmelden.school", verder=verder.wanted(), school=code))
        # The same words for a school that is not here: whoever asks learns of no school that it is.
        form.school.errors = [
            *form.school.errors,
            gettext("Met deze BRIN kan dat hier niet. Log in met uw wachtwoord."),
        ]
    elif not form.is_submitted():
        provider = diensten().mensen.extern.of_school(form.school.data)
    return render_template(
        "paginas/toegang/school.html", form=form, provider=provider, verder=verder.wanted()
    )


def go(provider: int) -> Antwoord:
    """Lead to a provider."""
    who = verwacht.current()
    wens = Wens(
        verder=verder.wanted(),
        inlognaam=who.inlognaam,
        is_opnieuw=who.is_opnieuw,
        max_age=who.max_age,
    )
    page = url_for("aanmelden", verder=wens.verder, opnieuw="ja")
    try:
        begonnen = diensten().mensen.extern.begin(provider, wens)
    except (ExternMislukt, ProviderOnbruikbaar) as fout:
        return _refused(fout, page)
    return _away(begonnen, page)


def tie() -> Antwoord:
    """Lead to the provider of one's own school, to tie the account there."""
    page = url_for("account")
    try:
        begonnen = diensten().mensen.extern.begin_tie(page, door=door())
    except (ExternMislukt, ProviderOnbruikbaar) as fout:
        return _refused(fout, page)
    return _away(begonnen, page)


def confirm() -> Antwoord:
    """Lead to the provider of one's own school, to prove anew who one is."""
    wanted = verder.wanted()
    page = url_for("bevestigen", verder=wanted)
    try:
        begonnen = diensten().mensen.extern.begin_confirm(wanted, door=door())
    except (ExternMislukt, ProviderOnbruikbaar) as fout:
        return _refused(fout, page)
    return _away(begonnen, page)


def accept() -> Antwoord:
    """Lead to the provider of the school of whoever holds an invitation, instead of a password."""
    page = url_for("uitnodiging")
    try:
        begonnen = diensten().mensen.extern.begin_accept(bezoeker(), verder.start())
    except (ExternMislukt, ProviderOnbruikbaar) as fout:
        return _refused(fout, page)
    return _away(begonnen, page)


def untie() -> Antwoord:
    """Let the account at the provider prove nothing any more."""
    waarde = diensten().mensen.extern.untie(bezoeker(), door=door())
    flash(gettext("Uw account van de organisatie is losgemaakt."))
    return renewed(waarde, url_for("account"))


def back(provider: int) -> Antwoord:
    """What a provider answers by way of the browser."""
    bewaard, page = session.pop(KEY, (None, verder.sign_in()))
    pairs = list(request.args.items(multi=True))
    try:
        outcome = diensten().mensen.extern.finish(provider, bewaard, pairs, bezoeker())
    except (ExternMislukt, ProviderOnbruikbaar) as fout:
        return _refused(fout, page)
    if isinstance(outcome, Verbonden):
        flash(gettext("Gekoppeld. U kunt voortaan inloggen met het account van uw organisatie."))
        return renewed(outcome.sessie, outcome.verder)
    if isinstance(outcome, Bevestigd):
        return confirmed(outcome.sessie, outcome.verder)
    return entered(outcome.aangemeld, outcome.verder)


def _away(begonnen: Begonnen, page: str) -> Antwoord:
    session[KEY] = [begonnen.bewaard, page]
    return verder.see(begonnen.adres)


def _refused(fout: ExternMislukt | ProviderOnbruikbaar, path: str) -> Antwoord:
    """Say that it did not work; why in detail is for the log, and for whoever looks after the provider."""
    log.info("extern", outcome="refused", reason=fout.reden)
    flash(in_words(fout) if isinstance(fout, ExternMislukt) else str(UNUSABLE), "let-op")
    return verder.see(path)
