"""The addresses of the operator.

A partner and a school stand in them as ``partner`` and ``code``: an operator looks at them, and belongs to
neither.
"""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.paginas.gebruikers.adressen import users_at
from uwlr_service.portaal.beheer import gebruikers, lassen, logboek, nachten, partners, post, scholen, start
from uwlr_service.portaal.beheer.aanvragen import adressen as aanvragen
from uwlr_service.portaal.beheer.toelatingen import adressen as toelatingen
from uwlr_service.portaal.beheer.toepassingen import adressen as toepassingen

ADRESSEN = (
    page("/beheer", "beheer", start.show, Actie.DIENST_ZIEN, menu=lazy_gettext("Beheer")),
    page(
        "/beheer/partners",
        "beheer.partners",
        partners.show_all,
        Actie.DIENST_ZIEN,
        menu=lazy_gettext("Partners"),
    ),
    page("/beheer/partners/<int:partner>", "beheer.partner", partners.show, Actie.DIENST_ZIEN),
    page(
        "/beheer/scholen", "beheer.scholen", scholen.show_all, Actie.DIENST_ZIEN, menu=lazy_gettext("Scholen")
    ),
    page("/beheer/scholen/<school:code>", "beheer.school", scholen.show, Actie.DIENST_ZIEN),
    button(
        "/beheer/scholen/<school:code>/uitnodigen",
        "beheer.school.uitnodigen",
        scholen.invite,
        Actie.GEBRUIKERS,
    ),
    page(
        "/beheer/scholen/<school:code>/doorgeven",
        "beheer.school.doorgeven",
        scholen.show_link,
        Actie.GEBRUIKERS,
    ),
    page("/beheer/lassen", "beheer.lassen", lassen.show_all, Actie.DIENST_ZIEN, menu=lazy_gettext("LASsen")),
    page(
        "/beheer/nachten", "beheer.nachten", nachten.show_all, Actie.DIENST_ZIEN, menu=lazy_gettext("Nachten")
    ),
    page("/beheer/nachten/<dag>", "beheer.nacht", nachten.show, Actie.DIENST_ZIEN),
    page("/beheer/logboek", "beheer.logboek", logboek.show, Actie.LOG_ZIEN, menu=lazy_gettext("Logboek")),
    button("/beheer/logboek/controle", "beheer.logboek.controle", logboek.check, Actie.LOG_ZIEN),
    page("/beheer/post", "beheer.post", post.show, Actie.DIENST_ZIEN),
    *aanvragen.ADRESSEN,
    *toelatingen.ADRESSEN,
    *toepassingen.ADRESSEN,
    *users_at(
        "/beheer/gebruikers",
        "beheer.gebruikers",
        gebruikers.kring,
        Actie.GEBRUIKERS,
        lazy_gettext("Gebruikers"),
    ),
    form(
        "/beheer/gebruikers/<int:inlog>/uitloggen",
        "beheer.gebruikers.uitloggen",
        gebruikers.sign_out,
        Actie.GEBRUIKERS,
    ),
    button(
        "/beheer/gebruikers/<int:inlog>/uitschakelen",
        "beheer.gebruikers.uitschakelen",
        gebruikers.disable,
        Actie.GEBRUIKERS,
    ),
)
