"""The addresses of the application form."""

from uwlr_service.paginas.adres import OP_LINK, OPENBAAR, button, form, page
from uwlr_service.portaal.publiek.aanvragen import begin, controle, koppelingen, stappen, voortgang

AANVRAAG = "/aanvragen/<int:nummer>"
STAP = f"{AANVRAAG}/<any(organisatie,product,beveiliging):deel>"
KOPPELING = f"{AANVRAAG}/koppelingen/<any('uwlr','gkv-basis','gkv-uitgebreid','sso'):soort>"

ADRESSEN = (
    page("/aanvragen", "aanvraag.begin", begin.show, OPENBAAR),
    button("/aanvragen/beginnen", "aanvraag.beginnen", begin.begin, OPENBAAR),
    button("/aanvragen/link", "aanvraag.link", begin.ask_link, OPENBAAR),
    page("/aanvragen/verder/<token>", "aanvraag.volgen", begin.follow, OPENBAAR),
    page("/aanvragen/verder", "aanvraag.verder", begin.show_link, OP_LINK),
    button("/aanvragen/verder", "aanvraag.inruilen", begin.trade, OP_LINK),
    page(AANVRAAG, "aanvraag", voortgang.show, OP_LINK),
    button(f"{AANVRAAG}/aanvullen", "aanvraag.aanvullen", voortgang.supplement, OP_LINK),
    button(f"{AANVRAAG}/mail", "aanvraag.mail", voortgang.send_link, OP_LINK),
    form(f"{AANVRAAG}/intrekken", "aanvraag.intrekken", voortgang.withdraw, OP_LINK),
    form(STAP, "aanvraag.stap", stappen.fill_in, OP_LINK),
    form(f"{AANVRAAG}/koppelingen", "aanvraag.koppelingen", koppelingen.choose_kinds, OP_LINK),
    form(KOPPELING, "aanvraag.koppeling", koppelingen.fill_in, OP_LINK, limit=koppelingen.LIMIT),
    form(f"{AANVRAAG}/controle", "aanvraag.controle", controle.send, OP_LINK),
)
