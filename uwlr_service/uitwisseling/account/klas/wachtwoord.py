"""A pupil's own password is enough: no second step follows for whoever is a pupil and nothing else."""

from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.account.accounts import AccountRepository
from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.account.aanmelden import PWD, Aangemeld
from uwlr_service.uitwisseling.account.klas.beginnen import begin
from uwlr_service.uitwisseling.account.pogingen import Bezoeker


class Wachtwoordaanmelding:
    """Lets pupils in whose password was right."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enter(self, bezoeker: Bezoeker) -> Aangemeld | None:
        """Sign a pupil in whose password was right just now; None for anybody who takes a second step."""
        now = tijd.now()
        digest = bewijzen.digest(bezoeker.sessie or "")
        with self._database.write() as connection:
            sessie = SessieRepository(connection).find(digest, now)
            if sessie is None or sessie.inlog is None or sessie.handelende is not None:
                return None
            if not _is_pupil(connection, sessie.inlog):
                return None
            apparaat = bezoeker.apparaat or bewijzen.new()
            FactorRepository(connection).remember(sessie.inlog, bewijzen.digest(apparaat), now)
            return Aangemeld(begin(connection, bezoeker, sessie.inlog, PWD, now), apparaat)


def _is_pupil(connection: Transaction, inlog: int) -> bool:
    """Whether somebody has an account, and each of them is a pupil's."""
    rollen = {account.rol for account in AccountRepository(connection).of_inlog(inlog, tijd.now())}
    return rollen == {Rol.LEERLING}
