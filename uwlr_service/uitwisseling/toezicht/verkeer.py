"""Shows partners and operators the calls of the last days, and logs those of a day that gave nothing."""

from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import KoppelingOnbekend
from uwlr_service.domain.toezicht.verkeer import KEPT, NO_SCHOOL, Oproep, Verkeersregel
from uwlr_service.repository.database import Database
from uwlr_service.repository.toezicht.logboek import LogRepository
from uwlr_service.repository.toezicht.verkeer import VerkeerRepository
from uwlr_service.repository.toezicht.verkeersdagen import VerkeersdagRepository
from uwlr_service.uitwisseling.toezicht.verkeersteller import line

MOST_SHOWN = 200
AT_ONCE = 500
"""Lines that one seal covers: whoever decides something meanwhile waits for it."""


class Verkeer:
    """The calls over links; nothing of what was in them is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_koppeling(
        self,
        koppeling_id: int,
        *,
        since: timedelta = KEPT,
        faults_only: bool = False,
        door: Handelende,
    ) -> list[Verkeersregel]:
        """The calls over a link, the newest first; for its partner and for operators.

        Raises NietToegestaan, KoppelingOnbekend.
        """
        with self._database.read() as connection:
            repository = VerkeerRepository(connection)
            partners = repository.partners([koppeling_id])
            if not door.may(Actie.DIENST_ZIEN):
                # Of a link that is not there: the same words as of one of somebody else.
                door.require(Actie.PARTNER_ZIEN, koppelpartner=partners.get(koppeling_id) or 0)
            if koppeling_id not in partners:
                raise KoppelingOnbekend(f"Koppeling {koppeling_id} is er niet.")
            return repository.of_koppelingen(
                [koppeling_id], tijd.now() - since, faults_only=faults_only, most=MOST_SHOWN
            )

    def outcomes(self, since: timedelta, *, door: Handelende) -> dict[int, dict[str, int]]:
        """Per link how often each outcome came; for operators."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return VerkeerRepository(connection).outcomes(tijd.now() - since)

    def log_past_days(self, now: datetime) -> int:
        """Write a line in the log for the calls of each kind that gave nothing on a day that is over.

        What was written is no longer counted, in one transaction: killed halfway, or done by two workers at
        once, no call gets two lines or none. Counts that come after it get a line of their own the next
        time. Returns how many lines.
        """
        lines = 0
        while more := self._log(now):
            lines += more
        return lines

    def _log(self, now: datetime) -> int:
        with self._database.write() as connection:
            taken = VerkeersdagRepository(connection).take(tijd.today(now), AT_ONCE)
            if not taken:
                return 0
            partners = VerkeerRepository(connection).partners({sleutel.koppeling_id for sleutel in taken})
            LogRepository(connection).append(
                line(
                    Oproep(sleutel.koppeling_id, "", sleutel.operatie, sleutel.uitkomst),
                    telling,
                    school=None if sleutel.school_id == NO_SCHOOL else sleutel.school_id,
                    partner=partners.get(sleutel.koppeling_id),
                )
                for sleutel, telling in taken.items()
            )
        return len(taken)

    def purge(self) -> int:
        """Forget what is older than partners see; returns how many rows."""
        with self._database.write() as connection:
            return VerkeerRepository(connection).purge(tijd.now() - KEPT)
