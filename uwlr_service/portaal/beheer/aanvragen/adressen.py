"""The addresses by which operators judge applications."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.beheer.aanvragen import lijst, oordeel

AANVRAAG = "/beheer/aanvragen/<int:nummer>"

ADRESSEN = (
    Adres(
        rule="/beheer/aanvragen",
        endpoint="beheer.aanvragen",
        view=lijst.show,
        actie=Actie.BEOORDELEN,
        menu=lazy_gettext("Aanvragen"),
    ),
    Adres(rule=AANVRAAG, endpoint="beheer.aanvraag", view=oordeel.show, actie=Actie.BEOORDELEN),
    Adres(
        rule=f"{AANVRAAG}/oppakken",
        endpoint="beheer.aanvraag.oppakken",
        view=oordeel.take_up,
        actie=Actie.BEOORDELEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{AANVRAAG}/navragen",
        endpoint="beheer.aanvraag.navragen",
        view=oordeel.ask_more,
        actie=Actie.BEOORDELEN,
        methods=("POST",),
        limit=oordeel.LIMIT,
    ),
    Adres(
        rule=f"{AANVRAAG}/toelaten",
        endpoint="beheer.aanvraag.toelaten",
        view=oordeel.admit,
        actie=Actie.BEOORDELEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{AANVRAAG}/afwijzen",
        endpoint="beheer.aanvraag.afwijzen",
        view=oordeel.reject,
        actie=Actie.BEOORDELEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{AANVRAAG}/link",
        endpoint="beheer.aanvraag.link",
        view=oordeel.hand_over,
        actie=Actie.BEOORDELEN,
        methods=("POST",),
    ),
)
