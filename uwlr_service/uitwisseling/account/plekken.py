"""Where a person has accounts, for whom there is more than one place: names, and what waits at each."""

from dataclasses import dataclass

from uwlr_service.domain.account.handelende import Account, Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.repository.account.plekken import Gevonden, PlekRepository
from uwlr_service.repository.database import Database

NOTHING = Gevonden(None, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plek:
    """An account of a person, and the name of the place; None for the service, and where nobody gave one.

    ``wachten`` counts proposals that a school has to decide about, or schools whose data a partner has to
    destroy.
    """

    account: Account
    naam: str | None
    wachten: int


class Plekken:
    """Shows people where they can go; two statements, however many places there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_person(self, *, door: Handelende) -> list[Plek]:
        """The places of a person, each once, in the order of their accounts."""
        schools = {account.school for account in door.accounts if account.school is not None}
        partners = {account.koppelpartner for account in door.accounts if account.koppelpartner is not None}
        with self._database.read() as connection:
            repository = PlekRepository(connection)
            scholen = repository.scholen(schools) if schools else {}
            companies = repository.partners(partners) if partners else {}
        plekken: dict[object, Plek] = {}
        for account in door.accounts:
            place = account.school or account.koppelpartner
            gevonden = NOTHING
            if account.school is not None:
                gevonden = scholen.get(str(account.school), NOTHING)
            elif account.koppelpartner is not None:
                gevonden = companies.get(account.koppelpartner, NOTHING)
            wachten = gevonden.wachten
            if account.school is not None and not door.may(Actie.BESLUITEN, school=account.school):
                wachten = 0
            plekken.setdefault(place, Plek(account=account, naam=gevonden.naam, wachten=wachten))
        return list(plekken.values())
