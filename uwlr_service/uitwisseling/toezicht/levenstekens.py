"""Workers say that they are there, for whoever looks the installation over."""

import socket
import uuid
from dataclasses import replace
from datetime import datetime

from uwlr_service.domain.toezicht.levensteken import KEPT, Levensteken
from uwlr_service.repository.database import Database
from uwlr_service.repository.toezicht.levenstekens import LevenstekenRepository


class Levenstekens:
    """The signs of life of all workers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, versie: str, moment: datetime) -> Levensteken:
        """The first sign of a worker that starts; nothing is kept of it before it is given."""
        return Levensteken(
            id=str(uuid.uuid4()),
            machine=socket.gethostname(),
            versie=versie,
            begonnen=moment,
            gezien=moment,
        )

    def give(self, teken: Levensteken, moment: datetime) -> None:
        """Say that a worker is there at a moment. Raises DatabaseOnbereikbaar."""
        with self._database.write(durable=False) as connection:
            LevenstekenRepository(connection).give(replace(teken, gezien=moment))

    def all(self) -> list[Levensteken]:
        """Every worker of the last days, the one that was seen last first."""
        with self._database.read() as connection:
            return LevenstekenRepository(connection).all()

    def last_seen(self) -> datetime | None:
        """When a worker last gave a sign; None if none did for long."""
        with self._database.read() as connection:
            return LevenstekenRepository(connection).last_seen()

    def purge(self, now: datetime) -> int:
        """Forget workers that were not seen for long; returns how many."""
        with self._database.write() as connection:
            return LevenstekenRepository(connection).forget(now - KEPT)
