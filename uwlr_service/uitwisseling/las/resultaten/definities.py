"""Definitions of tests for a LAS: each by its digest, and for ever the same."""

from uwlr_service.domain.fouten.lasfeed import ToetsdefinitieOnbekend
from uwlr_service.repository.database import Database
from uwlr_service.repository.uwlr.toetsdefinities import ToetsdefinitieRepository


class Lasdefinities:
    """The definitions that results name. They are about nobody: any LAS that knows a digest may have it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, digest: str) -> bytes:
        """A definition as JSON, the very bytes that have this SHA-256. Raises ToetsdefinitieOnbekend."""
        with self._database.read() as connection:
            text = ToetsdefinitieRepository(connection).texts([digest]).get(digest)
        if text is None:
            raise ToetsdefinitieOnbekend
        return text.encode()
