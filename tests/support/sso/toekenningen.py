"""A grant as the authorization endpoint keeps it, with the tokens that came of its code; for other tests."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, select

from tests.support.portaal.people import add_person, sign_in
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toepassingen import TERUG, Proefclient
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.sso.geheim import hash_geheim
from uwlr_service.domain.sso.niveau import Niveau
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, sessie
from uwlr_service.repository.schema.koppeling import deelname
from uwlr_service.repository.schema.sso import sso_afmelding, sso_toekenning, sso_token
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
from uwlr_service.repository.sso.toekenningen import Gunning, ToekenningRepository
from uwlr_service.uitwisseling.account import bewijzen

OFFLINE = ("openid", "offline_access")


@dataclass(frozen=True, kw_only=True)
class Aangemelde:
    """Somebody of a school who is signed in; ``token`` is the value of their cookie."""

    inlog: int
    account: int
    sessie: int
    token: str


def signed_in(database: Database, rol: Rol = Rol.LEERKRACHT, school: Schoolcode = SCHOOL) -> Aangemelde:
    """A person with an account at a school, in a new session."""
    return again(database, add_person(database, rol, school=school))


def again(database: Database, inlog: int) -> Aangemelde:
    """The same person in one more session."""
    token = sign_in(database, inlog)
    with database.read() as connection:
        account_id = connection.execute(select(account.c.id).where(account.c.inlog_id == inlog)).scalar_one()
        sessie_id = connection.execute(
            select(sessie.c.id).where(sessie.c.hash == bewijzen.digest(token))
        ).scalar_one()
    return Aangemelde(inlog=inlog, account=account_id, sessie=sessie_id, token=token)


def grant(
    database: Database,
    client: Proefclient,
    persoon: Aangemelde,
    *,
    scope: Sequence[str] = ("openid",),
    used: bool = True,
) -> int:
    """A grant, with an access token and a refresh token of it once its code was used; returns its number."""
    now = tijd.now()
    with database.write() as connection:
        OnderwerpRepository(connection).ensure(persoon.account, client.id)
        toekenningen = ToekenningRepository(connection)
        code = hash_geheim(secrets.token_urlsafe(32))
        toekenningen.add(
            Gunning(
                sessie=persoon.sessie,
                account=persoon.account,
                client=client.id,
                afspraak=connection.execute(
                    select(deelname.c.afspraak_id).where(deelname.c.koppeling_id == client.koppeling)
                ).scalar(),
                sid=toekenningen.sid_of(persoon.sessie, client.id) or secrets.token_urlsafe(16),
                scope=tuple(scope),
                claims={},
                nonce=None,
                aangemeld=now,
                acr=Niveau.SFA.value,
                amr=("pwd",),
                terugadres=TERUG,
                uitdaging=None,
                code=code,
                code_tot=now + timedelta(minutes=1),
                geldig_tot=now + timedelta(hours=10),
            )
        )
        kept = toekenningen.by_code(code)
        assert kept is not None
        number = kept.id
        if used:
            assert toekenningen.claim_code(number, now)
            for soort in ("access", "refresh"):
                connection.execute(
                    insert(sso_token).values(
                        hash=hash_geheim(secrets.token_urlsafe(32)),
                        toekenning_id=number,
                        soort=soort,
                        scope=" ".join(scope),
                        verloopt=now + timedelta(hours=1),
                    )
                )
    return number


def living(database: Database, number: int) -> list[str]:
    """What of a grant can go on: itself, and the kinds of its tokens."""
    with database.read() as connection:
        is_revoked = connection.execute(
            select(sso_toekenning.c.ingetrokken).where(sso_toekenning.c.id == number)
        ).scalar_one()
        tokens = connection.execute(
            select(sso_token.c.soort)
            .where(sso_token.c.toekenning_id == number, sso_token.c.ingetrokken.is_(None))
            .order_by(sso_token.c.soort)
        ).scalars()
        return [*([] if is_revoked else ["toekenning"]), *tokens]


ALL = ["toekenning", "access", "refresh"]


def queued(database: Database) -> list[tuple[int, str]]:
    """The logouts that were put in the queue: by application and the name of the session there."""
    c = sso_afmelding.c
    with database.read() as connection:
        rows = connection.execute(select(c.sso_client_id, c.sid).order_by(c.sso_client_id, c.sid, c.id))
        return [(row.sso_client_id, row.sid) for row in rows]


def sid_of(database: Database, number: int) -> str:
    """By which name the application of a grant knows its session."""
    with database.read() as connection:
        return str(
            connection.execute(select(sso_toekenning.c.sid).where(sso_toekenning.c.id == number)).scalar_one()
        )
