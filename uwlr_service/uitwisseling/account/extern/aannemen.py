"""Somebody ties an account at the provider of their school by a sheet or a link that works once.

It takes the place of choosing a password: nothing of before proves who they are any more.
"""

from datetime import datetime

from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.schoolprovider import MFA, Schoolprovider
from uwlr_service.domain.account.uitnodiging import Uitnodiging, Uitnodigingsoort
from uwlr_service.domain.fouten import UitnodigingOngeldig
from uwlr_service.domain.fouten.extern import ExternMislukt
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.extern import ExternRepository, ProviderRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account import activeren, vermelden
from uwlr_service.uitwisseling.account.extern.koppelen import TAKEN
from uwlr_service.uitwisseling.account.intrekken import Ingetrokken
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

BY_ONCE = frozenset({Uitnodigingsoort.BLAD, Uitnodigingsoort.HERSTEL})
"""What leads somebody in who is known here already."""
WITHOUT_PASSWORD = frozenset({Rol.LEERKRACHT, Rol.SCHOOLLEZER})
"""Who can do without proofs of their own: a schoolbeheerder decides, which takes a fresh one."""
ONE_FACTOR = "Uw organisatie noemt geen tweede stap. Kies daarom hier een wachtwoord en een tweede stap."


def provider_of(connection: Transaction, uitnodiging: Uitnodiging, now: datetime) -> Schoolprovider | None:
    """The provider by which whoever holds an invitation can come in from now on; None where they cannot."""
    if uitnodiging.inlog is None or uitnodiging.soort not in BY_ONCE:
        return None
    accounts = AccountRepository(connection).of_inlog(uitnodiging.inlog, now)
    schools = {account.school for account in accounts}
    code = next(iter(schools), None)
    if len(schools) != 1 or code is None or any(account.rol not in WITHOUT_PASSWORD for account in accounts):
        return None
    provider = ProviderRepository(connection).of_school(SchoolRepository(connection).get(code))
    return provider if provider is not None and provider.is_aan else None


def invited(
    connection: Transaction, bezoeker: Bezoeker, now: datetime
) -> tuple[int | None, Schoolprovider | None]:
    """The number of the invitation in a browser, and the provider by which it can be accepted."""
    try:
        _, uitnodiging = activeren.invitation_in(connection, bezoeker, now)
    except UitnodigingOngeldig:
        return None, None
    return uitnodiging.id, provider_of(connection, uitnodiging, now)


def accept(
    connection: Transaction,
    bezoeker: Bezoeker,
    uitnodiging_id: int,
    provider: Schoolprovider,
    subject: str,
    amr: tuple[str, ...],
    now: datetime,
) -> tuple[Inlog, Ingetrokken]:
    """Tie an account to whom the invitation of this browser is for, and use it up.

    Returns them, with what proves nothing any more. Raises ExternMislukt.
    """
    try:
        _, uitnodiging = activeren.invitation_in(connection, bezoeker, now)
        expected = provider_of(connection, uitnodiging, now)
        # Somebody else may have typed what is on their sheet in this browser since.
        if uitnodiging.id != uitnodiging_id or expected is None or expected.id != provider.id:
            raise ExternMislukt("other_invitation")
        if MFA not in amr:
            raise ExternMislukt("one_factor", ONE_FACTOR)
        activeren.use(connection, uitnodiging, now)
    except UitnodigingOngeldig as error:
        raise ExternMislukt("no_invitation", error.tekst) from error
    inlog, gone = activeren.person_of(connection, uitnodiging, now)
    if not ExternRepository(connection).tie(inlog.id, provider.issuer, subject, now):
        raise ExternMislukt("taken", TAKEN)
    door = vermelden.person(connection, inlog, now)
    vermelden.log_decision(connection, "uitnodiging-aangenomen", door, uitnodiging=uitnodiging.id)
    vermelden.log_decision(connection, "extern-gekoppeld", door)
    if gone:
        vermelden.tell_changed_factor(connection, inlog)
    return inlog, gone
