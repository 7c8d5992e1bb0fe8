"""Who may come in by the provider of a school: who tied an account, and has roles at that school alone."""

from collections.abc import Iterable

from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.schoolprovider import Schoolprovider
from uwlr_service.domain.fouten import GebruikerOnbekend
from uwlr_service.domain.fouten.extern import ExternMislukt
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.extern import ExternRepository, ProviderRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.database import Transaction

NOT_TIED = (
    "Dit account is hier nog niet gekoppeld. Log in met uw wachtwoord, en koppel het bij 'Mijn account'."
    " Hebt u geen wachtwoord, vraag dan een beheerder van uw school om een blad."
)
ELSEWHERE = (
    "U hebt ook een rol buiten deze school. Log daarom in met uw eigen wachtwoord, of met een passkey."
)


def open_provider(connection: Transaction, provider_id: int) -> Schoolprovider:
    """A provider that is on. Raises ExternMislukt."""
    provider = ProviderRepository(connection).get(provider_id)
    if provider is None or not provider.is_aan:
        raise ExternMislukt("off")
    return provider


def owner_of(connection: Transaction, provider: Schoolprovider, subject: str) -> Inlog:
    """Who tied this account. Raises ExternMislukt; never looked for by a mail address."""
    number = ExternRepository(connection).owner(provider.issuer, subject)
    if number is None:
        raise ExternMislukt("not_tied", NOT_TIED)
    try:
        inlog = InlogRepository(connection).get(number)
    except GebruikerOnbekend as error:
        raise ExternMislukt("not_tied", NOT_TIED) from error
    if inlog.uitgeschakeld is not None or inlog.is_demo:
        raise ExternMislukt("disabled")
    return inlog


def require_within(accounts: Iterable[Account], school: Schoolcode) -> None:
    """Raise ExternMislukt unless all roles are at this school: its provider must not open another place."""
    given = list(accounts)
    if not given:
        raise ExternMislukt("no_account")
    if any(account.school != school or account.rol is Rol.LEERLING for account in given):
        raise ExternMislukt("elsewhere", ELSEWHERE)
