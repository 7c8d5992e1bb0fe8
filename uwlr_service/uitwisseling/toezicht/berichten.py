"""Tells people what happened that concerns them."""

from uwlr_service.domain.toezicht.bericht import Bericht
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.toezicht.berichten import BerichtRepository


def tell(connection: Transaction, *berichten: Bericht) -> None:
    """Tell people something, in the transaction that makes it so; mail follows later."""
    BerichtRepository(connection).add(berichten)
