"""The device on which a pupil signed in by a password is known from then on, as everybody's is."""

from uwlr_service.domain import tijd
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.aanmelden import Aangemeld
from uwlr_service.uitwisseling.account.pogingen import Bezoeker


class Wachtwoordapparaten:
    """Knows the devices of pupils: guesses from elsewhere then never keep them out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, bezoeker: Bezoeker) -> Aangemeld | None:
        """Know the device of somebody whom the first step signed in; None for who takes a second one."""
        now = tijd.now()
        token = bezoeker.sessie or ""
        with self._database.write() as connection:
            sessie = SessieRepository(connection).find(bewijzen.digest(token), now)
            if sessie is None or sessie.handelende is None or sessie.inlog is None:
                return None
            apparaat = bezoeker.apparaat or bewijzen.new()
            FactorRepository(connection).remember(sessie.inlog, bewijzen.digest(apparaat), now)
        return Aangemeld(token, apparaat)
