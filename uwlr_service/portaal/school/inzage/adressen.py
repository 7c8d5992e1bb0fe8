"""The addresses of disclosure and forgetting; people are named by number, never by key or name."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.portaal.school.inzage import lijst, overzicht, vergeten, verzoek

SCHOOL = "/scholen/<school:school>"
LEERLING = f"{SCHOOL}/leerlingen/<int:nummer>"
VERZORGER = f"{SCHOOL}/verzorgers/<int:nummer>"

ADRESSEN = (
    form(f"{SCHOOL}/inzage", "school.inzage", lijst.show, Actie.INZAGE, menu=lazy_gettext("Inzage")),
    button(
        f"{SCHOOL}/inzage/<int:verzoek>/beantwoord", "school.inzage.beantwoord", lijst.answer, Actie.INZAGE
    ),
    page(f"{LEERLING}/inzage", "school.inzage.leerling", overzicht.of_leerling, Actie.INZAGE),
    page(f"{LEERLING}/inzage.json", "school.inzage.leerling.json", overzicht.json_of_leerling, Actie.INZAGE),
    form(f"{LEERLING}/verzoek", "school.inzage.leerling.verzoek", verzoek.of_leerling, Actie.INZAGE),
    form(f"{LEERLING}/vergeten", "school.vergeten", vergeten.show, Actie.VERGETEN),
    page(f"{VERZORGER}/inzage", "school.inzage.verzorger", overzicht.of_verzorger, Actie.INZAGE),
    page(
        f"{VERZORGER}/inzage.json", "school.inzage.verzorger.json", overzicht.json_of_verzorger, Actie.INZAGE
    ),
    form(f"{VERZORGER}/verzoek", "school.inzage.verzorger.verzoek", verzoek.of_verzorger, Actie.INZAGE),
)
