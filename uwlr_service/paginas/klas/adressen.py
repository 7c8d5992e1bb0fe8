"""The addresses of pupils who sign in; they name a pupil by the number of their account."""

from uwlr_service.paginas.adres import OPENBAAR, button, form, page
from uwlr_service.paginas.klas import badge, begin, scherm

ADRESSEN = (
    form("/klas", "klas", scherm.show, OPENBAAR),
    form("/klas/<int:account>", "klas.plaatjes", scherm.pictures, OPENBAAR),
    button("/klas/<int:account>/opnieuw", "klas.opnieuw", scherm.begin_anew, OPENBAAR),
    page("/klas/binnen", "klas.binnen", begin.show, OPENBAAR),
    button("/klas/klaar", "klas.klaar", begin.finish, OPENBAAR),
    form("/badge", "badge", badge.show, OPENBAAR),
    form("/badge/pin", "badge.pin", badge.pin, OPENBAAR),
)
