"""Puts together what is about pupils who sign in."""

from datetime import datetime, timedelta
from functools import cached_property

from uwlr_service.repository.account.klas.apparaten import ApparaatRepository
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account.klas.badges import Badgeaanmelding
from uwlr_service.uitwisseling.account.klas.hashes import Klashashes
from uwlr_service.uitwisseling.account.klas.klasbeheer import Klasbeheer
from uwlr_service.uitwisseling.account.klas.klasscherm import Klasscherm
from uwlr_service.uitwisseling.account.klas.middelen import Middelenbeheer
from uwlr_service.uitwisseling.account.pogingen import Pogingen

KEPT = timedelta(days=30)
"""How long a device or an opening that ended is kept."""


class Klasaanmelding:
    """The use cases about pupils who sign in, each made when it is first asked for."""

    def __init__(self, database: Database, *, secret: bytes, old_secret: bytes | None) -> None:
        self._database = database
        self._hashes = Klashashes(secret, old_secret)
        self._pogingen = Pogingen(secret)

    @cached_property
    def scherm(self) -> Klasscherm:
        """What pupils see and do on a device of their class."""
        return Klasscherm(self._database, self._hashes, self._pogingen)

    @cached_property
    def badges(self) -> Badgeaanmelding:
        """Lets pupils in by their badges."""
        return Badgeaanmelding(self._database, self._pogingen)

    @cached_property
    def beheer(self) -> Klasbeheer:
        """Opens classes, enrols devices, and lets pupils go on who wait."""
        return Klasbeheer(self._database, self._hashes)

    @cached_property
    def middelen(self) -> Middelenbeheer:
        """Makes and voids what pupils sign in by."""
        return Middelenbeheer(self._database, self._hashes)

    def purge(self, now: datetime) -> int:
        """Forget the devices and openings that ended; returns how many."""
        with self._database.write() as connection:
            return ApparaatRepository(connection).purge(now - KEPT)
