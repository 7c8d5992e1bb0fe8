"""How badges that were voided stay void in a database that was put back to before that."""

from datetime import datetime

from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import Besluit
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.klas.middelen import MiddelRepository
from uwlr_service.repository.school.scholen import SchoolRepository


def void_again(middelen: MiddelRepository, scholen: SchoolRepository, besluit: Besluit) -> bool | None:
    """Void the badges that were there then; False if none of them works, None without that school.

    A number of an account may be another pupil's now; their badge is of later, and works on.
    """
    try:
        school_id = scholen.get(Schoolcode.parse(besluit.inhoud["school"]))
    except SchoolOnbekend:
        return None
    until = datetime.fromisoformat(besluit.inhoud["tot"])
    return middelen.void_badges_of(school_id, besluit.inhoud["accounts"], until, besluit.moment) > 0
