"""People lose an account or see other groups: what they were let in by ends at once."""

from collections.abc import Sequence
from datetime import datetime

from uwlr_service.domain.account.sessie import Einde
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.sso.intrekken import IntrekRepository


def break_off(
    connection: Transaction,
    *,
    inloggen: Sequence[int],
    accounts: Sequence[int],
    waarom: Einde,
    now: datetime,
) -> int:
    """End the sessions of people, and what partners were given for their accounts; returns how many sessions.

    As many statements for a whole school as for one person.
    """
    if not inloggen:
        return 0
    ended = SessieRepository(connection).end_of_inloggen(inloggen, waarom, now)
    IntrekRepository(connection).of_accounts(accounts, waarom, now)
    return ended


def withdraw_sheets(connection: Transaction, inloggen: Sequence[int], now: datetime) -> None:
    """Let no sheet or link work any more that would let these people in."""
    UitnodigingRepository(connection).withdraw_of_inloggen(inloggen, now)
