"""A school says whether its leerkrachten and leerlingen have accounts: off until it turns them on."""

from dataclasses import asdict
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.importaccount import Gevolgd
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.account.importaccounts import ImportaccountRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.school import slot as slots
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository
from uwlr_service.uitwisseling.account import vermelden
from uwlr_service.uitwisseling.account.schoolaccounts.volgen import Accountbijhouder


class Inlogaccounts:
    """Turns the accounts of a school on and off."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bijhouder = Accountbijhouder()

    def since(self, school: Schoolcode, *, door: Handelende) -> datetime | None:
        """Since when a school has accounts; None while it has none. Raises NietToegestaan, SchoolOnbekend."""
        door.require(Actie.INLOGACCOUNTS, school=school)
        with self._database.read() as connection:
            repository = SchoolRepository(connection)
            return repository.accounts_since(repository.get(school))

    def turn_on(self, school: Schoolcode, *, door: Handelende) -> Gevolgd:
        """Give everybody of this school year an account, or their own one back; how many were made.

        Imports keep them up to date from now on. Raises NietToegestaan, VersBewijsNodig, SchoolOnbekend.
        """
        door.require(Actie.INLOGACCOUNTS, school=school)
        door.require_fresh()
        with self._database.write() as connection:
            scholen = SchoolRepository(connection)
            school_id = scholen.get(school)
            slots.lock_school(connection, school_id)
            was_off = scholen.accounts_since(school_id) is None
            if was_off:
                scholen.set_accounts(school_id, tijd.now())
            gegevens = SchoolgegevensRepository(connection).present(school, Schooljaar.current())
            done = Gevolgd()
            if gegevens is not None:
                done = self._bijhouder.follow(connection, school, school_id, gegevens)
            vermelden.log_decision(connection, "inlogaccounts-aan", door, school_id=school_id, **asdict(done))
            if was_off:
                _record(connection, school, is_aan=True)
        return done

    def keep_up(self, *, door: Handelende) -> int:
        """Follow what changes by the day alone: a last day at school that passed, a school year that began.

        For the clock, once a day; a transaction for each school that has accounts. Returns how many accounts
        were made, closed or opened. Raises NietToegestaan for a person.
        """
        door.require_no_person()
        with self._database.read() as connection:
            schools = SchoolRepository(connection).with_accounts()
        return sum(self._keep_up(school, school_id, door) for school_id, school in schools.items())

    def _keep_up(self, school: Schoolcode, school_id: int, door: Handelende) -> int:
        with self._database.write() as connection:
            slots.lock_school(connection, school_id)
            # It may have been turned off since.
            since = SchoolRepository(connection).accounts_since(school_id)
            gegevens = SchoolgegevensRepository(connection).present(school, Schooljaar.current())
            if since is None or gegevens is None:
                return 0
            done = asdict(self._bijhouder.follow(connection, school, school_id, gegevens))
            changed = sum(done.values())
            if changed:
                vermelden.log_decision(
                    connection, "inlogaccounts-bijgewerkt", door, school_id=school_id, **done
                )
        return changed

    def turn_off(self, school: Schoolcode, *, door: Handelende) -> int:
        """Close every account that imports made, and make no more; returns how many were open.

        They are kept, so that whoever turns them on again gives everybody their own one back. Raises as
        ``turn_on`` does.
        """
        door.require(Actie.INLOGACCOUNTS, school=school)
        door.require_fresh()
        now = tijd.now()
        with self._database.write() as connection:
            scholen = SchoolRepository(connection)
            school_id = scholen.get(school)
            slots.lock_school(connection, school_id)
            was_on = scholen.accounts_since(school_id) is not None
            scholen.set_accounts(school_id, None)
            inloggen = ImportaccountRepository(connection, school_id).close_all(now)
            if inloggen:
                SessieRepository(connection).end_of_inloggen(inloggen, Einde.ROL_GEWIJZIGD, now)
                UitnodigingRepository(connection).withdraw_of_inloggen(inloggen, now)
            vermelden.log_decision(
                connection, "inlogaccounts-uit", door, school_id=school_id, accounts_gesloten=len(inloggen)
            )
            if was_on:
                _record(connection, school, is_aan=False)
        return len(inloggen)


def _record(connection: Transaction, school: Schoolcode, *, is_aan: bool) -> None:
    """Number it as the last thing of its transaction: a restore does not open closed accounts again."""
    inhoud = {"school": str(school), "aan": is_aan}
    BesluitRepository(connection).record_general(Besluitsoort.INLOGACCOUNTS, inhoud)
