"""How a school whose accounts were turned off has none in a database that was put back to before that."""

from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.importaccounts import ImportaccountRepository
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.scholen import SchoolRepository


def turn_again(connection: Transaction, besluit: Besluit) -> bool | None:
    """Turn them off once more, or on; False if they are, None without that school.

    Of a school that turned them on the clock opens the accounts within a day, as it follows every day.
    """
    scholen = SchoolRepository(connection)
    try:
        school_id = scholen.get(Schoolcode.parse(besluit.inhoud["school"]))
    except SchoolOnbekend:
        return None
    is_aan = scholen.accounts_since(school_id) is not None
    if is_aan is besluit.inhoud["aan"]:
        return False
    if besluit.inhoud["aan"]:
        scholen.set_accounts(school_id, besluit.moment)
    else:
        scholen.set_accounts(school_id, None)
        ImportaccountRepository(connection, school_id).close_all(besluit.moment)
    return True
