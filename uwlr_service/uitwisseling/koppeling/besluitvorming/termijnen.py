"""What the clock does about proposals: they lapse, and so does a first yes without a second."""

from datetime import datetime

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.koppeling.besluitvorming.stand import Voorstelgebeurtenis
from uwlr_service.domain.koppeling.besluitvorming.termijn import Termijnen, days_before
from uwlr_service.domain.koppeling.deelname import Deelnamegebeurtenis
from uwlr_service.domain.koppeling.voorstel import Besluit
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.getoond import GetoondRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.uitwisseling.koppeling.besluitvorming.zaak import Zaak


class Termijnwacht:
    """Watches over the terms of proposals; ``termijnen`` are the operator's."""

    def __init__(self, database: Database, termijnen: Termijnen) -> None:
        self._database = database
        self._termijnen = termijnen

    def watch(self, now: datetime, *, door: Handelende) -> int:
        """Let lapse what is due at a moment, each in a transaction of its own; returns how many did.

        Raises NietToegestaan for a person.
        """
        door.require_no_person()
        with self._database.read() as connection:
            waiting = GetoondRepository(connection).waiting_since(days_before(now, self._termijnen.tweede))
            lapsing = VoorstelRepository(connection).open_before(days_before(now, self._termijnen.voorstel))
        too_late = sum(self._second_too_late(voorstel_id, door) for voorstel_id in waiting)
        return too_late + sum(self._lapse(voorstel_id, door) for voorstel_id in lapsing)

    def _second_too_late(self, voorstel_id: int, door: Handelende) -> bool:
        with self._database.write() as connection:
            zaak = Zaak.locked(connection, voorstel_id, door, Actie.BESLUITEN)
            if not zaak.can(Voorstelgebeurtenis.SECOND_TOO_LATE):  # somebody decided meanwhile
                return False
            GetoondRepository(connection).stop_waiting([voorstel_id])
            zaak.melder.waited_too_long(zaak.voorgesteld)
        return True

    def _lapse(self, voorstel_id: int, door: Handelende) -> bool:
        with self._database.write() as connection:
            zaak = Zaak.locked(connection, voorstel_id, door, Actie.BESLUITEN)
            if not zaak.can(Voorstelgebeurtenis.EXPIRE):
                return False
            voorgesteld = zaak.voorgesteld
            zaak.close(Besluit.VERVALLEN, Deelnamegebeurtenis.EXPIRE)
            zaak.melder.lapsed(voorgesteld)
        return True
