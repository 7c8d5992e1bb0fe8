"""The client of a link of SSO: what to put into one's own program, its settings, its secret, and its end."""

from datetime import timedelta

from flask import flash, render_template, request
from flask_babel import gettext, lazy_gettext, ngettext
from werkzeug import Response
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze
from uwlr_service.domain.sso.geheim import MOST_DAYS
from uwlr_service.domain.sso.toepassing import Toepassing
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, UNPROCESSABLE, Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.paginas.toegang import tonen
from uwlr_service.portaal.partner import toepassingformulier, woorden
from uwlr_service.portaal.partner.toepassingformulier import Toepassingformulier
from uwlr_service.uitwisseling.sso.toepassingen import Toepassingstand

USUAL_DAYS = 14
WARNING = "let-op"
DISCOVERY = ".well-known/openid-configuration"


class Geheimvraag(Formulier):
    """For how long the present secret works beside the new one."""

    dagen = IntegerField(
        lazy_gettext("Hoeveel dagen blijft het oude geheim werken?"),
        [InputRequired(), NumberRange(min=0, max=MOST_DAYS)],
        default=USUAL_DAYS,
        description=lazy_gettext(
            "In die tijd zet u het nieuwe geheim in uw systeem. 0 stopt het oude meteen."
        ),
    )


def show(koppelpartner: int, koppeling: int) -> str:
    """What to put into one's own program, and what waits for an operator."""
    link = diensten().partnerzicht.link(koppelpartner, koppeling, door=door())
    link.require_sso()
    toepassing = diensten().toepassingen.of_link(koppeling, door=door())
    adressen = None if diensten().settings.portal_address is None else diensten().ssoadressen
    return render_template(
        "partner/toepassing.html",
        koppelpartner=koppelpartner,
        koppeling=koppeling,
        is_open=link.ingetrokken is None,
        toepassing=toepassing,
        gemist=diensten().toepassingen.missed_logouts(koppeling, door=door()),
        issuer=None if adressen is None else adressen.issuer,
        discovery=None if adressen is None else adressen.below(DISCOVERY),
        soorten=list(Adressoort),
        woorden=woorden,
        has_secret=toepassing is not None and toepassing.methode is Bewijswijze.GEHEIM,
    )


def choose(koppelpartner: int, koppeling: int) -> Response | str | tuple[str, int]:
    """Make a client, or change its settings."""
    aanbieder = diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    toepassing = diensten().toepassingen.of_link(koppeling, door=door())
    form = Toepassingformulier(data=None if toepassing is None else toepassingformulier.present(toepassing))
    form.proeftuin = aanbieder.toelating.is_proeftuin
    if request.method == "GET":
        return _form(koppelpartner, koppeling, form, toepassing, aanbieder.toelating)
    if not form.validate():
        if form.jwks.errors:  # what was sent may hold a private key, and is kept nowhere
            return _form(koppelpartner, koppeling, form, toepassing, aanbieder.toelating), UNPROCESSABLE
        return form.again()
    beheer = diensten().toepassingen
    save = beheer.add if toepassing is None else beheer.change
    try:
        stand = save(koppeling, form.instellingen(), door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    return _saved(koppelpartner, koppeling, stand)


def rotate(koppelpartner: int, koppeling: int) -> Response | str:
    """Make another secret; the next page shows it."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    toepassing = _present(koppeling)
    form = Geheimvraag()
    if request.method == "GET":
        return render_template(
            "partner/toepassing-geheim.html",
            koppelpartner=koppelpartner,
            koppeling=koppeling,
            toepassing=toepassing,
            form=form,
        )
    if not form.validate():
        return form.again()
    try:
        stand = diensten().toepassingen.rotate(koppeling, timedelta(days=form.dagen.data or 0), door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    return _saved(koppelpartner, koppeling, stand)


def show_secret(koppelpartner: int, koppeling: int) -> str:
    """The secret that was just made, for the only time: it is kept nowhere else."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    return render_template(
        "partner/toepassing-geheim-nieuw.html",
        koppelpartner=koppelpartner,
        koppeling=koppeling,
        geheim=tonen.take(_kept_as(koppeling)),
    )


def end(koppelpartner: int, koppeling: int) -> Response | str:
    """End the client, after a look at what that means."""
    diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
    toepassing = _present(koppeling)
    form = Formulier()
    if form.validate_on_submit():
        diensten().toepassingen.end(koppeling, door=door())
        flash(gettext("De toepassing is beëindigd. Niemand kan er nog mee inloggen."))
        return verder.to("partner.toepassing", koppelpartner=koppelpartner, koppeling=koppeling)
    return render_template(
        "partner/toepassing-einde.html",
        koppelpartner=koppelpartner,
        koppeling=koppeling,
        toepassing=toepassing,
        form=form,
    )


def _form(
    koppelpartner: int,
    koppeling: int,
    form: Toepassingformulier,
    toepassing: Toepassing | None,
    toelating: Toelatingstand,
) -> str:
    return render_template(
        "partner/toepassing-instellingen.html",
        koppelpartner=koppelpartner,
        koppeling=koppeling,
        toepassing=toepassing,
        proeftuin=toelating.is_proeftuin,
        form=form,
    )


def _saved(koppelpartner: int, koppeling: int, stand: Toepassingstand) -> Response:
    """Say what waits, and go on: to the secret that was made, or back to the client."""
    flash(gettext("De instellingen zijn opgeslagen."))
    if stand.wacht:
        flash(
            ngettext(
                "%(num)d adres wacht op de beheerder. Tot de bevestiging werkt het niet.",
                "%(num)d adressen wachten op de beheerder. Tot de bevestiging werken ze niet.",
                stand.wacht,
            ),
            WARNING,
        )
    page = "partner.toepassing"
    if stand.geheim is not None:
        tonen.keep(_kept_as(koppeling), [stand.toepassing.client_id, stand.geheim])
        page = "partner.toepassing-geheim-nieuw"
    return verder.to(page, koppelpartner=koppelpartner, koppeling=koppeling)


def _present(koppeling: int) -> Toepassing:
    """The client of a link. Raises Geweigerd where there is none."""
    toepassing = diensten().toepassingen.of_link(koppeling, door=door())
    if toepassing is None:
        raise Geweigerd(gettext("Deze koppeling heeft geen toepassing. Meld er eerst een aan."))
    return toepassing


def _kept_as(koppeling: int) -> str:
    """The page of another link does not show it."""
    return f"toepassing {koppeling}"
