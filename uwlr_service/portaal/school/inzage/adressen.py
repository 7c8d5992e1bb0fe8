"""The addresses of disclosure and forgetting; people are named by number, never by key or name."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.school.inzage import lijst, overzicht, vergeten, verzoek

SCHOOL = "/scholen/<school:school>"
LEERLING = f"{SCHOOL}/leerlingen/<int:nummer>"
VERZORGER = f"{SCHOOL}/verzorgers/<int:nummer>"

ADRESSEN = (
    Adres(
        rule=f"{SCHOOL}/inzage",
        endpoint="school.inzage",
        view=lijst.show,
        actie=Actie.INZAGE,
        methods=("GET", "POST"),
        menu=lazy_gettext("Inzage"),
    ),
    Adres(
        rule=f"{SCHOOL}/inzage/<int:verzoek>/beantwoord",
        endpoint="school.inzage.beantwoord",
        view=lijst.answer,
        actie=Actie.INZAGE,
        methods=("POST",),
    ),
    Adres(
        rule=f"{LEERLING}/inzage",
        endpoint="school.inzage.leerling",
        view=overzicht.of_leerling,
        actie=Actie.INZAGE,
    ),
    Adres(
        rule=f"{LEERLING}/inzage.json",
        endpoint="school.inzage.leerling.json",
        view=overzicht.json_of_leerling,
        actie=Actie.INZAGE,
    ),
    Adres(
        rule=f"{LEERLING}/verzoek",
        endpoint="school.inzage.leerling.verzoek",
        view=verzoek.of_leerling,
        actie=Actie.INZAGE,
        methods=("GET", "POST"),
    ),
    Adres(
        rule=f"{LEERLING}/vergeten",
        endpoint="school.vergeten",
        view=vergeten.show,
        actie=Actie.VERGETEN,
        methods=("GET", "POST"),
    ),
    Adres(
        rule=f"{VERZORGER}/inzage",
        endpoint="school.inzage.verzorger",
        view=overzicht.of_verzorger,
        actie=Actie.INZAGE,
    ),
    Adres(
        rule=f"{VERZORGER}/inzage.json",
        endpoint="school.inzage.verzorger.json",
        view=overzicht.json_of_verzorger,
        actie=Actie.INZAGE,
    ),
    Adres(
        rule=f"{VERZORGER}/verzoek",
        endpoint="school.inzage.verzorger.verzoek",
        view=verzoek.of_verzorger,
        actie=Actie.INZAGE,
        methods=("GET", "POST"),
    ),
)
