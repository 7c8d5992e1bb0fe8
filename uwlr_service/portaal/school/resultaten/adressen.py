"""The addresses of results; groups and pupils are named by number."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.school.resultaten import blad, groepen

SCHOOL = "/scholen/<school:school>"
LEERLING = f"{SCHOOL}/leerlingen/<int:nummer>"
GROEP = f"{SCHOOL}/groepen/<int:nummer>"

ADRESSEN = (
    Adres(
        rule=f"{SCHOOL}/resultaten",
        endpoint="school.resultaten",
        view=groepen.show,
        actie=Actie.RESULTATEN_ZIEN,
        menu=lazy_gettext("Resultaten"),
    ),
    Adres(
        rule=GROEP,
        endpoint="school.groep",
        view=blad.of_groep,
        actie=Actie.RESULTATEN_ZIEN,
    ),
    Adres(
        rule=f"{GROEP}/resultaten.csv",
        endpoint="school.groep.csv",
        view=blad.csv_of_groep,
        actie=Actie.RESULTATEN_ZIEN,
    ),
    Adres(
        rule=LEERLING,
        endpoint="school.leerling",
        view=blad.of_leerling,
        actie=Actie.RESULTATEN_ZIEN,
    ),
    Adres(
        rule=f"{LEERLING}/resultaten.csv",
        endpoint="school.leerling.csv",
        view=blad.csv_of_leerling,
        actie=Actie.RESULTATEN_ZIEN,
    ),
)
