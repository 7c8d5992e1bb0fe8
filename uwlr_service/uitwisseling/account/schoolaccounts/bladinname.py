"""Somebody types the sign-in name and the code of their sheet, and goes on as whoever opened an invitation.

Attempts are counted and slowed down as those to sign in are, in the same counts.
"""

from uwlr_service.domain import tijd
from uwlr_service.domain.account import inlognaam as inlognamen
from uwlr_service.domain.account.uitnodiging import Uitnodiging, Uitnodigingsoort
from uwlr_service.domain.fouten import CodeOngeldig
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.uitwisseling.account import vermelden
from uwlr_service.uitwisseling.account.pogingen import Bezoeker, Pogingen
from uwlr_service.uitwisseling.account.schoolaccounts.bladhash import Bladhash
from uwlr_service.uitwisseling.account.sessies import renew


class Bladinname:
    """Takes codes of sheets."""

    def __init__(self, database: Database, hashes: Bladhash, pogingen: Pogingen) -> None:
        self._database = database
        self._hashes = hashes
        self._pogingen = pogingen

    def take(self, bezoeker: Bezoeker, inlognaam: str, code: str) -> str:
        """Trade a code for a session that holds the invitation; returns the new value of its cookie.

        It is used up at the end, with the password. Raises CodeOngeldig, in the same words and after the same
        work for a wrong code, one that is too old, a name that nobody has, and an attempt that came too soon.
        """
        naam = inlognamen.fold(inlognaam)[: inlognamen.LONGEST]
        now = tijd.now()
        with self._database.write() as connection:
            inlog = InlogRepository(connection).by_name(naam)
            poging = self._pogingen.begin(connection, bezoeker, naam, inlog, now)
            uitnodiging = self._sheet(connection, 0 if inlog is None else inlog.id, code)
            is_right = uitnodiging is not None and uitnodiging.holds(now)
            if uitnodiging is not None and is_right and not poging.is_held:
                self._pogingen.take_back(connection, poging)
                return renew(
                    SessieRepository(connection), bezoeker.sessie, now, uitnodiging_id=uitnodiging.id
                )
            if poging.reached:
                vermelden.log_held_back(connection, inlog, poging.reached)
            if not poging.is_held:
                vermelden.log_refused(connection, inlog)
        # Outside of the transaction, for what was counted has to stay.
        raise CodeOngeldig

    def _sheet(self, connection: Transaction, inlog: int, code: str) -> Uitnodiging | None:
        """The sheet of somebody with this code, also one that works no more."""
        repository = UitnodigingRepository(connection)
        known = [repository.by_hash(digest) for digest in self._hashes.hashes(inlog, code)]
        sheets = [
            uitnodiging
            for uitnodiging in known
            if uitnodiging is not None and uitnodiging.soort is Uitnodigingsoort.BLAD
        ]
        return sheets[0] if sheets else None
