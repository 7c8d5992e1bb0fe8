"""The addresses for everybody who is signed in."""

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.eigen import berichten

ADRESSEN = (
    Adres(rule="/berichten", endpoint="berichten", view=berichten.show, actie=Actie.EIGEN_ACCOUNT),
    Adres(
        rule="/berichten/gelezen",
        endpoint="berichten.gelezen",
        view=berichten.mark_read,
        actie=Actie.EIGEN_ACCOUNT,
        methods=("POST",),
    ),
    Adres(
        rule="/berichten/post",
        endpoint="berichten.post",
        view=berichten.choose_mail,
        actie=Actie.EIGEN_ACCOUNT,
        methods=("POST",),
    ),
)
