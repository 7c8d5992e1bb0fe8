"""Sessions, behind a value in a cookie of which only the hash is kept; for the pages of people.

The value is replaced at each step of signing in and at each new proof, so that whoever knew the one before
has nothing.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.account.sessie import Einde, Sessie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account import bewijzen

SEEN_EVERY = timedelta(minutes=1)
"""How often at most it is written that a session is used."""
LARGEST = 64 * 1024
"""Bytes of what pages keep in a session, as JSON."""
CSRF = "csrf_token"
"""What pages keep their proof against forged forms under; it ends with each value of the cookie."""


class Sessies:
    """Opens, begins, renews and ends sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, token: str) -> Sessie | None:
        """The session of a cookie; None when it ended, or never was."""
        now = tijd.now()
        with self._database.read() as connection:
            sessie = SessieRepository(connection).find(bewijzen.digest(token), now)
        if sessie is not None and now - sessie.laatst_gezien >= SEEN_EVERY:
            with self._database.write(durable=False) as connection:
                SessieRepository(connection).change(sessie.id, laatst_gezien=now)
        return sessie

    def begin(self) -> tuple[str, Sessie]:
        """A session of somebody who has not signed in, with the value for its cookie."""
        token = bewijzen.new()
        now = tijd.now()
        with self._database.write(durable=False) as connection:
            number = SessieRepository(connection).begin(bewijzen.digest(token), now)
        return token, Sessie(id=number, begonnen=now, laatst_gezien=now, inhoud={})

    def save(self, sessie: Sessie, inhoud: Mapping[str, Any]) -> bool:
        """Keep what pages remember in a session; False when it has ended.

        Raises ValueError for more than a session may keep.
        """
        size = len(json.dumps(inhoud).encode())
        if size > LARGEST:
            raise ValueError(f"a session keeps at most {LARGEST} bytes, not {size}")
        with self._database.write(durable=False) as connection:
            return SessieRepository(connection).change(sessie.id, inhoud=dict(inhoud))

    def renew(self, sessie: Sessie) -> str:
        """Give a session another value, which is returned. Raises NietToegestaan when it has ended."""
        with self._database.write() as connection:
            return renew(SessieRepository(connection), sessie, tijd.now())

    def end(self, sessie: Sessie, waarom: Einde = Einde.AFGEMELD) -> None:
        """End a session."""
        with self._database.write() as connection:
            SessieRepository(connection).end(sessie.id, waarom, tijd.now())

    def of_person(self, *, door: Handelende) -> list[Sessie]:
        """The living sessions of the one who asks, the newest first."""
        inlog = _inlog_of(door)
        with self._database.read() as connection:
            return SessieRepository(connection).of_inlog(inlog, tijd.now())

    def end_own(self, sessie_id: int, *, door: Handelende) -> None:
        """End another session of one's own. Raises NietToegestaan when there is none of that number."""
        inlog = _inlog_of(door)
        now = tijd.now()
        with self._database.write() as connection:
            repository = SessieRepository(connection)
            if all(sessie.id != sessie_id for sessie in repository.of_inlog(inlog, now)):
                raise NietToegestaan
            repository.end(sessie_id, Einde.ELDERS_BEEINDIGD, now)

    def end_others(self, kept: Sessie, *, door: Handelende) -> int:
        """End every session of one's own but this one; returns how many."""
        with self._database.write() as connection:
            return SessieRepository(connection).end_of_inlog(
                _inlog_of(door), Einde.ELDERS_BEEINDIGD, tijd.now(), kept=[kept.id]
            )

    def purge(self, now: datetime) -> int:
        """Forget the sessions that ended; returns how many."""
        with self._database.write() as connection:
            return SessieRepository(connection).purge(now)


def renew(sessies: SessieRepository, sessie: Sessie, now: datetime, **values: object) -> str:
    """Give a session another value, and change it in the same step; for steps of signing in.

    Raises NietToegestaan when it has ended.
    """
    token = bewijzen.new()
    kept = {name: value for name, value in sessie.inhoud.items() if name != CSRF}
    is_changed = sessies.change(
        sessie.id, hash=bewijzen.digest(token), inhoud=kept, laatst_gezien=now, **values
    )
    if not is_changed:
        raise NietToegestaan
    return token


def _inlog_of(door: Handelende) -> int:
    door.require(Actie.EIGEN_ACCOUNT)
    if door.inlog is None:
        raise NietToegestaan
    return door.inlog
