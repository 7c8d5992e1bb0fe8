"""The addresses of access, for every kind of visitor."""

from collections.abc import Callable
from typing import Any

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import OPENBAAR, Adres, Toegang
from uwlr_service.paginas.toegang import aanmelden, account, bevestigen, demo, uitnodiging

View = Callable[..., Any]
FORM = ("GET", "POST")
POST = ("POST",)
EIGEN = Actie.EIGEN_ACCOUNT


def _adres(rule: str, endpoint: str, view: View, actie: Actie | Toegang, methods: tuple[str, ...]) -> Adres:
    return Adres(rule=rule, endpoint=endpoint, view=view, actie=actie, methods=methods)


ADRESSEN = (
    _adres("/aanmelden", "aanmelden", aanmelden.show, OPENBAAR, FORM),
    _adres("/aanmelden/code", "aanmelden.code", aanmelden.code, OPENBAAR, FORM),
    _adres("/aanmelden/passkey", "aanmelden.passkey", aanmelden.passkey, OPENBAAR, POST),
    _adres("/aanmelden/passkey/vraag", "aanmelden.passkey.vraag", aanmelden.ask_passkey, OPENBAAR, POST),
    _adres("/afmelden", "afmelden", aanmelden.sign_out, OPENBAAR, POST),
    _adres("/herstel", "herstel", aanmelden.recovery, OPENBAAR, ("GET",)),
    _adres("/demo/<token>", "demo", demo.enter, OPENBAAR, ("GET",)),
    _adres("/uitnodiging/<token>", "uitnodiging.link", uitnodiging.take, OPENBAAR, ("GET",)),
    _adres("/uitnodiging", "uitnodiging", uitnodiging.show, OPENBAAR, FORM),
    _adres("/uitnodiging/tweede", "uitnodiging.tweede", uitnodiging.second, OPENBAAR, FORM),
    _adres("/uitnodiging/passkey", "uitnodiging.passkey", uitnodiging.passkey, OPENBAAR, POST),
    _adres(
        "/uitnodiging/passkey/vraag", "uitnodiging.passkey.vraag", uitnodiging.ask_passkey, OPENBAAR, POST
    ),
    _adres("/uitnodiging/erbij", "uitnodiging.erbij", uitnodiging.join, EIGEN, POST),
    _adres("/herstelcodes", "herstelcodes", uitnodiging.recovery_codes, EIGEN, ("GET",)),
    _adres("/bevestigen", "bevestigen", bevestigen.show, EIGEN, FORM),
    _adres("/bevestigen/passkey", "bevestigen.passkey", bevestigen.passkey, EIGEN, POST),
    _adres("/account", "account", account.show, EIGEN, ("GET",)),
    _adres("/account/wachtwoord", "account.wachtwoord", account.password, EIGEN, FORM),
    _adres("/account/app", "account.app", account.app, EIGEN, FORM),
    _adres("/account/app/verwijderen", "account.app.verwijderen", account.remove_app, EIGEN, POST),
    _adres("/account/passkey", "account.passkey", account.passkey, EIGEN, FORM),
    _adres("/account/passkey/vraag", "account.passkey.vraag", account.ask_passkey, EIGEN, POST),
    _adres(
        "/account/passkey/<int:passkey>/verwijderen",
        "account.passkey.verwijderen",
        account.remove_passkey,
        EIGEN,
        POST,
    ),
    _adres("/account/herstelcodes", "account.herstelcodes", account.recovery_codes, EIGEN, POST),
    _adres("/account/sessies/<int:sessie>", "account.sessie", account.end_session, EIGEN, POST),
    _adres("/account/sessies", "account.sessies", account.end_sessions, EIGEN, POST),
)
