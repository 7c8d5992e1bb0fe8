"""What ends at partners when a session, somebody's access or a link ends: grants, with a logout for each.

It belongs to no subject: sessions, people, links and clients all end, and whoever ends one of them says so
here, in the transaction that does it. What follows is done once, as the last thing of that transaction, so
that neither is kept without the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, literal, or_, select, true, update

from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.repository.database import LOGOUTS, before_commit
from uwlr_service.repository.lookup import among
from uwlr_service.repository.schema.account import account
from uwlr_service.repository.schema.sso import (
    sso_adres,
    sso_afmelding,
    sso_onderwerp,
    sso_toekenning,
    sso_token,
)

TOEGANG = "toegang-voorbij"
"""Why a grant ended whose school or product lets nobody in any more."""
ENDS = frozenset({TOEGANG, *Einde})
"""The reasons of ours: a partner hears of them. What it did itself, or did wrong, it is not told."""
OFFLINE = "% offline_access %"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beeindigd:
    """Grants that end: those of which ``which`` holds, a condition on ``sso_toekenning``.

    With ``offline`` those end as well that hold after the session (OpenID Connect Core 1.0, section 11).
    ``over`` names what ended: what is noted twice in one transaction is done once.
    """

    which: ColumnElement[bool]
    waarom: str
    moment: datetime
    offline: bool = True
    over: object = field(default_factory=object)


def note(connection: Connection, *ended: Beeindigd) -> None:
    """Let grants end before this transaction is committed. Raises KeyError outside ``Database.write``."""
    # Ahead of the seal of the log: whoever waits for a grant here must not keep every writer waiting.
    before_commit(connection, _settle, ended, ahead=True)


def settle(connection: Connection, ended: Beeindigd) -> None:
    """Let grants end now, in a transaction that removes them: at its end nobody knows whose they were."""
    _end(connection, ended)


def of_session(connection: Connection, sessie_id: int, waarom: Einde, moment: datetime) -> None:
    """One session ended; what was given for use without it stays."""
    which = sso_toekenning.c.sessie_id == sessie_id
    over = f"sessie {sessie_id}"
    note(connection, Beeindigd(over=over, which=which, waarom=waarom.value, moment=moment, offline=False))


def of_sessions(connection: Connection, sessies: Sequence[int], waarom: Einde, moment: datetime) -> None:
    """Sessions ended, with all that was given in them."""
    which = among(connection.dialect.name, sso_toekenning.c.sessie_id, sessies)
    note(connection, Beeindigd(which=which, waarom=waarom.value, moment=moment))


def of_people(
    connection: Connection,
    inloggen: Sequence[int],
    waarom: Einde,
    moment: datetime,
    *,
    kept: Sequence[int] = (),
) -> None:
    """All sessions of people ended, but those that are ``kept``, and all that they were given elsewhere."""
    c = sso_toekenning.c
    is_elsewhere = or_(c.sessie_id.is_(None), c.sessie_id.not_in(kept))
    of_them = among(connection.dialect.name, account.c.inlog_id, inloggen)
    which = and_(c.account_id.in_(select(account.c.id).where(of_them)), is_elsewhere)
    note(connection, Beeindigd(which=which, waarom=waarom.value, moment=moment))


def of_everybody(connection: Connection, waarom: Einde, moment: datetime) -> None:
    """Every session ended."""
    note(connection, Beeindigd(which=true(), waarom=waarom.value, moment=moment))


def _settle(connection: Connection, gathered: Sequence[Beeindigd]) -> None:
    for ended in {ended.over: ended for ended in gathered}.values():
        _end(connection, ended)


def _end(connection: Connection, ended: Beeindigd) -> None:
    """Put a logout in the queue for each application with grants in a session, and revoke the grants."""
    c = sso_toekenning.c
    # What was revoked before in the same transaction counts too: the partner has not heard of it yet.
    is_ours = or_(c.ingetrokken.is_(None), c.waarom.in_(sorted({*ENDS, ended.waarom})))
    which = and_(ended.which, c.geldig_tot > ended.moment, is_ours)
    # Locked first. A code that is being used at this moment is waited for, and of two that end the same
    # the second one sees in its next statement what the first one put in the queue.
    locked = connection.execute(select(c.id).where(which).order_by(c.id).with_for_update()).first()
    if locked is None:
        return
    queued = connection.execute(
        insert(sso_afmelding)
        .from_select(
            ["sso_client_id", "sub", "sid", "aangemaakt", "pogingen", "volgende"],
            select(
                c.sso_client_id,
                sso_onderwerp.c.sub,
                c.sid,
                literal(ended.moment, sso_afmelding.c.aangemaakt.type),
                literal(0),
                literal(ended.moment, sso_afmelding.c.volgende.type),
            )
            .join_from(
                sso_toekenning,
                sso_onderwerp,
                and_(
                    sso_onderwerp.c.account_id == c.account_id,
                    sso_onderwerp.c.sso_client_id == c.sso_client_id,
                ),
            )
            .where(which, c.code_gebruikt.is_not(None), _hears(), ~_was_told())
            .distinct(),
        )
        .returning(sso_afmelding.c.id)
    ).all()
    if queued:
        connection.info[LOGOUTS] = True
    _revoke(connection, which, ended)


def _hears() -> ColumnElement[bool]:
    """Whether the application of a grant has an address for logouts."""
    c = sso_adres.c
    return exists().where(
        c.sso_client_id == sso_toekenning.c.sso_client_id,
        c.soort == Adressoort.AFMELDING.value,
        c.bevestigd.is_not(None),
        c.vervallen.is_(None),
    )


def _was_told() -> ColumnElement[bool]:
    """Whether a logout was queued after an application got its grant: one for each is enough."""
    c = sso_afmelding.c
    return exists().where(
        c.sso_client_id == sso_toekenning.c.sso_client_id,
        c.sub == sso_onderwerp.c.sub,
        c.sid == sso_toekenning.c.sid,
        c.aangemaakt >= sso_toekenning.c.code_gebruikt,
    )


def _revoke(connection: Connection, which: ColumnElement[bool], ended: Beeindigd) -> None:
    c = sso_toekenning.c
    stays = and_((" " + c.scope + " ").like(OFFLINE), c.code_gebruikt.is_not(None))
    revoked = which if ended.offline else and_(which, ~stays)
    is_gone: ColumnElement[bool] = sso_token.c.toekenning_id.in_(select(c.id).where(revoked))
    if not ended.offline:
        is_access = and_(
            sso_token.c.soort == "access", sso_token.c.toekenning_id.in_(select(c.id).where(which))
        )
        is_gone = or_(is_gone, is_access)
    connection.execute(
        update(sso_token).where(is_gone, sso_token.c.ingetrokken.is_(None)).values(ingetrokken=ended.moment)
    )
    connection.execute(
        update(sso_toekenning)
        .where(revoked, c.ingetrokken.is_(None))
        .values(ingetrokken=ended.moment, waarom=ended.waarom)
    )
