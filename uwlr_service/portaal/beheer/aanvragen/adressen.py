"""The addresses by which operators judge applications."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, page
from uwlr_service.portaal.beheer.aanvragen import lijst, oordeel

AANVRAAG = "/beheer/aanvragen/<int:nummer>"

ADRESSEN = (
    page(
        "/beheer/aanvragen", "beheer.aanvragen", lijst.show, Actie.BEOORDELEN, menu=lazy_gettext("Aanvragen")
    ),
    page(AANVRAAG, "beheer.aanvraag", oordeel.show, Actie.BEOORDELEN),
    button(f"{AANVRAAG}/oppakken", "beheer.aanvraag.oppakken", oordeel.take_up, Actie.BEOORDELEN),
    button(
        f"{AANVRAAG}/navragen",
        "beheer.aanvraag.navragen",
        oordeel.ask_more,
        Actie.BEOORDELEN,
        limit=oordeel.LIMIT,
    ),
    button(f"{AANVRAAG}/toelaten", "beheer.aanvraag.toelaten", oordeel.admit, Actie.BEOORDELEN),
    button(f"{AANVRAAG}/afwijzen", "beheer.aanvraag.afwijzen", oordeel.reject, Actie.BEOORDELEN),
    button(f"{AANVRAAG}/uitnodigen", "beheer.aanvraag.uitnodigen", oordeel.invite, Actie.BEOORDELEN),
    button(f"{AANVRAAG}/link", "beheer.aanvraag.link", oordeel.hand_over, Actie.BEOORDELEN),
    page(f"{AANVRAAG}/doorgeven", "beheer.aanvraag.doorgeven", oordeel.show_link, Actie.BEOORDELEN),
)
