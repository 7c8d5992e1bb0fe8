"""The addresses of a partner."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.partner import start

PARTNER = "/partners/<int:koppelpartner>"

ADRESSEN = (
    Adres(
        rule=PARTNER,
        endpoint="partner",
        view=start.show,
        actie=Actie.PARTNER_ZIEN,
        menu=lazy_gettext("Koppelingen"),
    ),
)
