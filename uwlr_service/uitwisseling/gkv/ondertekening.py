"""The keys of the service: made when first needed, published, and replaced now and then."""

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import SleutelOnleesbaar
from uwlr_service.domain.gkv.levering import KEPT
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.ondertekensleutels import OndertekensleutelRepository
from uwlr_service.uitwisseling.kluis import Kluis
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

log = logging.getLogger(__name__)

KLUIS = b"ondertekensleutel"
"""Under which name private keys are encrypted."""
AFTERWARDS = timedelta(days=1)
"""How much longer a key stays published than the last package that it signed is kept."""


class Ondertekening:
    """Signs with the newest key; a private key is stored encrypted by the secret of the service."""

    def __init__(self, database: Database, secret: bytes, old_secret: bytes | None = None) -> None:
        self._database = database
        self._unwrapped: dict[str, dict[str, Any]] = {}
        self._kluis = Kluis(KLUIS, secret, old_secret)

    def key(self) -> dict[str, Any]:
        """The private key to sign with, made if there is none yet.

        Raises SleutelOnleesbaar if it was encrypted by another secret.
        """
        with self._database.read() as connection:
            sleutel = OndertekensleutelRepository(connection).current()
        if sleutel is None or sleutel.geheim is None:
            return self._first()
        return self._unwrap(self._renewed(sleutel.geheim))

    def _renewed(self, wrapped: str) -> str:
        """The key as the secret of now encrypts it, which is kept if the secret of before did it."""
        renewed = None if wrapped in self._unwrapped else self._kluis.renewed(wrapped)
        if renewed is None:
            return wrapped
        with self._database.write() as connection:
            OndertekensleutelRepository(connection).rewrap(wrapped, renewed)
        log.warning("the signing key was encrypted anew")
        return renewed

    def published(self, kept: timedelta = KEPT + AFTERWARDS) -> list[dict[str, Any]]:
        """The public keys as they belong in a JWK set: the present one, and those that signed what is kept.

        ``kept`` is how long that is; the usual is for packages.
        """
        if self._kluis.has_old:
            self.key()  # whoever looks at the keys during an overlap need not wait for the next package
        keys = self._published(kept)
        if not keys:
            # Somebody who asks before the first package is signed must already find the key it will have.
            self._first()
            keys = self._published(kept)
        return keys

    def ever_public(self) -> list[dict[str, Any]]:
        """The public part of every key that ever signed, for what is kept longer than packages are."""
        with self._database.read() as connection:
            return OndertekensleutelRepository(connection).published(datetime.min.replace(tzinfo=UTC))

    def _published(self, kept: timedelta) -> list[dict[str, Any]]:
        with self._database.read() as connection:
            return OndertekensleutelRepository(connection).published(tijd.now() - kept)

    def rotate(self, *, door: Handelende) -> None:
        """Make a new key and sign with it from now on. Raises NietToegestaan."""
        door.require(Actie.TOELATEN)
        # Before the transaction: making a key takes time, and other writers would wait for it.
        new, wrapped = self._new()
        with self._database.write() as connection:
            _replace(connection, new, wrapped)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="ondertekensleutel-vervangen",
                    door=door,
                    inhoud={"kid": new["kid"]},
                ),
            )

    def _first(self) -> dict[str, Any]:
        """The first key, made by whoever needs it; another worker may just have made it."""
        new, wrapped = self._new()
        with self._database.write() as connection:
            present = OndertekensleutelRepository(connection).current()
            if present is not None and present.geheim is not None:
                return self._unwrap(present.geheim)
            _replace(connection, new, wrapped)
        return new

    def _new(self) -> tuple[dict[str, Any], str]:
        """A private key, by itself and encrypted."""
        new = handtekening.new_key()
        return new, self._kluis.wrap(json.dumps(new))

    def _unwrap(self, wrapped: str) -> dict[str, Any]:
        # Every package asks for the key, and it seldom changes: the last one is kept. Threads share what is
        # kept, so it is replaced as a whole, and read once.
        unwrapped = self._unwrapped
        if wrapped not in unwrapped:
            content = self._kluis.unwrap(wrapped)
            if content is None:
                log.error("the signing key is of another UWLR_SECRET; uwlr gkv jwks --rotate makes a new one")
                raise SleutelOnleesbaar
            unwrapped = {wrapped: json.loads(content)}
            self._unwrapped = unwrapped
        return unwrapped[wrapped]


def _replace(connection: Transaction, new: dict[str, Any], wrapped: str) -> None:
    sleutels = OndertekensleutelRepository(connection)
    sleutels.replace(new["kid"], handtekening.public_part(new), wrapped, tijd.now())
