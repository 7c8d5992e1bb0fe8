"""Access tokens and refresh tokens, by their hashes, each with the grant that it belongs to."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from uwlr_service.repository.fixed import FixedChange, FixedInsert, FixedQuery
from uwlr_service.repository.schema.sso import sso_toekenning, sso_token
from uwlr_service.repository.sso.toekenningen import Toekenning, toekenning_of


class Tokensoort(enum.StrEnum):
    """What a token is for."""

    ACCESS = "access"
    """For userinfo, and nothing else."""
    REFRESH = "refresh"
    """For new tokens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nieuwtoken:
    """A token as it is kept."""

    hash: str
    soort: Tokensoort
    scope: tuple[str, ...]
    verloopt: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token that is kept; ``gebruikt`` is when a refresh token was traded for a new pair."""

    hash: str
    soort: Tokensoort
    scope: tuple[str, ...]
    verloopt: datetime
    gebruikt: datetime | None
    is_ingetrokken: bool
    toekenning: Toekenning

    def holds(self, moment: datetime) -> bool:
        """Whether it can be used at a moment, by its own dates and those of its grant."""
        if self.is_ingetrokken or self.toekenning.ingetrokken is not None:
            return False
        return moment < min(self.verloopt, self.toekenning.geldig_tot)


OF_TOKEN = ("hash", "soort", "scope", "verloopt", "gebruikt", "ingetrokken")
TOKEN = FixedQuery(
    select(*sso_toekenning.c, *(sso_token.c[name].label(f"token_{name}") for name in OF_TOKEN))
    .join_from(sso_token, sso_toekenning, sso_toekenning.c.id == sso_token.c.toekenning_id)
    .where(sso_token.c.hash == bindparam("digest"))
)
"""Asked for every token that comes back, and so built once."""
COLUMNS = ("hash", "toekenning_id", "soort", "scope", "verloopt")
NEW = {rows: FixedInsert(sso_token, *COLUMNS, rows=rows) for rows in (1, 2)}
"""By how many tokens are given at once: an access token, and a refresh token where one is granted."""
CLAIM = FixedChange(
    update(sso_token)
    .where(
        sso_token.c.hash == bindparam("digest"),
        sso_token.c.gebruikt.is_(None),
        sso_token.c.ingetrokken.is_(None),
    )
    .values(gebruikt=bindparam("moment"))
)
REPEAT = FixedChange(
    update(sso_token)
    .where(
        sso_token.c.hash == bindparam("digest"),
        sso_token.c.gebruikt >= bindparam("since"),
        sso_token.c.herhaald < bindparam("most"),
        sso_token.c.ingetrokken.is_(None),
    )
    .values(herhaald=sso_token.c.herhaald + 1)
)
"""Run when tokens are given, as those above are, and so built once."""


class TokenRepository:
    """The tokens, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, toekenning: int, tokens: Iterable[Nieuwtoken]) -> None:
        """Keep tokens of a grant: one, or two."""
        rows = [
            {
                "hash": token.hash,
                "toekenning_id": toekenning,
                "soort": token.soort.value,
                "scope": " ".join(token.scope),
                "verloopt": token.verloopt,
            }
            for token in tokens
        ]
        NEW[len(rows)].add(self._connection, *rows)

    def find(self, digest: str) -> Token | None:
        """A token with its grant, whatever became of them."""
        row = TOKEN.first(self._connection, digest=digest)
        if row is None:
            return None
        return Token(
            hash=row.token_hash,
            soort=Tokensoort(row.token_soort),
            scope=tuple(row.token_scope.split()),
            verloopt=row.token_verloopt,
            gebruikt=row.token_gebruikt,
            is_ingetrokken=row.token_ingetrokken is not None,
            toekenning=toekenning_of(row),
        )

    def claim(self, digest: str, moment: datetime) -> bool:
        """Trade a refresh token in; False when that was done before. One statement decides who is first."""
        return CLAIM.run(self._connection, digest=digest, moment=moment) == 1

    def repeat(self, digest: str, since: datetime, most: int) -> bool:
        """Trade it in again, if it was first traded in after a moment, and again at most so often."""
        return REPEAT.run(self._connection, digest=digest, since=since, most=most) == 1

    def revoke(self, digest: str, moment: datetime) -> None:
        """End one token."""
        c = sso_token.c
        self._connection.execute(
            update(sso_token).where(c.hash == digest, c.ingetrokken.is_(None)).values(ingetrokken=moment)
        )

    def purge(self, before: datetime) -> int:
        """Forget the tokens that expired before a moment; returns how many."""
        return self._connection.execute(delete(sso_token).where(sso_token.c.verloopt < before)).rowcount
