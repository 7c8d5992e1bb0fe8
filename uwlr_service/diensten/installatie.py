"""The use cases about the installation itself, and about its database."""

from functools import cached_property

from uwlr_service.diensten.grond import Grond
from uwlr_service.domain.fouten import DatabaseVerouderd
from uwlr_service.domain.toezicht.schemastand import Schemastand
from uwlr_service.uitwisseling.herstel.toestand import Toestand
from uwlr_service.uitwisseling.toezicht.levenstekens import Levenstekens


class InstallatieDiensten(Grond):
    """Each is made when it is first asked for, and then kept."""

    @property
    def dialect(self) -> str:
        """The kind of database: ``sqlite`` or ``postgresql``."""
        return self._database.dialect

    @property
    def address(self) -> str:
        """The address of the database for people to read, without the password."""
        return self._database.address

    def upgrade(self, *, zonder_stilstand: bool = False) -> Schemastand:
        """Create the tables, or bring them to the newest migration, as ``Database.upgrade`` does."""
        return self._database.upgrade(zonder_stilstand=zonder_stilstand)

    def ping(self) -> None:
        """Raise DatabaseOnbereikbaar when the database cannot be reached."""
        self._database.ping()

    def try_write(self) -> None:
        """Raise DatabaseOnbereikbaar when nothing can be written in the database."""
        self._database.try_write()

    def schemastand(self) -> Schemastand:
        """Whether this program can work on the database; raises DatabaseNieuwer if it cannot know that."""
        return self._database.schemastand()

    def require_migrated(self) -> None:
        """Raise DatabaseVerouderd unless the database has the tables of this version, or more than those."""
        if self.schemastand() is Schemastand.ACHTER:
            raise DatabaseVerouderd

    def is_extended(self) -> bool:
        """Whether a newer program added to the tables, so that this one goes on, and has to be upgraded."""
        return self.schemastand() is Schemastand.VOOR

    @cached_property
    def toestand(self) -> Toestand:
        """What the database says of the installation."""
        return Toestand(self._database)

    @cached_property
    def levenstekens(self) -> Levenstekens:
        """Workers say that they are there."""
        return Levenstekens(self._database)
