"""The addresses of the accounts of leerkrachten and leerlingen."""

from flask_babel import lazy_gettext

from uwlr_service.domain.account.rollen import Actie
from uwlr_service.paginas.adres import button, form, page
from uwlr_service.portaal.school.accounts import bladen, lijst, schakelaar

ACCOUNTS = "/scholen/<school:school>/inlogaccounts"
ACTIE = Actie.INLOGACCOUNTS

ADRESSEN = (
    form(ACCOUNTS, "school.accounts", lijst.show, ACTIE, menu=lazy_gettext("Inlogaccounts")),
    button(f"{ACCOUNTS}/aan", "school.accounts.aan", schakelaar.turn_on, ACTIE),
    form(f"{ACCOUNTS}/uit", "school.accounts.uit", schakelaar.turn_off, ACTIE),
    button(f"{ACCOUNTS}/bladen/maken", "school.accounts.klas", bladen.make_of_groep, ACTIE),
    button(f"{ACCOUNTS}/<int:account>/blad", "school.accounts.blad", bladen.make, ACTIE),
    button(f"{ACCOUNTS}/<int:account>/uitloggen", "school.accounts.uitloggen", bladen.sign_out, ACTIE),
    page(f"{ACCOUNTS}/bladen", "school.accounts.bladen", bladen.show, ACTIE),
)
