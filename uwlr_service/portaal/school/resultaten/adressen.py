"""The addresses of results; groups and pupils are named by number."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import page
from uwlr_service.portaal.school.resultaten import blad, groepen

SCHOOL = "/scholen/<school:school>"
LEERLING = f"{SCHOOL}/leerlingen/<int:nummer>"
GROEP = f"{SCHOOL}/groepen/<int:nummer>"

ADRESSEN = (
    page(
        f"{SCHOOL}/resultaten",
        "school.resultaten",
        groepen.show,
        Actie.RESULTATEN_ZIEN,
        menu=lazy_gettext("Resultaten"),
    ),
    page(GROEP, "school.groep", blad.of_groep, Actie.RESULTATEN_ZIEN),
    page(f"{GROEP}/resultaten.csv", "school.groep.csv", blad.csv_of_groep, Actie.RESULTATEN_ZIEN),
    page(LEERLING, "school.leerling", blad.of_leerling, Actie.RESULTATEN_ZIEN),
    page(f"{LEERLING}/resultaten.csv", "school.leerling.csv", blad.csv_of_leerling, Actie.RESULTATEN_ZIEN),
)
