"""Requests to sign in that wait until the person has done so, by the hash of the handle in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from uwlr_service.repository.driver import Driver
from uwlr_service.repository.fixed import FixedChange, FixedQuery
from uwlr_service.repository.schema.sso import sso_client, sso_verzoek


@dataclass(frozen=True, slots=True, kw_only=True)
class Wachtend:
    """A request as it was sent, and when; ``client`` is the number of the application with this name."""

    hash: str
    client: int
    toepassing: str
    browser: str | None
    parameters: Mapping[str, str]
    moment: datetime
    account: int | None


WACHTEND = FixedQuery(
    select(
        sso_verzoek.c.hash,
        sso_verzoek.c.sso_client_id,
        sso_verzoek.c.browser,
        sso_verzoek.c.parameters,
        sso_verzoek.c.moment,
        sso_verzoek.c.account_id,
        sso_client.c.naam,
    )
    .join_from(sso_verzoek, sso_client, sso_client.c.id == sso_verzoek.c.sso_client_id)
    .where(
        sso_verzoek.c.hash == bindparam("digest"),
        sso_verzoek.c.moment >= bindparam("since"),
        sso_verzoek.c.gebruikt.is_(None),
        sso_client.c.beeindigd.is_(None),
    )
)
"""Asked by every page of a request, and so built once."""
ADD = FixedChange(
    insert(sso_verzoek).values(
        hash=bindparam("digest"),
        sso_client_id=bindparam("client"),
        browser=bindparam("of_browser"),
        parameters=bindparam("asked"),
        moment=bindparam("now"),
    )
)
USE = FixedChange(
    update(sso_verzoek)
    .where(sso_verzoek.c.hash == bindparam("digest"), sso_verzoek.c.gebruikt.is_(None))
    .values(gebruikt=bindparam("now"))
)
"""As every request is kept and used, once each."""


def waiting(holder: Driver, digest: str, since: datetime) -> Wachtend | None:
    """What ``VerzoekRepository.find`` finds, asked by itself: every page of a request does."""
    return _wachtend(WACHTEND.ask(holder, digest=digest, since=since))


class VerzoekRepository:
    """The waiting requests, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, digest: str, client: int, parameters: Mapping[str, str], browser: str | None, moment: datetime
    ) -> None:
        """Keep a request; ``browser`` is the hash of a cookie, None as long as it is unknown."""
        ADD.run(
            self._connection,
            digest=digest,
            client=client,
            of_browser=browser,
            asked=dict(parameters),
            now=moment,
        )

    def find(self, digest: str, since: datetime) -> Wachtend | None:
        """A request that came after a moment and was not answered, of an application that did not end."""
        return _wachtend(WACHTEND.all(self._connection, digest=digest, since=since))

    def bind(self, digest: str, browser: str) -> bool:
        """Let a request be of one browser; False when it is another's already."""
        c = sso_verzoek.c
        done = self._connection.execute(
            update(sso_verzoek)
            .where(c.hash == digest, or_(c.browser.is_(None), c.browser == browser))
            .values(browser=browser)
        )
        return done.rowcount == 1

    def choose(self, digest: str, account: int) -> None:
        """Note with which account the person goes on."""
        self._connection.execute(
            update(sso_verzoek).where(sso_verzoek.c.hash == digest).values(account_id=account)
        )

    def use(self, digest: str, moment: datetime) -> bool:
        """Note that a request is answered; False when it was, so that two tabs give one answer."""
        return USE.run(self._connection, digest=digest, now=moment) == 1

    def purge(self, before: datetime) -> int:
        """Forget the requests of before a moment; returns how many."""
        return self._connection.execute(delete(sso_verzoek).where(sso_verzoek.c.moment < before)).rowcount


def _wachtend(rows: Sequence[Any]) -> Wachtend | None:
    if not rows:
        return None
    (row,) = rows
    return Wachtend(
        hash=row.hash,
        client=row.sso_client_id,
        toepassing=row.naam,
        browser=row.browser,
        parameters=row.parameters,
        moment=row.moment,
        account=row.account_id,
    )
