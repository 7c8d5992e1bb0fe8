"""The addresses of the operator.

A partner and a school stand in them as ``partner`` and ``code``: an operator looks at them, and belongs to
neither.
"""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.beheer import gebruikers, logboek, nachten, partners, post, scholen, start
from uwlr_service.portaal.beheer.aanvragen import adressen as aanvragen
from uwlr_service.portaal.beheer.toelatingen import adressen as toelatingen

ADRESSEN = (
    Adres(
        rule="/beheer",
        endpoint="beheer",
        view=start.show,
        actie=Actie.DIENST_ZIEN,
        menu=lazy_gettext("Beheer"),
    ),
    Adres(
        rule="/beheer/partners",
        endpoint="beheer.partners",
        view=partners.show_all,
        actie=Actie.DIENST_ZIEN,
        menu=lazy_gettext("Partners"),
    ),
    Adres(
        rule="/beheer/partners/<int:partner>",
        endpoint="beheer.partner",
        view=partners.show,
        actie=Actie.DIENST_ZIEN,
    ),
    Adres(
        rule="/beheer/scholen",
        endpoint="beheer.scholen",
        view=scholen.show_all,
        actie=Actie.DIENST_ZIEN,
        menu=lazy_gettext("Scholen"),
    ),
    Adres(
        rule="/beheer/scholen/<school:code>",
        endpoint="beheer.school",
        view=scholen.show,
        actie=Actie.DIENST_ZIEN,
    ),
    Adres(
        rule="/beheer/scholen/<school:code>/uitnodigen",
        endpoint="beheer.school.uitnodigen",
        view=scholen.invite,
        actie=Actie.GEBRUIKERS,
        methods=("POST",),
    ),
    Adres(
        rule="/beheer/nachten",
        endpoint="beheer.nachten",
        view=nachten.show_all,
        actie=Actie.DIENST_ZIEN,
        menu=lazy_gettext("Nachten"),
    ),
    Adres(
        rule="/beheer/nachten/<dag>",
        endpoint="beheer.nacht",
        view=nachten.show,
        actie=Actie.DIENST_ZIEN,
    ),
    Adres(
        rule="/beheer/logboek",
        endpoint="beheer.logboek",
        view=logboek.show,
        actie=Actie.LOG_ZIEN,
        menu=lazy_gettext("Logboek"),
    ),
    Adres(
        rule="/beheer/logboek/controle",
        endpoint="beheer.logboek.controle",
        view=logboek.check,
        actie=Actie.LOG_ZIEN,
        methods=("POST",),
    ),
    Adres(
        rule="/beheer/post",
        endpoint="beheer.post",
        view=post.show,
        actie=Actie.DIENST_ZIEN,
    ),
    *aanvragen.ADRESSEN,
    *toelatingen.ADRESSEN,
    Adres(
        rule="/beheer/gebruikers",
        endpoint="beheer.gebruikers",
        view=gebruikers.show,
        actie=Actie.GEBRUIKERS,
        menu=lazy_gettext("Gebruikers"),
    ),
    Adres(
        rule="/beheer/gebruikers/uitnodigen",
        endpoint="beheer.gebruikers.uitnodigen",
        view=gebruikers.invite,
        actie=Actie.GEBRUIKERS,
        methods=("GET", "POST"),
    ),
    Adres(
        rule="/beheer/gebruikers/link",
        endpoint="beheer.gebruikers.link",
        view=gebruikers.link,
        actie=Actie.GEBRUIKERS,
    ),
    Adres(
        rule="/beheer/gebruikers/<int:inlog>/herstel",
        endpoint="beheer.gebruikers.herstel",
        view=gebruikers.recover,
        actie=Actie.GEBRUIKERS,
        methods=("POST",),
    ),
    Adres(
        rule="/beheer/gebruikers/uitnodigingen/<int:uitnodiging>/intrekken",
        endpoint="beheer.gebruikers.intrekken",
        view=gebruikers.withdraw,
        actie=Actie.GEBRUIKERS,
        methods=("POST",),
    ),
    Adres(
        rule="/beheer/gebruikers/accounts/<int:account>/beeindigen",
        endpoint="beheer.gebruikers.beeindigen",
        view=gebruikers.end,
        actie=Actie.GEBRUIKERS,
        methods=("POST",),
    ),
    Adres(
        rule="/beheer/gebruikers/<int:inlog>/uitschakelen",
        endpoint="beheer.gebruikers.uitschakelen",
        view=gebruikers.disable,
        actie=Actie.GEBRUIKERS,
        methods=("POST",),
    ),
)
