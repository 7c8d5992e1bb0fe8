"""The surroundings of a command: the settings, and a database that is ready for use."""

from collections.abc import Iterator
from contextlib import contextmanager

from uwlr_service.config import Settings
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.repository.database import Database, is_absent


class DatabaseOntbreekt(Geweigerd):
    """Er is nog geen database. Maak haar eerst: uwlr db upgrade"""


class DatabaseVerouderd(Geweigerd):
    """De database is nog niet gemaakt of niet bijgewerkt. Voer eerst uit: uwlr db upgrade"""


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database of these settings, closed afterwards.

    Makes none: raises DatabaseOntbreekt when there is none, DatabaseVerouderd when it is not migrated.
    """
    if is_absent(settings.database_url):
        raise DatabaseOntbreekt(
            f"Er is nog geen database op {settings.database_url}. Maak haar eerst: uwlr db upgrade"
        )
    database = Database.open(settings.database_url)
    try:
        if not database.is_current():
            raise DatabaseVerouderd
        yield database
    finally:
        database.close()
