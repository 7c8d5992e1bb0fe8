"""What the clock does about data to be destroyed: it reminds the supplier, and then the operator."""

from datetime import datetime

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.voorstel import DESTROYED_WITHIN, REMINDED_AFTER
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


class Vernietigwacht:
    """Watches over the withdrawals that no supplier confirmed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def watch(self, now: datetime, *, door: Handelende) -> int:
        """Remind suppliers after 20, 30 and 40 days, and operators at the last; returns how many.

        Each in a transaction of its own, so that one that fails does not hold up the others. Raises
        NietToegestaan for a person.
        """
        door.require_no_person()
        with self._database.read() as connection:
            due = IntrekkingRepository(connection).to_remind(now)
        return sum(self._remind(*place, days, door) for place, days in due.items())

    def _remind(self, koppeling_id: int, school_id: int, days: int, door: Handelende) -> bool:
        with self._database.write() as connection:
            intrekkingen = IntrekkingRepository(connection)
            verandering = Verandering.begin(connection, koppeling_id, door)
            deelname = verandering.deelnames.of_number(koppeling_id, school_id)
            if deelname is None or not intrekkingen.remind(koppeling_id, school_id, days):
                return False
            until = datum.shown(tijd.today(deelname.sinds) + DESTROYED_WITHIN)
            verandering.log("vernietigen-herinnerd", [deelname], dagen=days)
            verandering.tell_partner(Berichtsoort.VERWIJDEREN_HERINNERING, [deelname], datum=until)
            if days == REMINDED_AFTER[-1]:
                partner = verandering.aanbieder.partner
                verandering.tell_operators(
                    Berichtsoort.VERWIJDEREN_TE_LAAT, [deelname], datum=until, partner=partner
                )
        return True
