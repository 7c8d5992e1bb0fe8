"""Somebody who is signed in ties an account at the provider of their school to their own, or unties it."""

from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.account.schoolprovider import Schoolprovider
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.fouten.extern import ExternMislukt
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.uitwisseling.account import bewijzen, intrekken, vermelden
from uwlr_service.uitwisseling.account.extern.lopend import Lopend
from uwlr_service.uitwisseling.account.extern.mogen import require_within
from uwlr_service.uitwisseling.account.intrekken import Ingetrokken
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import renew

TAKEN = "Dit account van uw organisatie is hier al van iemand anders."


def tie(
    connection: Transaction, bezoeker: Bezoeker, provider: Schoolprovider, lopend: Lopend, subject: str
) -> str:
    """Tie an account, for whoever began that, and is signed in here still; the new value of their cookie.

    Raises ExternMislukt, VersBewijsNodig.
    """
    now = tijd.now()
    sessie = SessieRepository(connection).find(bewijzen.digest(bezoeker.sessie or ""), now)
    if sessie is None or sessie.handelende is None or sessie.inlog != lopend.koppelt:
        raise ExternMislukt("other_session")
    sessie.handelende.require_fresh()
    require_within(sessie.handelende.accounts, provider.school)
    inlog = InlogRepository(connection).get(sessie.inlog or 0)
    repository = ExternRepository(connection)
    before = [tied for tied in repository.of_inlog(inlog.id) if tied.issuer == provider.issuer]
    if not repository.tie(inlog.id, provider.issuer, subject, now):
        raise ExternMislukt("taken", TAKEN)
    token = changed(connection, bezoeker, inlog, "extern-gekoppeld", now)
    intrekken.record(connection, inlog, Ingetrokken(extern=tuple(before)))
    return token


def changed(connection: Transaction, bezoeker: Bezoeker, inlog: Inlog, wat: str, now: datetime) -> str:
    """What proves who somebody is has changed: their other sessions end, and they hear of it."""
    sessies = SessieRepository(connection)
    present = sessies.find(bewijzen.digest(bezoeker.sessie or ""), now)
    kept = [] if present is None else [present.id]
    sessies.end_of_inlog(inlog.id, Einde.FACTOR_GEWIJZIGD, now, kept=kept)
    token = renew(sessies, bezoeker.sessie, now)
    vermelden.log_decision(connection, wat, vermelden.person(connection, inlog, now))
    vermelden.tell_changed_factor(connection, inlog)
    return token
