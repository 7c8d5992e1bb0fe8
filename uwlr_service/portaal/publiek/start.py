"""The first page: what can be linked and how that goes; for somebody who is signed in, where they can go."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import LazyString, gettext, lazy_gettext, ngettext
from werkzeug import Response

from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas import documentatie, interfaces, verder
from uwlr_service.paginas.state import diensten, person
from uwlr_service.uitwisseling.account.plekken import Plek


@dataclass(frozen=True, slots=True)
class Ingang:
    """A place where a person has an account, its first page, and what waits there."""

    naam: str
    pad: str
    wacht: str = ""


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of link: what it is called, and for whom it is."""

    naam: LazyString
    uitleg: LazyString


SOORTEN = (
    Soort(
        lazy_gettext("UWLR"),
        lazy_gettext(
            "Voor uitgevers van leermiddelen en toetsen. Die halen leerlingen, groepen en leerkrachten op,"
            " en brengen resultaten terug."
        ),
    ),
    Soort(
        lazy_gettext("GKV basis"),
        lazy_gettext(
            "Voor programma's die moeten weten wie in welke groep zit. Elke nacht ligt er een pakket klaar."
        ),
    ),
    Soort(
        lazy_gettext("GKV uitgebreid"),
        lazy_gettext(
            "Voor programma's die meer nodig hebben, zoals afwezigheid of toetsen. De school kiest elk veld."
        ),
    ),
    Soort(
        lazy_gettext("Inloggen (SSO)"),
        lazy_gettext(
            "Voor programma's waar mensen met hun schoolaccount inloggen. De school kiest wie dat mag, en wat"
            " het programma dan hoort."
        ),
    ),
)
DOCUMENTEN = (
    ("scholen", lazy_gettext("Voor scholen"), lazy_gettext("wat er de school uit gaat, en hoe u stopt")),
    (
        "partners",
        lazy_gettext("Voor bedrijven"),
        lazy_gettext("koppelen, ophalen en resultaten terugbrengen"),
    ),
    (
        "beheerders",
        lazy_gettext("Voor beheerders van de dienst"),
        lazy_gettext("installeren, bewaken en herstellen"),
    ),
    ("developers", lazy_gettext("Voor ontwikkelaars"), lazy_gettext("de broncode, en hoe u die verandert")),
)
"""The pages of the documentation where each reader begins."""


def show() -> Response | str:
    """For anybody; somebody who has one place to go to is led there at once."""
    handelende = person()
    if handelende is None:
        return render_template(
            "publiek/start.html",
            soorten=SOORTEN,
            documenten=DOCUMENTEN,
            documentatie=documentatie.address(),
            interfaces=interfaces,
            is_leeg=not diensten().mensen.gebruikers.has_operator(),
            basis=interfaces.called(diensten().settings.base_url),
        )
    ingangen = []
    for plek in diensten().plekken.of_person(door=handelende):
        pad = _page(plek.account, handelende)
        if pad is not None:
            ingangen.append(_named(plek, pad))
    if len(ingangen) == 1:
        return verder.see(ingangen[0].pad)
    if not ingangen:
        return verder.to("klas.binnen")
    return render_template("publiek/eigen.html", plekken=ingangen)


def _named(plek: Plek, pad: str) -> Ingang:
    """A place with its name, and what waits there in a sentence."""
    account = plek.account
    if account.school is not None:
        waits = ngettext(
            "%(num)d voorstel wacht op uw besluit.",
            "%(num)d voorstellen wachten op uw besluit.",
            plek.wachten,
        )
        naam = plek.naam or gettext("School %(school)s", school=account.school)
        return Ingang(naam, pad, waits if plek.wachten else "")
    if account.koppelpartner is not None:
        waits = ngettext(
            "Bij %(num)d school moet u nog gegevens vernietigen.",
            "Bij %(num)d scholen moet u nog gegevens vernietigen.",
            plek.wachten,
        )
        naam = plek.naam or gettext("Partner %(nummer)s", nummer=account.koppelpartner)
        return Ingang(naam, pad, waits if plek.wachten else "")
    return Ingang(gettext("Beheer van de dienst"), pad)


def _page(account: Account, handelende: Handelende) -> str | None:
    """The first page of a place; None for a leerling, who has no portal there."""
    if account.school is not None:
        if handelende.may(Actie.SCHOOL_ZIEN, school=account.school):
            return url_for("school", school=account.school)
        if handelende.may(Actie.RESULTATEN_ZIEN, school=account.school):
            return url_for("school.resultaten", school=account.school)
        return None
    if account.koppelpartner is not None:
        return url_for("partner", koppelpartner=account.koppelpartner)
    return url_for("beheer")
