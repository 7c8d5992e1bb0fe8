"""The keys of the service: made when first needed, published, and replaced now and then."""

import hashlib
import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import SleutelOnleesbaar
from uwlr_service.domain.gkv.levering import KEPT
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.ondertekensleutels import OndertekensleutelRepository

log = logging.getLogger(__name__)

HEADER = {"alg": "dir", "enc": "A256GCM"}
AFTERWARDS = timedelta(days=1)
"""How much longer a key stays published than the last package that it signed is kept."""


class Ondertekening:
    """Signs with the newest key; a private key is stored encrypted by the secret of the service."""

    def __init__(self, database: Database, secret: bytes, old_secret: bytes | None = None) -> None:
        self._database = database
        self._unwrapped: dict[str, dict[str, Any]] = {}
        self._wrap = _wrapping(secret)
        self._old_wrap = None if old_secret is None else _wrapping(old_secret)

    def key(self) -> dict[str, Any]:
        """The private key to sign with, made if there is none yet.

        Raises SleutelOnleesbaar if it was encrypted by another secret.
        """
        with self._database.read() as connection:
            sleutel = OndertekensleutelRepository(connection).current()
        if sleutel is None or sleutel.geheim is None:
            return self.rotate(only_first=True)
        return self._unwrap(self._renewed(sleutel.geheim))

    def _renewed(self, wrapped: str) -> str:
        """The key as the secret of now encrypts it, which is kept if the secret of before did it."""
        if self._old_wrap is None or wrapped in self._unwrapped:
            return wrapped
        if _decrypted(wrapped, self._wrap) is not None:
            return wrapped
        content = _decrypted(wrapped, self._old_wrap)
        if content is None:
            return wrapped
        renewed = jwe.encrypt_compact(HEADER, content, self._wrap)
        with self._database.write() as connection:
            OndertekensleutelRepository(connection).rewrap(wrapped, renewed)
        log.warning("the signing key was encrypted anew")
        return renewed

    def published(self) -> list[dict[str, Any]]:
        """The public keys as they belong in a JWK set: the present one, and those of kept packages."""
        if self._old_wrap is not None:
            self.key()  # whoever looks at the keys during an overlap need not wait for the next package
        keys = self._published()
        if not keys:
            # Somebody who asks before the first package is signed must already find the key it will have.
            self.rotate(only_first=True)
            keys = self._published()
        return keys

    def ever_public(self) -> list[dict[str, Any]]:
        """The public part of every key that ever signed, for what is kept longer than packages are."""
        with self._database.read() as connection:
            return OndertekensleutelRepository(connection).published(datetime.min.replace(tzinfo=UTC))

    def _published(self) -> list[dict[str, Any]]:
        with self._database.read() as connection:
            return OndertekensleutelRepository(connection).published(tijd.now() - KEPT - AFTERWARDS)

    def rotate(self, *, only_first: bool = False) -> dict[str, Any]:
        """Make a new key and sign with it from now on; ``only_first``: unless there is one by now."""
        # Before the transaction: making a key takes time, and other writers would wait for it.
        new = handtekening.new_key()
        wrapped = jwe.encrypt_compact(HEADER, json.dumps(new), self._wrap)
        with self._database.write() as connection:
            repository = OndertekensleutelRepository(connection)
            # Two workers may both have seen that there was none; the second one takes the key of the first.
            present = repository.current() if only_first else None
            if present is not None and present.geheim is not None:
                return self._unwrap(present.geheim)
            repository.replace(new["kid"], handtekening.public_part(new), wrapped, tijd.now())
        return new

    def _unwrap(self, wrapped: str) -> dict[str, Any]:
        # Every package asks for the key, and it seldom changes: the last one is kept. Threads share what is
        # kept, so it is replaced as a whole, and read once.
        unwrapped = self._unwrapped
        if wrapped not in unwrapped:
            content = _decrypted(wrapped, self._wrap)
            if content is None:
                log.error("the signing key is of another UWLR_SECRET; uwlr gkv jwks --rotate makes a new one")
                raise SleutelOnleesbaar
            unwrapped = {wrapped: json.loads(content)}
            self._unwrapped = unwrapped
        return unwrapped[wrapped]


def _wrapping(secret: bytes) -> OctKey:
    """What encrypts the private keys."""
    return OctKey.import_key(hashlib.sha256(b"ondertekensleutel\0" + secret).digest())


def _decrypted(wrapped: str, wrap: OctKey) -> bytes | None:
    """The content, or None if another secret encrypted it."""
    try:
        return jwe.decrypt_compact(wrapped, wrap).plaintext or b""
    except JoseError:
        return None
