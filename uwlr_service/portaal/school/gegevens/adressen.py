"""The addresses of the data of a school."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.school.gegevens import stand, todo

SCHOOL = "/scholen/<school:school>"

ADRESSEN = (
    Adres(
        rule=f"{SCHOOL}/gegevens",
        endpoint="school.gegevens",
        view=stand.show,
        actie=Actie.GEGEVENS_INLEZEN,
        methods=("GET", "POST"),
        limit=stand.LARGEST,
        menu=lazy_gettext("Gegevens"),
    ),
    Adres(
        rule=f"{SCHOOL}/gegevens/inlezen",
        endpoint="school.gegevens.inlezen",
        view=stand.read_in,
        actie=Actie.GEGEVENS_INLEZEN,
        methods=("POST",),
        limit=stand.LARGEST,
    ),
    Adres(
        rule=f"{SCHOOL}/todo",
        endpoint="school.todo",
        view=todo.show,
        actie=Actie.TODO_ZIEN,
        menu=lazy_gettext("Aanvullen"),
    ),
)
