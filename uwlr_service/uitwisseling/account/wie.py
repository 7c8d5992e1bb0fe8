"""People whom an operator looks after: not those that only imports know, who are for their school."""

from uwlr_service.domain.account.gebruiker import Inlog
from uwlr_service.domain.fouten import GebruikerOnbekend
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.database import Transaction


def managed(connection: Transaction, inlog_id: int) -> Inlog:
    """Somebody by their number. Raises GebruikerOnbekend, also for a leerkracht or leerling of an import."""
    if AccountRepository(connection).is_only_imported(inlog_id):
        raise GebruikerOnbekend
    return InlogRepository(connection).get(inlog_id)
