"""The addresses of a school."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.school import gebruikers, logboek, start
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
        rule=f"{KOPPELING}/houden",
        endpoint="school.houden",
        view=stappen.keep,
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
    *resultaten.ADRESSEN,
    *inzage.ADRESSEN,
    *gegevens.ADRESSEN,
    Adres(
        rule=f"{SCHOOL}/gebruikers",
        endpoint="school.gebruikers",
        view=gebruikers.show,
        actie=Actie.SCHOOLGEBRUIKERS,
        menu=lazy_gettext("Gebruikers"),
    ),
    Adres(
        rule=f"{SCHOOL}/logboek",
        endpoint="school.logboek",
        view=logboek.show,
        actie=Actie.SCHOOLLOG,
        menu=lazy_gettext("Logboek"),
    ),
    Adres(
        rule=f"{SCHOOL}/gebruikers/uitnodigen",
        endpoint="school.gebruikers.uitnodigen",
        view=gebruikers.invite,
        actie=Actie.SCHOOLGEBRUIKERS,
        methods=("GET", "POST"),
    ),
    Adres(
        rule=f"{SCHOOL}/gebruikers/link",
        endpoint="school.gebruikers.link",
        view=gebruikers.link,
        actie=Actie.SCHOOLGEBRUIKERS,
    ),
    Adres(
        rule=f"{SCHOOL}/gebruikers/<int:inlog>/herstel",
        endpoint="school.gebruikers.herstel",
        view=gebruikers.recover,
        actie=Actie.SCHOOLGEBRUIKERS,
        methods=("POST",),
    ),
    Adres(
        rule=f"{SCHOOL}/gebruikers/uitnodigingen/<int:uitnodiging>/intrekken",
        endpoint="school.gebruikers.intrekken",
        view=gebruikers.withdraw,
        actie=Actie.SCHOOLGEBRUIKERS,
        methods=("POST",),
    ),
    Adres(
        rule=f"{SCHOOL}/gebruikers/accounts/<int:account>/beeindigen",
        endpoint="school.gebruikers.beeindigen",
        view=gebruikers.end,
        actie=Actie.SCHOOLGEBRUIKERS,
        methods=("POST",),
    ),
)
