"""The addresses of a school."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.school import start

SCHOOL = "/scholen/<school:school>"

ADRESSEN = (
    Adres(
        rule=SCHOOL,
        endpoint="school",
        view=start.show,
        actie=Actie.SCHOOL_ZIEN,
        menu=lazy_gettext("School"),
    ),
)
