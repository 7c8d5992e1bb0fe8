"""A client as an operator sees it, and the addresses of it that wait."""

from flask import flash, render_template, request
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from uwlr_service.domain.fouten import Geweigerd, NietToegestaan
from uwlr_service.domain.koppeling.reden import REDEN_LENGTH
from uwlr_service.domain.sso import adresregels
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE, Formulier, Nummerveld
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer import woorden
from uwlr_service.portaal.beheer.toepassingen import kring

WARNING = "let-op"


class Adreskeuze(Formulier):
    """The address that an order is about; it stands in the page, and nobody types it."""

    adres = Nummerveld()


class Weigering(Formulier):
    """Why an address is not confirmed."""

    reden = TextAreaField(
        lazy_gettext("Waarom niet?"),
        [DataRequired(), Length(max=REDEN_LENGTH)],
        description=lazy_gettext("Het bedrijf leest dit."),
    )


def show(partner: int, koppeling: int) -> str:
    """What a client is, what waits, and what an operator can decide."""
    named = kring.find(partner, koppeling)
    return render_template(
        "beheer/toepassingen/toepassing.html",
        partner=partner,
        koppeling=koppeling,
        bedrijf=named.koppelpartner,
        product=named.product,
        toepassing=named.toepassing,
        soorten=list(Adressoort),
        server_of=adresregels.server_of,
        woorden=woorden,
        form=Formulier(),
    )


def confirm(partner: int, koppeling: int) -> Response:
    """Let an address be used."""
    kring.find(partner, koppeling)
    adres = Adreskeuze().adres.data
    try:
        diensten().bevestigingen.confirm(koppeling, () if adres is None else (adres,), door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        flash(error.tekst, WARNING)
    else:
        flash(gettext("Het adres is bevestigd. Het werkt vanaf nu."))
    return verder.to("beheer.toepassing", partner=partner, koppeling=koppeling)


def refuse(partner: int, koppeling: int, adres: int) -> Response | str:
    """Take an address away, with a reason."""
    named = kring.find(partner, koppeling)
    waiting = [waits for waits in named.toepassing.wachtend if waits.id == adres]
    if not waiting:
        raise NietToegestaan
    form = Weigering()
    if request.method == "GET":
        return render_template(
            "beheer/toepassingen/weigeren.html",
            partner=partner,
            koppeling=koppeling,
            product=named.product,
            adres=waiting[0],
            form=form,
        )
    if not form.validate():
        return form.again()
    try:
        diensten().bevestigingen.refuse(koppeling, [adres], form.reden.data or "", door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    flash(gettext("Het adres is geweigerd. Het bedrijf krijgt bericht."))
    return verder.to("beheer.toepassing", partner=partner, koppeling=koppeling)
