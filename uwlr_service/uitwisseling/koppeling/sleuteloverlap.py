"""Keys that are still hashed with the UWLR_SECRET of before: they open, and are hashed anew at their use."""

import logging

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.domain.koppeling.klant import Sleutelhouder, hash_sleutel
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.sleutels import SleutelRepository

log = logging.getLogger(__name__)


class Sleuteloverlap:
    """The hashes of a key, by the secret of now and that of before if there is one."""

    def __init__(self, database: Database, secret: bytes, old_secret: bytes | None) -> None:
        self._database = database
        self._secret = secret
        self._old_secret = None if old_secret == secret else old_secret

    def digest(self, sleutel: str) -> str:
        """The hash of a key by the secret of now."""
        return hash_sleutel(self._secret, sleutel)

    def old_digest(self, sleutel: str) -> str | None:
        """The hash by the secret of before; None if there is none.

        It is looked for whenever the other hash is not found, whatever the key is: the time that takes says
        that there is an overlap, and nothing of the key.
        """
        return None if self._old_secret is None else hash_sleutel(self._old_secret, sleutel)

    def renew(self, houder: Sleutelhouder, sleutel: str) -> None:
        """Keep a key that opened by the secret of before under that of now."""
        try:
            with self._database.write() as connection:
                SleutelRepository(connection).rehash(houder.sleutel_id, houder.hash, self.digest(sleutel))
        except DatabaseOnbereikbaar:
            return  # it opens all the same, and the next call tries again
        which = {"koppeling": houder.koppeling_id, "sleutel": houder.sleutel_id}
        log.warning("a key was hashed anew", extra=which)
