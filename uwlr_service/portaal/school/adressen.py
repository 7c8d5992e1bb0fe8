"""The addresses of a school."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.school import logboek, start
from uwlr_service.portaal.school.gegevens import adressen as gegevens
from uwlr_service.portaal.school.inzage import adressen as inzage
from uwlr_service.portaal.school.koppelingen import (
    besluit,
    bevestig,
    kleiner,
    kopie,
    lijst,
    overzicht,
    stappen,
    voorbeeld,
)
from uwlr_service.portaal.school.resultaten import adressen as resultaten

SCHOOL = "/scholen/<school:school>"
KOPPELING = f"{SCHOOL}/koppelingen/<int:koppeling>"
FORM = ("GET", "POST")

ADRESSEN = (
    Adres(
        rule=SCHOOL,
        endpoint="school",
        view=start.show,
        actie=Actie.SCHOOL_ZIEN,
        menu=lazy_gettext("School"),
    ),
    Adres(
        rule=f"{SCHOOL}/koppelingen",
        endpoint="school.koppelingen",
        view=lijst.show,
        actie=Actie.KOPPELINGEN_ZIEN,
        menu=lazy_gettext("Koppelingen"),
    ),
    Adres(rule=KOPPELING, endpoint="school.koppeling", view=overzicht.show, actie=Actie.KOPPELINGEN_ZIEN),
    Adres(
        rule=f"{KOPPELING}/besluit",
        endpoint="school.besluit",
        view=besluit.show,
        actie=Actie.BESLUITEN,
        methods=FORM,
    ),
    Adres(
        rule=f"{KOPPELING}/besluit/opnieuw",
        endpoint="school.opnieuw",
        view=besluit.choose_anew,
        actie=Actie.BESLUITEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{KOPPELING}/besluit/bevestig",
        endpoint="school.bevestig",
        view=bevestig.show,
        actie=Actie.BESLUITEN,
        methods=FORM,
    ),
    Adres(
        rule=f"{KOPPELING}/besluit/voorbeeld/<int:nummer>",
        endpoint="school.voorbeeld",
        view=voorbeeld.show,
        actie=Actie.BESLUITEN,
    ),
    Adres(
        rule=f"{KOPPELING}/kleiner",
        endpoint="school.kleiner",
        view=kleiner.show,
        actie=Actie.BESLUITEN,
        methods=FORM,
    ),
    Adres(
        rule=f"{KOPPELING}/kopie",
        endpoint="school.kopie",
        view=kopie.show,
        actie=Actie.BESLUITEN,
        methods=FORM,
    ),
    Adres(
        rule=f"{KOPPELING}/pauze",
        endpoint="school.pauze",
        view=stappen.pause,
        actie=Actie.BESLUITEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{KOPPELING}/hervat",
        endpoint="school.hervat",
        view=stappen.resume,
        actie=Actie.BESLUITEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{KOPPELING}/terug",
        endpoint="school.terug",
        view=stappen.rejoin,
        actie=Actie.BESLUITEN,
        methods=("POST",),
    ),
    Adres(
        rule=f"{KOPPELING}/stoppen",
        endpoint="school.stoppen",
        view=stappen.stop,
        actie=Actie.BESLUITEN,
        methods=FORM,
    ),
    Adres(
        rule=f"{SCHOOL}/logboek",
        endpoint="school.logboek",
        view=logboek.show,
        actie=Actie.SCHOOLLOG,
        menu=lazy_gettext("Logboek"),
    ),
    *resultaten.ADRESSEN,
    *inzage.ADRESSEN,
    *gegevens.ADRESSEN,
)
