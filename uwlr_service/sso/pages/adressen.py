"""The addresses of the pages of SSO, all below ``/sso``."""

from uwlr_service.paginas.adres import OPENBAAR, VAN_BUITEN, Adres, button, form, page
from uwlr_service.paginas.klas import adressen as klas
from uwlr_service.paginas.toegang import aanmelden, extern, taalkeuze
from uwlr_service.sso.pages import afmelden, authorize, start, verder

WAITING = "<handvat>"
"""The handle of a request that waits."""

ADRESSEN = (
    page("/", "start", start.show, OPENBAAR),
    Adres(
        rule="/authorize",
        endpoint="authorize",
        view=authorize.receive,
        actie=VAN_BUITEN,
        methods=("GET", "POST"),
    ),
    page(f"/verder/{WAITING}", "verder", verder.go_on, OPENBAAR),
    form(f"/kies/{WAITING}", "kies", verder.choose, OPENBAAR),
    form(f"/melding/{WAITING}", "melding", verder.tell, OPENBAAR),
    form(f"/bewijs/{WAITING}", "bewijs", verder.prove, OPENBAAR),
    page(f"/geen-toegang/{WAITING}", "geen-toegang", verder.no_access, OPENBAAR),
    button(f"/terug/{WAITING}", "terug", verder.decline, OPENBAAR),
    Adres(
        rule="/afmelden",
        endpoint="afmelden",
        view=afmelden.receive,
        actie=VAN_BUITEN,
        methods=("GET", "POST"),
    ),
    page("/afmelden/verder", "afmelden.verder", afmelden.go_on, OPENBAAR),
    form("/afmelden/bevestigen", "afmelden.bevestigen", afmelden.confirm, OPENBAAR),
    page("/afgemeld", "afgemeld", afmelden.signed_out, OPENBAAR),
    form("/aanmelden", "aanmelden", aanmelden.show, OPENBAAR),
    form("/aanmelden/code", "aanmelden.code", aanmelden.code, OPENBAAR),
    button("/aanmelden/passkey", "aanmelden.passkey", aanmelden.passkey, OPENBAAR),
    button("/aanmelden/passkey/vraag", "aanmelden.passkey.vraag", aanmelden.ask_passkey, OPENBAAR),
    form("/aanmelden/school", "aanmelden.school", extern.choose, OPENBAAR),
    page("/aanmelden/extern/<int:provider>", "aanmelden.extern", extern.go, OPENBAAR),
    page("/herstel", "herstel", aanmelden.recovery, OPENBAAR),
    page("/taal/<code>", "taal", taalkeuze.choose, OPENBAAR),
    *klas.ADRESSEN,
)
