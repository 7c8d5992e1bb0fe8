"""The addresses for everybody who is signed in."""

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, page
from uwlr_service.portaal.eigen import berichten

ADRESSEN = (
    page("/berichten", "berichten", berichten.show, Actie.EIGEN_ACCOUNT),
    button("/berichten/gelezen", "berichten.gelezen", berichten.mark_read, Actie.EIGEN_ACCOUNT),
    button("/berichten/post", "berichten.post", berichten.choose_mail, Actie.EIGEN_ACCOUNT),
)
