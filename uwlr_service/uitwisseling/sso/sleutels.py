"""The keys of the OpenID provider: made when first needed, published before they sign, and replaced."""

import json
import logging
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, SleutelOnleesbaar
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.oauth import sleutelpaar
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.sso.sleutels import Ssosleutel, SsosleutelRepository
from uwlr_service.uitwisseling.kluis import Kluis
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

log = logging.getLogger(__name__)

KLUIS = b"ssosleutel"
"""Under which name private keys are encrypted."""
BEFOREHAND = timedelta(hours=24)
"""How long a key is published before it signs: partners keep the set of keys for some time."""
AFTERWARDS = timedelta(days=30)
"""How long a key stays published after it signed: an old ID token comes back as a hint."""


class Ssosleutels:
    """Keys for RS256 and ES256; a private key is stored encrypted by the secret of the service."""

    def __init__(self, database: Database, secret: bytes, old_secret: bytes | None = None) -> None:
        self._database = database
        self._unwrapped: dict[str, dict[str, Any]] = {}
        self._kluis = Kluis(KLUIS, secret, old_secret)

    def key(self, algoritme: Algoritme) -> dict[str, Any]:
        """The private key that signs by an algorithm now, made if there is none yet.

        Raises SleutelOnleesbaar if it was encrypted by another secret.
        """
        now = tijd.now()
        with self._database.read() as connection:
            sleutel = self.find(connection, algoritme, now)
        return self.open(sleutel, algoritme, now)

    def find(self, connection: Transaction, algoritme: Algoritme, moment: datetime) -> Ssosleutel | None:
        """What ``open`` opens: for whoever reads already, and must not write within that."""
        return SsosleutelRepository(connection).signing(algoritme, moment)

    def open(self, sleutel: Ssosleutel | None, algoritme: Algoritme, moment: datetime) -> dict[str, Any]:
        """The private key that was found, or the first one, made here. Raises SleutelOnleesbaar."""
        if sleutel is None:
            return self._first(algoritme)
        return self._opened(sleutel, moment)

    def published(self) -> list[dict[str, Any]]:
        """The public keys as they belong in a JWK Set, also those that sign later and that signed before."""
        if self._kluis.has_old:
            self.key(Algoritme.RS256)  # whoever looks during an overlap need not wait for the next token
        keys = self._published()
        missing = {algoritme.value for algoritme in Algoritme} - {key["alg"] for key in keys}
        if not missing:
            return keys
        # Somebody who asks before the first token is signed must already find the key it will have.
        for algoritme in sorted(missing):
            self._first(Algoritme(algoritme))
        return self._published()

    def known(self) -> list[Ssosleutel]:
        """What is published, for whoever keeps watch over the keys."""
        self.published()
        with self._database.read() as connection:
            return SsosleutelRepository(connection).known(tijd.now() - AFTERWARDS)

    def rotate(self, *, door: Handelende) -> datetime:
        """Publish a new key for each algorithm; returns when they sign, which is after ``BEFOREHAND``.

        A key that cannot be read is replaced at once: nothing is signed as long as it is there. Raises
        NietToegestaan, and Geweigerd while new keys wait for their time.
        """
        door.require(Actie.TOELATEN)
        is_unreadable = not all(self._is_readable(algoritme) for algoritme in Algoritme)
        # Before the transaction: making a key takes time, and other writers would wait for it.
        pairs = [self._new(algoritme) for algoritme in Algoritme]
        now = tijd.now()
        vanaf = now if is_unreadable else now + BEFOREHAND
        with self._database.write() as connection:
            sleutels = SsosleutelRepository(connection)
            sleutels.lock()
            if not is_unreadable:
                _require_none_waiting(sleutels.known(now), now)
            for key, wrapped in pairs:
                sleutels.add(sleutelpaar.public_part(key), wrapped, moment=now, tekent_vanaf=vanaf)
            sleutels.forget_replaced(now)
            record(connection, *(_replaced(key["kid"], door) for key, _ in pairs))
        return vanaf

    def replace_leaked(self, *, door: Handelende) -> None:
        """Let nothing be proven by the keys of now any more, for somebody else may have them.

        New ones sign at once. Whoever keeps the old set refuses what they sign until it is read again, and
        believes the old ones until then. Raises NietToegestaan.
        """
        door.require(Actie.TOELATEN)
        pairs = [self._new(algoritme) for algoritme in Algoritme]
        now = tijd.now()
        with self._database.write() as connection:
            sleutels = SsosleutelRepository(connection)
            sleutels.lock()
            gone = sleutels.remove_all()
            for key, wrapped in pairs:
                sleutels.add(sleutelpaar.public_part(key), wrapped, moment=now, tekent_vanaf=now)
            record(connection, *(_withdrawn(kid, door) for kid in gone))
            record(connection, *(_replaced(key["kid"], door) for key, _ in pairs))
            BesluitRepository(connection).record_general(Besluitsoort.SSOSLEUTELS, {"kids": gone})

    def forget_replaced(self) -> int:
        """Forget the private parts of keys that sign no more; returns of how many."""
        with self._database.write() as connection:
            return SsosleutelRepository(connection).forget_replaced(tijd.now())

    def _published(self) -> list[dict[str, Any]]:
        with self._database.read() as connection:
            return SsosleutelRepository(connection).published(tijd.now() - AFTERWARDS)

    def _first(self, algoritme: Algoritme) -> dict[str, Any]:
        """The first key, made by whoever needs it; another worker may just have made it."""
        new, wrapped = self._new(algoritme)
        now = tijd.now()
        with self._database.write() as connection:
            sleutels = SsosleutelRepository(connection)
            sleutels.lock()
            # By the clock of another machine it may begin to sign a moment from now.
            present = sleutels.newest(algoritme)
            if present is None:
                # It signs at once: there is no key before it that partners could know.
                sleutels.add(sleutelpaar.public_part(new), wrapped, moment=now, tekent_vanaf=now)
                return new
        return self._opened(present, now)

    def _opened(self, sleutel: Ssosleutel, moment: datetime) -> dict[str, Any]:
        # Every token asks for the key, and it seldom changes: those in use are kept. Threads share what is
        # kept, so it is replaced as a whole, and read once.
        wrapped = str(sleutel.geheim)
        unwrapped = self._unwrapped
        if wrapped not in unwrapped:
            key = self._unwrap(wrapped)
            kept = {text: old for text, old in unwrapped.items() if old["alg"] != key["alg"]}
            unwrapped = {**kept, wrapped: key}
            self._unwrapped = unwrapped
            self._settle(moment)
        return unwrapped[wrapped]

    def _unwrap(self, wrapped: str) -> dict[str, Any]:
        content = self._kluis.unwrap(wrapped)
        if content is None:
            log.error("a key of SSO is of another UWLR_SECRET; uwlr sso sleutels --rotate makes new ones")
            raise SleutelOnleesbaar
        key: dict[str, Any] = json.loads(content)
        return key

    def _settle(self, moment: datetime) -> None:
        """Once a key is first used here: forget those before it, and encrypt all by the secret of now.

        Also those that wait for their day, when the secret of before may be gone.
        """
        with self._database.write() as connection:
            sleutels = SsosleutelRepository(connection)
            sleutels.forget_replaced(moment)
            if not self._kluis.has_old:
                return
            for sleutel in sleutels.known(moment):
                renewed = None if sleutel.geheim is None else self._kluis.renewed(sleutel.geheim)
                if renewed is not None:
                    sleutels.rewrap(str(sleutel.geheim), renewed)
                    log.warning("the key %s of SSO was encrypted anew", sleutel.kid)

    def _is_readable(self, algoritme: Algoritme) -> bool:
        try:
            self.key(algoritme)
        except SleutelOnleesbaar:
            return False
        return True

    def _new(self, algoritme: Algoritme) -> tuple[dict[str, Any], str]:
        """A private key, by itself and encrypted."""
        new = sleutelpaar.new(algoritme)
        return new, self._kluis.wrap(json.dumps(new))


def _require_none_waiting(sleutels: list[Ssosleutel], moment: datetime) -> None:
    for sleutel in sleutels:
        if sleutel.tekent_vanaf > moment:
            raise Geweigerd("Er staan al nieuwe sleutels klaar, die later gaan tekenen. Wacht tot dat zo is.")


def _replaced(kid: str, door: Handelende) -> Gebeurtenis:
    return Gebeurtenis(soort=Logsoort.BESLUIT, wat="ssosleutel-vervangen", door=door, inhoud={"kid": kid})


def _withdrawn(kid: str, door: Handelende) -> Gebeurtenis:
    return Gebeurtenis(soort=Logsoort.BESLUIT, wat="ssosleutel-ingetrokken", door=door, inhoud={"kid": kid})
