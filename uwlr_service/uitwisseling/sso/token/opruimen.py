"""Forgets what nobody can use any more: requests that waited too long, tokens and grants."""

from datetime import datetime, timedelta

from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.schoolbewijzen import SchoolbewijsRepository
from uwlr_service.repository.sso.toekenningen import ToekenningRepository
from uwlr_service.repository.sso.tokens import TokenRepository
from uwlr_service.repository.sso.verzoeken import VerzoekRepository
from uwlr_service.uitwisseling.sso.schoolbewijs.bewezen import KEPT
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels

LOOKED_BACK = timedelta(days=1)
"""How long what is over stays, for whoever asks what went wrong yesterday."""


class Ssoopruiming:
    """What the clock does for SSO."""

    def __init__(self, database: Database, sleutels: Ssosleutels) -> None:
        self._database = database
        self._sleutels = sleutels

    def purge(self, now: datetime, before: datetime) -> int:
        """Forget what is over, and the private parts of keys that were replaced; returns how many rows.

        A grant whose code was used says what a partner was told of somebody: it stays until the end of the
        retention, ``before``.
        """
        self._sleutels.forget_replaced()
        over = now - LOOKED_BACK
        with self._database.write() as connection:
            gone = VerzoekRepository(connection).purge(over)
            gone += TokenRepository(connection).purge(over)
            gone += ToekenningRepository(connection).purge(over, before)
            gone += SchoolbewijsRepository(connection).purge(now - KEPT)
            return gone
