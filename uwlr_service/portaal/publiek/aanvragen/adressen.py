"""The addresses of the application form."""

from uwlr_service.paginas.adres import OP_LINK, OPENBAAR, Adres
from uwlr_service.portaal.publiek.aanvragen import begin, controle, koppelingen, stappen, voortgang

AANVRAAG = "/aanvragen/<int:nummer>"
STAP = f"{AANVRAAG}/<any(organisatie,product,beveiliging):deel>"
KOPPELING = f"{AANVRAAG}/koppelingen/<any('uwlr','gkv-basis','gkv-uitgebreid','sso'):soort>"
POST = ("POST",)

ADRESSEN = (
    Adres(rule="/aanvragen", endpoint="aanvraag.begin", view=begin.show, actie=OPENBAAR),
    Adres(
        rule="/aanvragen/beginnen",
        endpoint="aanvraag.beginnen",
        view=begin.begin,
        actie=OPENBAAR,
        methods=POST,
    ),
    Adres(
        rule="/aanvragen/link", endpoint="aanvraag.link", view=begin.ask_link, actie=OPENBAAR, methods=POST
    ),
    Adres(
        rule="/aanvragen/verder/<token>",
        endpoint="aanvraag.volgen",
        view=begin.follow,
        actie=OPENBAAR,
    ),
    Adres(rule="/aanvragen/verder", endpoint="aanvraag.verder", view=begin.show_link, actie=OP_LINK),
    Adres(
        rule="/aanvragen/verder",
        endpoint="aanvraag.inruilen",
        view=begin.trade,
        actie=OP_LINK,
        methods=POST,
    ),
    Adres(rule=AANVRAAG, endpoint="aanvraag", view=voortgang.show, actie=OP_LINK),
    Adres(
        rule=f"{AANVRAAG}/aanvullen",
        endpoint="aanvraag.aanvullen",
        view=voortgang.supplement,
        actie=OP_LINK,
        methods=POST,
    ),
    Adres(
        rule=f"{AANVRAAG}/mail",
        endpoint="aanvraag.mail",
        view=voortgang.send_link,
        actie=OP_LINK,
        methods=POST,
    ),
    Adres(
        rule=f"{AANVRAAG}/intrekken",
        endpoint="aanvraag.intrekken",
        view=voortgang.withdraw,
        actie=OP_LINK,
        methods=("GET", "POST"),
    ),
    Adres(
        rule=STAP,
        endpoint="aanvraag.stap",
        view=stappen.fill_in,
        actie=OP_LINK,
        methods=("GET", "POST"),
    ),
    Adres(
        rule=f"{AANVRAAG}/koppelingen",
        endpoint="aanvraag.koppelingen",
        view=koppelingen.choose_kinds,
        actie=OP_LINK,
        methods=("GET", "POST"),
    ),
    Adres(
        rule=KOPPELING,
        endpoint="aanvraag.koppeling",
        view=koppelingen.fill_in,
        actie=OP_LINK,
        methods=("GET", "POST"),
        limit=koppelingen.LIMIT,
    ),
    Adres(
        rule=f"{AANVRAAG}/controle",
        endpoint="aanvraag.controle",
        view=controle.send,
        actie=OP_LINK,
        methods=("GET", "POST"),
    ),
)
