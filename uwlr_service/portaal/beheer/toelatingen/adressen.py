"""The addresses by which operators take products on, and stop them."""

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.beheer.toelatingen import overal, stappen

TOELATING = "/beheer/partners/<int:partner>/toelating/<int:product>"
STAP = f"{TOELATING}/<any({','.join(stappen.STAPPEN)}):stap>"
OVERAL = f"/beheer/partners/<int:partner>/<any({','.join(overal.TITELS)}):wat>"

ADRESSEN = (
    Adres(rule=TOELATING, endpoint="beheer.toelating", view=stappen.show, actie=Actie.TOELATEN),
    Adres(
        rule=STAP,
        endpoint="beheer.toelating.stap",
        view=stappen.take,
        actie=Actie.TOELATEN,
        methods=("GET", "POST"),
    ),
    Adres(
        rule=OVERAL,
        endpoint="beheer.partner.overal",
        view=overal.take,
        actie=Actie.TOELATEN,
        methods=("GET", "POST"),
    ),
)
