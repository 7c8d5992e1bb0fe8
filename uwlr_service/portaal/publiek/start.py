"""The first page: what can be linked and how that goes; for somebody who is signed in, where they can go."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import LazyString, gettext, lazy_gettext
from werkzeug import Response

from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas import documentatie, interfaces, verder
from uwlr_service.paginas.state import diensten, person


@dataclass(frozen=True, slots=True)
class Plek:
    """A place where a person has an account, and its first page."""

    naam: str
    pad: str


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
            "Voor programma's waar mensen met hun schoolaccount inloggen. Aanvragen kan al; het inloggen"
            " zelf komt later."
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
    plekken = list(_places(handelende.accounts))
    if len(plekken) == 1:
        return verder.see(plekken[0].pad)
    return render_template("publiek/eigen.html", plekken=plekken)


def _places(accounts: tuple[Account, ...]) -> Iterator[Plek]:
    for account in accounts:
        if account.school is not None:
            naam = gettext("School %(school)s", school=account.school)
            yield Plek(naam, url_for("school", school=account.school))
        elif account.koppelpartner is not None:
            pad = url_for("partner", koppelpartner=account.koppelpartner)
            yield Plek(gettext("Partner %(nummer)s", nummer=account.koppelpartner), pad)
        elif account.rol is Rol.OPERATOR:
            yield Plek(gettext("Beheer van de dienst"), url_for("beheer"))
