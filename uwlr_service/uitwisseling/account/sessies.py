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
from uwlr_service.repository.account.sessies import SessieRepository, of_cookie
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account import bewijzen, vermelden
from uwlr_service.uitwisseling.account.wie import managed

SEEN_EVERY = timedelta(minutes=1)
"""How often at most it is written that a session is used."""
LARGEST = 64 * 1024
"""Bytes of what pages keep in a session, as JSON."""


class Sessies:
    """Opens, begins, renews and ends sessions.

    Unless the service is for this machine alone, made-up people of a demonstration have none.
    """

    def __init__(self, database: Database, *, is_local: bool = False) -> None:
        self._database = database
        self._is_local = is_local

    def find(self, token: str) -> Sessie | None:
        """The session of a cookie; None when it ended, or never was."""
        now = tijd.now()
        sessie = of_cookie(self._database.driver, bewijzen.digest(token), now)
        if sessie is not None and sessie.is_demo and not self._is_local:
            return None
        if sessie is not None and now - sessie.laatst_gezien >= SEEN_EVERY:
            with self._database.write(durable=False) as connection:
                SessieRepository(connection).change(sessie.id, laatst_gezien=now)
        return sessie

    def has_lapsed(self, token: str) -> bool:
        """Whether a session that opens nothing any more was that of somebody who did not sign out.

        Of a session that was purged since nobody knows, and then it is False.
        """
        with self._database.read() as connection:
            return SessieRepository(connection).was_left_open(bewijzen.digest(token))

    def keep(self, token: str, inhoud: Mapping[str, Any]) -> bool:
        """Keep what pages remember of a visitor, who gets a session of nobody unless they have one.

        False when the session of this value has ended: nothing is kept under it any more. Raises ValueError
        for more than a session may keep.
        """
        size = len(json.dumps(inhoud).encode())
        if size > LARGEST:
            raise ValueError(f"a session keeps at most {LARGEST} bytes, not {size}")
        now = tijd.now()
        digest = bewijzen.digest(token)
        with self._database.write(durable=False) as connection:
            repository = SessieRepository(connection)
            sessie = repository.find(digest, now)
            if sessie is None:
                return repository.begin(digest, now, inhoud)
            return repository.change(sessie.id, inhoud=dict(inhoud))

    def owner_of(self, token: str) -> int | None:
        """Whose session a cookie opened, also when it has ended since; None for nobody's."""
        with self._database.read() as connection:
            return SessieRepository(connection).owner_of(bewijzen.digest(token))

    def renew(self, token: str) -> str:
        """Give a session another value, which is returned; the one before opens nothing any more."""
        with self._database.write() as connection:
            return renew(SessieRepository(connection), token, tijd.now())

    def end(self, token: str) -> None:
        """End a session, when there is one."""
        now = tijd.now()
        with self._database.write() as connection:
            repository = SessieRepository(connection)
            sessie = repository.find(bewijzen.digest(token), now)
            if sessie is not None:
                repository.end(sessie.id, Einde.AFGEMELD, now)

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
            vermelden.log_access(connection, "sessies-beeindigd", door, aantal=1)

    def end_of(self, inlog_id: int, *, door: Handelende) -> int:
        """End every session of somebody, who keeps their roles and proofs; returns how many there were.

        Raises NietToegestaan, VersBewijsNodig, GebruikerOnbekend.
        """
        door.require(Actie.GEBRUIKERS)
        door.require_fresh()
        with self._database.write() as connection:
            person = managed(connection, inlog_id)
            ended = SessieRepository(connection).end_of_inlog(person.id, Einde.DOOR_BEHEERDER, tijd.now())
            vermelden.log_decision(connection, "gebruiker-uitgelogd", door, inlog=person.id, aantal=ended)
        return ended

    def end_others(self, kept: Sessie, *, door: Handelende) -> int:
        """End every session of one's own but this one; returns how many. Raises NietToegestaan."""
        inlog = _inlog_of(door)
        with self._database.write() as connection:
            ended = SessieRepository(connection).end_of_inlog(
                inlog, Einde.ELDERS_BEEINDIGD, tijd.now(), kept=[kept.id]
            )
            if ended:
                vermelden.log_access(connection, "sessies-beeindigd", door, aantal=ended)
        return ended


def renew(sessies: SessieRepository, token: str | None, now: datetime, **values: object) -> str:
    """Give a session another value, and change it in the same step; for steps of signing in.

    What pages keep goes along, unless the session becomes that of another person. A visitor without a living
    session gets a new one.
    """
    new = bewijzen.new()
    digest = bewijzen.digest(new)
    sessie = None if token is None else sessies.find(bewijzen.digest(token), now)
    if sessie is None:
        sessies.begin(digest, now, {}, **values)
    else:
        if sessie.inlog not in (None, values.get("inlog_id", sessie.inlog)):
            values["inhoud"] = {}
            sessies.sign_out_elsewhere(sessie.id, now)
        sessies.change(sessie.id, hash=digest, laatst_gezien=now, **values)
    return new


def _inlog_of(door: Handelende) -> int:
    door.require(Actie.EIGEN_ACCOUNT)
    if door.inlog is None:
        raise NietToegestaan
    return door.inlog
