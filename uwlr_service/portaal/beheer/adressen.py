"""The addresses of the operator."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.beheer import start

ADRESSEN = (
    Adres(
        rule="/beheer",
        endpoint="beheer",
        view=start.show,
        actie=Actie.DIENST_ZIEN,
        menu=lazy_gettext("Beheer"),
    ),
)
