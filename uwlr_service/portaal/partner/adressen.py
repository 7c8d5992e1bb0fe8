"""The addresses of a partner."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.paginas.gebruikers.adressen import users_at
from uwlr_service.portaal.partner import (
    aanvragen,
    gebruikers,
    keuring,
    koppeling,
    proeftuin,
    sleutels,
    start,
    toepassing,
    verkeer,
    verwijderen,
    voorstellen,
    webhook,
)

PARTNER = "/partners/<int:koppelpartner>"
KOPPELING = f"{PARTNER}/koppelingen/<int:koppeling>"
KEURING = f"{PARTNER}/sandbox/<int:product>/keuring"
LARGE = 512 * 1024
"""Bytes of a proposal: the words of a partner about each of some 200 fields."""

ADRESSEN = (
    page(PARTNER, "partner", start.show, Actie.PARTNER_ZIEN, menu=lazy_gettext("Koppelingen")),
    page(KOPPELING, "partner.koppeling", koppeling.show, Actie.PARTNER_ZIEN),
    page(f"{KOPPELING}/verkeer", "partner.verkeer", verkeer.show, Actie.PARTNER_ZIEN),
    form(f"{KOPPELING}/uitbreiden", "partner.uitbreiden", voorstellen.ask, Actie.VOORSTELLEN, limit=LARGE),
    button(f"{KOPPELING}/terugnemen", "partner.terugnemen", voorstellen.take_back, Actie.VOORSTELLEN),
    form(f"{KOPPELING}/sleutel", "partner.sleutel", sleutels.rotate, Actie.SLEUTELS),
    page(f"{KOPPELING}/sleutel/nieuw", "partner.sleutel-nieuw", sleutels.show, Actie.SLEUTELS),
    form(f"{KOPPELING}/identiteit", "partner.identiteit", sleutels.register, Actie.SLEUTELS),
    button(f"{KOPPELING}/identiteit/verwijderen", "partner.identiteit-weg", sleutels.remove, Actie.SLEUTELS),
    form(f"{KOPPELING}/webhook", "partner.webhook", webhook.change, Actie.SLEUTELS),
    button(f"{KOPPELING}/webhook/uit", "partner.webhook-uit", webhook.off, Actie.SLEUTELS),
    button(f"{KOPPELING}/webhook/proef", "partner.webhook-proef", webhook.test, Actie.SLEUTELS),
    page(f"{KOPPELING}/toepassing", "partner.toepassing", toepassing.show, Actie.SLEUTELS),
    form(
        f"{KOPPELING}/toepassing/instellingen",
        "partner.toepassing-instellen",
        toepassing.choose,
        Actie.SLEUTELS,
        limit=LARGE,
    ),
    form(f"{KOPPELING}/toepassing/geheim", "partner.toepassing-geheim", toepassing.rotate, Actie.SLEUTELS),
    page(
        f"{KOPPELING}/toepassing/geheim/nieuw",
        "partner.toepassing-geheim-nieuw",
        toepassing.show_secret,
        Actie.SLEUTELS,
    ),
    form(f"{KOPPELING}/toepassing/beeindigen", "partner.toepassing-einde", toepassing.end, Actie.SLEUTELS),
    page(
        f"{PARTNER}/sandbox",
        "partner.proeftuin",
        proeftuin.show,
        Actie.PARTNER_ZIEN,
        menu=lazy_gettext("Proeftuin"),
    ),
    button(f"{PARTNER}/sandbox/meedoen", "partner.proeftuin-meedoen", proeftuin.join, Actie.VOORSTELLEN),
    button(
        f"{PARTNER}/sandbox/allemaal", "partner.proeftuin-allemaal", proeftuin.join_all, Actie.VOORSTELLEN
    ),
    button(f"{PARTNER}/sandbox/opnieuw", "partner.proeftuin-opnieuw", proeftuin.restart, Actie.VOORSTELLEN),
    button(f"{PARTNER}/sandbox/maken", "partner.proeftuin-maken", proeftuin.make, Actie.VOORSTELLEN),
    button(f"{PARTNER}/sandbox/dag", "partner.proeftuin-dag", proeftuin.next_day, Actie.VOORSTELLEN),
    button(
        f"{PARTNER}/sandbox/volledig",
        "partner.proeftuin-volledig",
        proeftuin.ask_volledig,
        Actie.PARTNER_ZIEN,
    ),
    form(KEURING, "partner.keuring", keuring.lead, Actie.VOORSTELLEN),
    form(f"{KEURING}/begin", "partner.keuring-begin", keuring.begin, Actie.VOORSTELLEN),
    button(f"{KEURING}/rapport", "partner.keuring-rapport", keuring.report, Actie.VOORSTELLEN),
    page(
        f"{PARTNER}/verwijderen",
        "partner.verwijderen",
        verwijderen.show,
        Actie.VERWIJDERING,
        menu=lazy_gettext("Vernietigen"),
    ),
    button(
        f"{PARTNER}/verwijderen/bevestigen",
        "partner.verwijderen-bevestigen",
        verwijderen.confirm,
        Actie.VERWIJDERING,
    ),
    page(
        f"{PARTNER}/aanvragen",
        "partner.aanvragen",
        aanvragen.show,
        Actie.AANVRAGEN,
        menu=lazy_gettext("Aanvragen"),
    ),
    button(f"{PARTNER}/aanvragen", "partner.aanvragen.beginnen", aanvragen.begin, Actie.AANVRAGEN),
    *users_at(
        f"{PARTNER}/gebruikers",
        "partner.gebruikers",
        gebruikers.kring,
        Actie.PARTNERGEBRUIKERS,
        lazy_gettext("Gebruikers"),
    ),
)
