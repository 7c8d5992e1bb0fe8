"""The addresses of access, for every kind of visitor."""

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import OPENBAAR, button, form, page
from uwlr_service.paginas.toegang import aanmelden, account, activeren, bevestigen, demo, extern, uitnodiging

EIGEN = Actie.EIGEN_ACCOUNT

ADRESSEN = (
    form("/aanmelden", "aanmelden", aanmelden.show, OPENBAAR),
    form("/aanmelden/code", "aanmelden.code", aanmelden.code, OPENBAAR),
    button("/aanmelden/passkey", "aanmelden.passkey", aanmelden.passkey, OPENBAAR),
    button("/aanmelden/passkey/vraag", "aanmelden.passkey.vraag", aanmelden.ask_passkey, OPENBAAR),
    form("/aanmelden/school", "aanmelden.school", extern.choose, OPENBAAR),
    page("/aanmelden/extern/<int:provider>", "aanmelden.extern", extern.go, OPENBAAR),
    page("/aanmelden/extern/<int:provider>/terug", "aanmelden.extern.terug", extern.back, OPENBAAR),
    button("/afmelden", "afmelden", aanmelden.sign_out, OPENBAAR),
    page("/herstel", "herstel", aanmelden.recovery, OPENBAAR),
    page("/demo/<token>", "demo", demo.enter, OPENBAAR),
    page("/uitnodiging/<token>", "uitnodiging.link", uitnodiging.take, OPENBAAR),
    form("/uitnodiging", "uitnodiging", uitnodiging.show, OPENBAAR),
    form("/uitnodiging/tweede", "uitnodiging.tweede", uitnodiging.second, OPENBAAR),
    page("/uitnodiging/organisatie", "uitnodiging.organisatie", extern.accept, OPENBAAR),
    button("/uitnodiging/passkey", "uitnodiging.passkey", uitnodiging.passkey, OPENBAAR),
    button("/uitnodiging/passkey/vraag", "uitnodiging.passkey.vraag", uitnodiging.ask_passkey, OPENBAAR),
    form("/activeren", "activeren", activeren.show, OPENBAAR),
    form("/activeren/wachtwoord", "activeren.wachtwoord", activeren.password, OPENBAAR),
    button("/uitnodiging/erbij", "uitnodiging.erbij", uitnodiging.join, EIGEN),
    page("/herstelcodes", "herstelcodes", uitnodiging.recovery_codes, EIGEN),
    form("/bevestigen", "bevestigen", bevestigen.show, EIGEN),
    page("/bevestigen/organisatie", "bevestigen.organisatie", extern.confirm, EIGEN),
    button("/bevestigen/passkey", "bevestigen.passkey", bevestigen.passkey, EIGEN),
    page("/account", "account", account.show, EIGEN),
    form("/account/wachtwoord", "account.wachtwoord", account.password, EIGEN),
    form("/account/app", "account.app", account.app, EIGEN),
    button("/account/app/verwijderen", "account.app.verwijderen", account.remove_app, EIGEN),
    form("/account/passkey", "account.passkey", account.passkey, EIGEN),
    button("/account/passkey/vraag", "account.passkey.vraag", account.ask_passkey, EIGEN),
    button(
        "/account/passkey/<int:passkey>/verwijderen",
        "account.passkey.verwijderen",
        account.remove_passkey,
        EIGEN,
    ),
    page("/account/organisatie", "account.organisatie", extern.tie, EIGEN),
    button("/account/organisatie/los", "account.organisatie.los", extern.untie, EIGEN),
    button("/account/herstelcodes", "account.herstelcodes", account.recovery_codes, EIGEN),
    button("/account/sessies/<int:sessie>", "account.sessie", account.end_session, EIGEN),
    button("/account/sessies", "account.sessies", account.end_sessions, EIGEN),
)
