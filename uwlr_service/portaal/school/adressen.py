"""The addresses of a school."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.paginas.gebruikers.adressen import users_at
from uwlr_service.portaal.school import gebruikers, logboek, provider, start
from uwlr_service.portaal.school.accounts import adressen as accounts
from uwlr_service.portaal.school.gegevens import adressen as gegevens
from uwlr_service.portaal.school.inzage import adressen as inzage
from uwlr_service.portaal.school.klas import adressen as klas
from uwlr_service.portaal.school.koppelingen import (
    besluit,
    bevestig,
    kleiner,
    kopie,
    lijst,
    niet,
    overzicht,
    stappen,
    voorbeeld,
)
from uwlr_service.portaal.school.resultaten import adressen as resultaten

SCHOOL = "/scholen/<school:school>"
KOPPELING = f"{SCHOOL}/koppelingen/<int:koppeling>"

ADRESSEN = (
    page(SCHOOL, "school", start.show, Actie.SCHOOL_ZIEN, menu=lazy_gettext("School")),
    page(
        f"{SCHOOL}/koppelingen",
        "school.koppelingen",
        lijst.show,
        Actie.KOPPELINGEN_ZIEN,
        menu=lazy_gettext("Koppelingen"),
    ),
    page(KOPPELING, "school.koppeling", overzicht.show, Actie.KOPPELINGEN_ZIEN),
    form(f"{KOPPELING}/besluit", "school.besluit", besluit.show, Actie.BESLUITEN),
    button(f"{KOPPELING}/besluit/opnieuw", "school.opnieuw", besluit.choose_anew, Actie.BESLUITEN),
    form(f"{KOPPELING}/besluit/bevestig", "school.bevestig", bevestig.show, Actie.BESLUITEN),
    form(f"{KOPPELING}/besluit/niet", "school.niet", niet.show, Actie.BESLUITEN),
    page(f"{KOPPELING}/besluit/voorbeeld/<int:nummer>", "school.voorbeeld", voorbeeld.show, Actie.BESLUITEN),
    form(f"{KOPPELING}/kleiner", "school.kleiner", kleiner.show, Actie.BESLUITEN),
    form(f"{KOPPELING}/kopie", "school.kopie", kopie.show, Actie.BESLUITEN),
    button(f"{KOPPELING}/pauze", "school.pauze", stappen.pause, Actie.BESLUITEN),
    button(f"{KOPPELING}/hervat", "school.hervat", stappen.resume, Actie.BESLUITEN),
    button(f"{KOPPELING}/houden", "school.houden", stappen.keep, Actie.BESLUITEN),
    button(f"{KOPPELING}/terug", "school.terug", stappen.rejoin, Actie.BESLUITEN),
    form(f"{KOPPELING}/stoppen", "school.stoppen", stappen.stop, Actie.BESLUITEN),
    *resultaten.ADRESSEN,
    *klas.ADRESSEN,
    *inzage.ADRESSEN,
    *gegevens.ADRESSEN,
    *users_at(
        f"{SCHOOL}/gebruikers",
        "school.gebruikers",
        gebruikers.kring,
        Actie.SCHOOLGEBRUIKERS,
        lazy_gettext("Gebruikers"),
    ),
    *accounts.ADRESSEN,
    form(
        f"{SCHOOL}/gebruikers/accounts/<int:account>/groepen",
        "school.gebruikers.groepen",
        gebruikers.bind,
        Actie.SCHOOLGEBRUIKERS,
    ),
    form(f"{SCHOOL}/provider", "school.provider", provider.show, Actie.SCHOOLGEBRUIKERS),
    button(f"{SCHOOL}/provider/proef", "school.provider.proef", provider.try_out, Actie.SCHOOLGEBRUIKERS),
    button(f"{SCHOOL}/provider/aan", "school.provider.aan", provider.turn_on, Actie.SCHOOLGEBRUIKERS),
    button(f"{SCHOOL}/provider/uit", "school.provider.uit", provider.turn_off, Actie.SCHOOLGEBRUIKERS),
    page(f"{SCHOOL}/logboek", "school.logboek", logboek.show, Actie.SCHOOLLOG, menu=lazy_gettext("Logboek")),
)
