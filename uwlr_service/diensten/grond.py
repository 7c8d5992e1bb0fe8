"""What every group of use cases stands on: the settings, the database, its journal and the register."""

from functools import cached_property

from uwlr_service.config import Settings
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.journaal import Journaal
from uwlr_service.uitwisseling.koppeling.register import Register


class Grond:
    """The ground of one process, by one settings object and on one database."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings = settings
        self._database = database
        self.journaal = Journaal(database, settings.journal)
        self.journaal.follow()

    @cached_property
    def register(self) -> Register:
        """Registers which partner got which data, and when."""
        return Register(self._database, self.settings.flush_seconds)
