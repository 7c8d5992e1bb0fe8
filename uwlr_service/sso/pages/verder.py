"""The pages of a waiting request: signing in, choosing an account, being told, and going back."""

from dataclasses import replace

from flask import render_template, request, url_for
from werkzeug import Response

from uwlr_service.paginas import sessie, verder
from uwlr_service.paginas.formulier import Formulier, Nummerveld
from uwlr_service.paginas.klas import apparaat
from uwlr_service.paginas.klas.begin import is_pupil
from uwlr_service.paginas.state import diensten
from uwlr_service.paginas.toegang.aanmelden import AGAIN
from uwlr_service.paginas.verder import PARAMETER
from uwlr_service.sso.pages import antwoord, browser, melding
from uwlr_service.sso.pages.woorden import ROLLEN
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso.autorisatie import Bezoek
from uwlr_service.uitwisseling.sso.schoolbewijs.bewezen import KEPT
from uwlr_service.uitwisseling.sso.stappen import (
    Aanmelden,
    Bewijzen,
    GeenToegang,
    Kiezen,
    Melden,
    Stap,
    Terugkeer,
)


class Keuze(Formulier):
    """The account that somebody goes on with."""

    account = Nummerveld()


class Gelezen(Formulier):
    """The version of the agreement that the page told of."""

    afspraak = Nummerveld()


def go_on(handvat: str) -> Response:
    """Lead to what comes next; a request that came as a form is of the first browser that comes here."""
    waarde = browser.kept() or bewijzen.new()
    bezoek = replace(_bezoek(handvat), browser=waarde)
    return browser.keep(_led(handvat, diensten().autorisaties.go_on(bezoek)), waarde)


def choose(handvat: str) -> Response | str:
    """The accounts that may go on, each with a button."""
    form = Keuze()
    if form.validate_on_submit() and form.account.data is not None:
        return _led(handvat, diensten().autorisaties.choose(_bezoek(handvat), form.account.data))
    stap = diensten().autorisaties.go_on(_bezoek(handvat))
    if not isinstance(stap, Kiezen):
        return _led(handvat, stap)
    return render_template(
        "sso/kies.html", stap=stap, form=form, leeg=Formulier(), handvat=handvat, rollen=ROLLEN
    )


def tell(handvat: str) -> Response | str:
    """What the application will hear of this person, before it first does."""
    if request.method == "POST":
        form = Gelezen()
        if form.validate():
            return _led(handvat, diensten().autorisaties.agree(_bezoek(handvat), form.afspraak.data))
    stap = diensten().autorisaties.go_on(_bezoek(handvat))
    if not isinstance(stap, Melden):
        return _led(handvat, stap)
    # The page writes the version itself: a form with that field would send it a second time, and empty.
    leeg = Formulier()
    if stap.ingang.leerling is not None:
        zinnen = melding.told_leerling(stap.ingang)
        return render_template(
            "sso/melding-leerling.html", stap=stap, zinnen=zinnen, form=leeg, handvat=handvat
        )
    velden = melding.told(stap.ingang)
    return render_template("sso/melding.html", stap=stap, velden=velden, form=leeg, handvat=handvat)


def prove(handvat: str) -> Response | str:
    """Which school is proven to whom, with a button for each school where the person decides."""
    form = Keuze()
    if form.validate_on_submit() and form.account.data is not None:
        return _led(handvat, diensten().autorisaties.prove(_bezoek(handvat), form.account.data))
    stap = diensten().autorisaties.go_on(_bezoek(handvat))
    if not isinstance(stap, Bewijzen):
        return _led(handvat, stap)
    return render_template(
        "sso/bewijs.html", stap=stap, form=form, leeg=Formulier(), handvat=handvat, dagen=KEPT.days
    )


def no_access(handvat: str) -> Response | str:
    """No account of this person may sign in at the application."""
    stap = diensten().autorisaties.go_on(_bezoek(handvat))
    if not isinstance(stap, GeenToegang):
        return _led(handvat, stap)
    template = "sso/geen-toegang-leerling.html" if is_pupil() else "sso/geen-toegang.html"
    return render_template(template, stap=stap, form=Formulier(), handvat=handvat)


def decline(handvat: str) -> Response:
    """Go back without signing in."""
    return antwoord.returned(diensten().autorisaties.decline(_bezoek(handvat)))


def _bezoek(handvat: str) -> Bezoek:
    return Bezoek(handvat=handvat, browser=browser.kept(), sessie=sessie.current().sessie)


def _led(handvat: str, stap: Stap) -> Response:
    """The page of a step, or the application."""
    if isinstance(stap, Terugkeer):
        return antwoord.returned(stap)
    if isinstance(stap, Aanmelden):
        next_page = url_for("verder", handvat=handvat)
        if diensten().mensen.klas.scherm.is_shown_on(apparaat.value()):
            return verder.to("klas", **{PARAMETER: next_page})
        return verder.to("aanmelden", **{PARAMETER: next_page, AGAIN: "ja"})
    page = {Kiezen: "kies", Melden: "melding", Bewijzen: "bewijs", GeenToegang: "geen-toegang"}[type(stap)]
    return verder.to(page, handvat=handvat)
