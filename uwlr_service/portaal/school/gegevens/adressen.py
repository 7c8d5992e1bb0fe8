"""The addresses of the data of a school."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.portaal.school.gegevens import stand, todo

SCHOOL = "/scholen/<school:school>"

ADRESSEN = (
    form(
        f"{SCHOOL}/gegevens",
        "school.gegevens",
        stand.show,
        Actie.GEGEVENS_INLEZEN,
        limit=stand.LARGEST,
        menu=lazy_gettext("Gegevens"),
    ),
    button(
        f"{SCHOOL}/gegevens/inlezen",
        "school.gegevens.inlezen",
        stand.read_in,
        Actie.GEGEVENS_INLEZEN,
        limit=stand.LARGEST,
    ),
    page(f"{SCHOOL}/todo", "school.todo", todo.show, Actie.TODO_ZIEN, menu=lazy_gettext("Aanvullen")),
)
