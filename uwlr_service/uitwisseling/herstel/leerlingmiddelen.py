"""How badges and pictures that work no more do not work in a database that was put back to before that."""

from datetime import datetime

from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.koppeling.besluit import Besluit, Besluitsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.klas.middelen import MiddelRepository
from uwlr_service.repository.school.scholen import SchoolRepository

OF_PUPILS = {Besluitsoort.BADGES: Middelsoort.BADGE, Besluitsoort.PLAATJES: Middelsoort.PLAATJES}
"""The kinds that are about what pupils sign in by, with what it was."""


def void_again(middelen: MiddelRepository, scholen: SchoolRepository, besluit: Besluit) -> bool | None:
    """Void what was there then; False if none of it works, None without that school.

    A number of an account may be another pupil's now; what they have is of later, and works on.
    """
    try:
        school_id = scholen.get(Schoolcode.parse(besluit.inhoud["school"]))
    except SchoolOnbekend:
        return None
    until = datetime.fromisoformat(besluit.inhoud["tot"])
    soort = OF_PUPILS[besluit.soort]
    return middelen.void_until(soort, school_id, besluit.inhoud["accounts"], until, besluit.moment) > 0
