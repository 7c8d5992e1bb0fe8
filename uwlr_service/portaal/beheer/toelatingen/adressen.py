"""The addresses by which operators take products on, and stop them."""

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import form, page
from uwlr_service.portaal.beheer.toelatingen import overal, rapporten, stappen

TOELATING = "/beheer/partners/<int:partner>/toelating/<int:product>"
STAP = f"{TOELATING}/<any({','.join(stappen.STAPPEN)}):stap>"
OVERAL = f"/beheer/partners/<int:partner>/<any({','.join(overal.TITELS)}):wat>"

ADRESSEN = (
    page(TOELATING, "beheer.toelating", stappen.show, Actie.TOELATEN),
    form(
        f"{TOELATING}/rapport",
        "beheer.toelating.rapport",
        rapporten.take,
        Actie.TOELATEN,
        limit=rapporten.LARGEST,
    ),
    form(STAP, "beheer.toelating.stap", stappen.take, Actie.TOELATEN),
    form(OVERAL, "beheer.partner.overal", overal.take, Actie.TOELATEN),
)
