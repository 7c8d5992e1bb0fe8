"""Somebody proves anew who they are at the provider of their school, before something that counts.

For who has no second step here: without this they needed a sheet of an administrator for each such thing. For
everybody else the provider of a school opens no more than it did: they prove themselves here.
"""

from collections.abc import Iterable
from datetime import datetime

from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.handelende import Account
from uwlr_service.domain.account.schoolprovider import MFA, Schoolprovider
from uwlr_service.domain.fouten.extern import ExternMislukt
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.uitwisseling.account import bewijzen, vermelden
from uwlr_service.uitwisseling.account.extern.aannemen import WITHOUT_PASSWORD
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import renew

SOMEBODY_ELSE = "Dat was een ander account van uw organisatie. Log daar in met uw eigen account."
ONE_FACTOR = "Uw organisatie noemt geen tweede stap. Vraag een beheerder van uw school om een blad."


def is_possible(
    connection: Transaction, inlog: int, accounts: Iterable[Account], provider: Schoolprovider
) -> bool:
    """Whether somebody proves themselves at this provider, having tied an account there and nothing here."""
    if any(account.rol not in WITHOUT_PASSWORD for account in accounts):
        return False
    if FactorRepository(connection).of_inlog(inlog).has_second:
        return False
    tied = ExternRepository(connection).of_inlog(inlog)
    return any(gekoppeld.issuer == provider.issuer for gekoppeld in tied)


def confirm(
    connection: Transaction,
    bezoeker: Bezoeker,
    provider: Schoolprovider,
    inlog: Inlog,
    begun_by: int,
    amr: tuple[str, ...],
    now: datetime,
) -> str:
    """Note the proof of who began this, and is signed in here still; the new value of their cookie.

    ``inlog`` is who tied the account that the provider named. Raises ExternMislukt.
    """
    sessie = SessieRepository(connection).find(bewijzen.digest(bezoeker.sessie or ""), now)
    if sessie is None or sessie.handelende is None or sessie.inlog != begun_by:
        raise ExternMislukt("other_session")
    if inlog.id != begun_by:
        raise ExternMislukt("other_person", SOMEBODY_ELSE)
    if not is_possible(connection, inlog.id, sessie.handelende.accounts, provider):
        raise ExternMislukt("own_factor")
    if MFA not in amr:
        raise ExternMislukt("one_factor", ONE_FACTOR)
    vermelden.log_access(connection, "opnieuw-bevestigd", vermelden.person(connection, inlog, now))
    return renew(SessieRepository(connection), bezoeker.sessie, now, bewezen=now, amr=amr, fouten=0)
