"""What was granted: one row for each code, to which all tokens of it belong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, and_, bindparam, delete, or_, select, update

from uwlr_service.repository.fixed import FixedChange, FixedInsert, FixedQuery
from uwlr_service.repository.schema.account import account, sessie
from uwlr_service.repository.schema.sso import sso_toekenning, sso_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Toekenning:
    """A person's account let in at an application, in one session; ``code`` and the like are hashes.

    ``claims`` are the names that were asked for beside the scopes, by where they go. ``geldig_tot`` is the
    last moment at which any token of it holds.
    """

    id: int
    sessie: int | None
    account: int
    client: int
    afspraak: int | None
    sid: str
    scope: tuple[str, ...]
    claims: Mapping[str, Sequence[str]]
    nonce: str | None
    aangemeld: datetime
    acr: str
    amr: tuple[str, ...]
    terugadres: str
    uitdaging: str | None
    code_tot: datetime
    geldig_tot: datetime
    ingetrokken: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gunning:
    """What a new grant holds; the fields are those of a Toekenning."""

    sessie: int
    account: int
    client: int
    afspraak: int | None
    sid: str
    scope: tuple[str, ...]
    claims: Mapping[str, Sequence[str]]
    nonce: str | None
    aangemeld: datetime
    acr: str
    amr: tuple[str, ...]
    terugadres: str
    uitdaging: str | None
    code: str
    code_tot: datetime
    geldig_tot: datetime


ADD = FixedInsert(
    sso_toekenning,
    "sessie_id",
    "account_id",
    "sso_client_id",
    "afspraak_id",
    "sid",
    "scope",
    "claims",
    "nonce",
    "aangemeld",
    "acr",
    "amr",
    "terugadres",
    "uitdaging",
    "code",
    "code_tot",
    "geldig_tot",
)
BY_CODE = FixedQuery(select(sso_toekenning).where(sso_toekenning.c.code == bindparam("digest")))
CLAIM = FixedChange(
    update(sso_toekenning)
    .where(
        sso_toekenning.c.id == bindparam("number"),
        sso_toekenning.c.code_gebruikt.is_(None),
        sso_toekenning.c.ingetrokken.is_(None),
    )
    .values(code_gebruikt=bindparam("moment"))
)
SID = FixedQuery(
    select(sso_toekenning.c.sid)
    .join_from(sso_toekenning, sessie, sessie.c.id == sso_toekenning.c.sessie_id)
    .join(account, and_(account.c.id == sso_toekenning.c.account_id, account.c.inlog_id == sessie.c.inlog_id))
    .where(
        sso_toekenning.c.sessie_id == bindparam("sessie"),
        sso_toekenning.c.sso_client_id == bindparam("client"),
    )
    .limit(1)
)
"""Asked for every sign-in, and so built once."""


class ToekenningRepository:
    """The grants, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, gunning: Gunning) -> None:
        """Keep a grant."""
        ADD.run(
            self._connection,
            sessie_id=gunning.sessie,
            account_id=gunning.account,
            sso_client_id=gunning.client,
            afspraak_id=gunning.afspraak,
            sid=gunning.sid,
            scope=" ".join(gunning.scope),
            claims={place: list(names) for place, names in gunning.claims.items()},
            nonce=gunning.nonce,
            aangemeld=gunning.aangemeld,
            acr=gunning.acr,
            amr=gunning.amr,
            terugadres=gunning.terugadres,
            uitdaging=gunning.uitdaging,
            code=gunning.code,
            code_tot=gunning.code_tot,
            geldig_tot=gunning.geldig_tot,
        )

    def by_code(self, digest: str) -> Toekenning | None:
        """The grant of a code, used or not."""
        row = BY_CODE.first(self._connection, digest=digest)
        return None if row is None else toekenning_of(row)

    def claim_code(self, number: int, moment: datetime) -> bool:
        """Use the code of a grant; False when it was used before, or the grant has ended.

        One statement decides who is first, also between the use of a code and the end of its session.
        """
        return CLAIM.run(self._connection, number=number, moment=moment) == 1

    def sid_of(self, sessie_id: int, client: int) -> str | None:
        """By which name an application knows a session of somebody, if it has seen it.

        A session can become that of another person, on a computer that people share: it gets another name.
        """
        row = SID.first(self._connection, sessie=sessie_id, client=client)
        return None if row is None else str(row.sid)

    def revoke(self, number: int, waarom: str, moment: datetime) -> None:
        """End a grant and every token of it."""
        self._connection.execute(
            update(sso_toekenning)
            .where(sso_toekenning.c.id == number, sso_toekenning.c.ingetrokken.is_(None))
            .values(ingetrokken=moment, waarom=waarom)
        )
        self._connection.execute(
            update(sso_token)
            .where(sso_token.c.toekenning_id == number, sso_token.c.ingetrokken.is_(None))
            .values(ingetrokken=moment)
        )

    def purge(self, over: datetime, before: datetime) -> int:
        """Forget grants whose code was never used and that ended before ``over``, and others by ``before``.

        Returns how many; a grant of which a token is kept stays.
        """
        c = sso_toekenning.c
        has_tokens = select(sso_token.c.hash).where(sso_token.c.toekenning_id == c.id).exists()
        done = self._connection.execute(
            delete(sso_toekenning).where(
                or_(c.geldig_tot < before, and_(c.code_gebruikt.is_(None), c.geldig_tot < over)), ~has_tokens
            )
        )
        return done.rowcount


def toekenning_of(row: Row[tuple[object, ...]]) -> Toekenning:
    """The grant in a row of its table."""
    return Toekenning(
        id=row.id,
        sessie=row.sessie_id,
        account=row.account_id,
        client=row.sso_client_id,
        afspraak=row.afspraak_id,
        sid=row.sid,
        scope=tuple(row.scope.split()),
        claims=row.claims,
        nonce=row.nonce,
        aangemeld=row.aangemeld,
        acr=row.acr,
        amr=row.amr,
        terugadres=row.terugadres,
        uitdaging=row.uitdaging,
        code_tot=row.code_tot,
        geldig_tot=row.geldig_tot,
        ingetrokken=row.ingetrokken,
    )
