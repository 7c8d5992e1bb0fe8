"""The addresses of a partner."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.partner import (
    aanvragen,
    koppeling,
    proeftuin,
    sleutels,
    start,
    verkeer,
    verwijderen,
    voorstellen,
    webhook,
)

PARTNER = "/partners/<int:koppelpartner>"
KOPPELING = f"{PARTNER}/koppelingen/<int:koppeling>"
FORM = ("GET", "POST")
BUTTON = ("POST",)
LARGE = 512 * 1024
"""Bytes of a proposal: the words of a partner about each of some 200 fields."""

ADRESSEN = (
    Adres(
        rule=PARTNER,
        endpoint="partner",
        view=start.show,
        actie=Actie.PARTNER_ZIEN,
        menu=lazy_gettext("Koppelingen"),
    ),
    Adres(
        rule=KOPPELING,
        endpoint="partner.koppeling",
        view=koppeling.show,
        actie=Actie.PARTNER_ZIEN,
    ),
    Adres(
        rule=f"{KOPPELING}/verkeer",
        endpoint="partner.verkeer",
        view=verkeer.show,
        actie=Actie.PARTNER_ZIEN,
    ),
    Adres(
        rule=f"{KOPPELING}/uitbreiden",
        endpoint="partner.uitbreiden",
        view=voorstellen.ask,
        actie=Actie.VOORSTELLEN,
        methods=FORM,
        limit=LARGE,
    ),
    Adres(
        rule=f"{KOPPELING}/terugnemen",
        endpoint="partner.terugnemen",
        view=voorstellen.take_back,
        actie=Actie.VOORSTELLEN,
        methods=BUTTON,
    ),
    Adres(
        rule=f"{KOPPELING}/sleutel",
        endpoint="partner.sleutel",
        view=sleutels.rotate,
        actie=Actie.SLEUTELS,
        methods=FORM,
    ),
    Adres(
        rule=f"{KOPPELING}/identiteit",
        endpoint="partner.identiteit",
        view=sleutels.register,
        actie=Actie.SLEUTELS,
        methods=FORM,
    ),
    Adres(
        rule=f"{KOPPELING}/identiteit/verwijderen",
        endpoint="partner.identiteit-weg",
        view=sleutels.remove,
        actie=Actie.SLEUTELS,
        methods=BUTTON,
    ),
    Adres(
        rule=f"{KOPPELING}/webhook",
        endpoint="partner.webhook",
        view=webhook.change,
        actie=Actie.SLEUTELS,
        methods=FORM,
    ),
    Adres(
        rule=f"{KOPPELING}/webhook/uit",
        endpoint="partner.webhook-uit",
        view=webhook.off,
        actie=Actie.SLEUTELS,
        methods=BUTTON,
    ),
    Adres(
        rule=f"{KOPPELING}/webhook/proef",
        endpoint="partner.webhook-proef",
        view=webhook.test,
        actie=Actie.SLEUTELS,
        methods=BUTTON,
    ),
    Adres(
        rule=f"{PARTNER}/sandbox",
        endpoint="partner.proeftuin",
        view=proeftuin.show,
        actie=Actie.PARTNER_ZIEN,
        menu=lazy_gettext("Proeftuin"),
    ),
    Adres(
        rule=f"{PARTNER}/sandbox/meedoen",
        endpoint="partner.proeftuin-meedoen",
        view=proeftuin.join,
        actie=Actie.VOORSTELLEN,
        methods=BUTTON,
    ),
    Adres(
        rule=f"{PARTNER}/sandbox/volledig",
        endpoint="partner.proeftuin-volledig",
        view=proeftuin.ask_volledig,
        actie=Actie.PARTNER_ZIEN,
        methods=BUTTON,
    ),
    Adres(
        rule=f"{PARTNER}/verwijderen",
        endpoint="partner.verwijderen",
        view=verwijderen.show,
        actie=Actie.VERWIJDERING,
        menu=lazy_gettext("Vernietigen"),
    ),
    Adres(
        rule=f"{PARTNER}/verwijderen/bevestigen",
        endpoint="partner.verwijderen-bevestigen",
        view=verwijderen.confirm,
        actie=Actie.VERWIJDERING,
        methods=BUTTON,
    ),
    Adres(
        rule=f"{PARTNER}/aanvragen",
        endpoint="partner.aanvragen",
        view=aanvragen.show,
        actie=Actie.AANVRAGEN,
        menu=lazy_gettext("Aanvragen"),
    ),
    Adres(
        rule=f"{PARTNER}/aanvragen",
        endpoint="partner.aanvragen.beginnen",
        view=aanvragen.begin,
        actie=Actie.AANVRAGEN,
        methods=BUTTON,
    ),
)
