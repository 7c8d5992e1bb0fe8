"""The place that somebody is invited to: that it is there, with its groups, and what people call it."""

from dataclasses import dataclass, replace

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import KoppelpartnerOnbekend, NietToegestaan
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.school.namen import GROEPEN, NamenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.school.benaming import keys_by_school


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitnodigplek:
    """A place with keys for its groups, the number of the row of its school, and what people call it.

    The service itself has no name here.
    """

    plaats: Plaats
    school_id: int | None = None
    naam: str = ""


def find(connection: Transaction, plaats: Plaats, door: Handelende) -> Uitnodigplek:
    """Look a place up; its groups are names or keys.

    Raises SchoolOnbekend, Geweigerd for a group that the school does not have, and for a number that no
    company has KoppelpartnerOnbekend, or NietToegestaan for whoever may not see all users.
    """
    if plaats.school is not None:
        return _at_school(connection, plaats, plaats.school)
    if plaats.koppelpartner is not None:
        koppelpartner = KoppelpartnerRepository(connection).get(plaats.koppelpartner)
        if koppelpartner is not None:
            return Uitnodigplek(plaats=plaats, naam=koppelpartner.naam)
        if door.may(Actie.GEBRUIKERS):
            raise KoppelpartnerOnbekend(f"Er is geen koppelpartner {plaats.koppelpartner}.")
        raise NietToegestaan
    return Uitnodigplek(plaats=plaats)


def _at_school(connection: Transaction, plaats: Plaats, school: Schoolcode) -> Uitnodigplek:
    scholen = SchoolRepository(connection)
    school_id = scholen.get(school)
    if plaats.groepen:
        namen = NamenRepository(connection)
        keys = keys_by_school(namen, GROEPEN, sorted(plaats.groepen), {school_id: school})
        plaats = replace(plaats, groepen=keys[school_id])
    names = scholen.names([school_id])
    return Uitnodigplek(plaats=plaats, school_id=school_id, naam=names[0] if names else str(school))
