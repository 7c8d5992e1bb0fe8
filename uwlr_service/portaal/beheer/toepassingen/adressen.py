"""The addresses by which operators decide about clients of SSO."""

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.portaal.beheer.toepassingen import besluiten, toepassing

TOEPASSING = "/beheer/partners/<int:partner>/toepassing/<int:koppeling>"
KEUZE = f"{TOEPASSING}/<any({','.join(besluiten.KEUZES)}):keuze>"

ADRESSEN = (
    page(TOEPASSING, "beheer.toepassing", toepassing.show, Actie.TOELATEN),
    button(f"{TOEPASSING}/bevestigen", "beheer.toepassing.bevestigen", toepassing.confirm, Actie.TOELATEN),
    form(
        f"{TOEPASSING}/weigeren/<int:adres>",
        "beheer.toepassing.weigeren",
        toepassing.refuse,
        Actie.TOELATEN,
    ),
    form(KEUZE, "beheer.toepassing.keuze", besluiten.decide, Actie.TOELATEN),
)
