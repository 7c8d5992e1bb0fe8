"""How a provider of a school that was turned off stays off in a database that was put back to before it."""

from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.extern import ProviderRepository
from uwlr_service.repository.school.scholen import SchoolRepository


def turn_off_again(providers: ProviderRepository, scholen: SchoolRepository, besluit: Besluit) -> bool | None:
    """Turn it off; False if it is off or was filled in later, None without that school.

    One that was turned on again after it was off stays off as well: its school turns it on once more.
    """
    try:
        school_id = scholen.get(Schoolcode.parse(besluit.inhoud["school"]))
    except SchoolOnbekend:
        return None
    until = datetime.fromisoformat(besluit.inhoud["tot"])
    return providers.turn_off_older(school_id, until, tijd.now())
