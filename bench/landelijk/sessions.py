"""Administrators who are signed in at the portal; sessions end by themselves, so a run needs new ones."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, update

from bench.landelijk.land import LandSchool
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, sessie
from uwlr_service.repository.schema.school import school as schools
from uwlr_service.uitwisseling.account import sessies

PROVEN_BY = ("pwd", "otp", "mfa")


def signed_in(database: Database, scholen: Sequence[LandSchool]) -> tuple[LandSchool, ...]:
    """These schools, each with the cookie of its administrator, who has just taken both steps."""
    wanted = {school.code for school in scholen}
    now = tijd.now()
    administrators = select(account.c.inlog_id, schools.c.brincode, schools.c.dependancecode).join_from(
        account, schools, account.c.school_id == schools.c.id
    )
    cookies: dict[str, str] = {}
    with database.write() as connection:
        repository = SessieRepository(connection)
        of_role = administrators.where(account.c.rol == Rol.SCHOOLBEHEERDER.value)
        for row in connection.execute(of_role).all():
            code = str(Schoolcode(row.brincode, row.dependancecode))
            if code not in wanted:
                continue
            cookies[code] = sessies.renew(
                repository,
                None,
                now,
                inlog_id=row.inlog_id,
                aangemeld=now,
                bewezen=now,
                amr=PROVEN_BY,
            )
    return tuple(replace(school, sessie=cookies[school.code]) for school in scholen)


def stay_awake(database: Database) -> None:
    """Let no session of an administrator end by its rest: each would have signed in just before they look."""
    administrators = select(account.c.inlog_id).where(account.c.rol == Rol.SCHOOLBEHEERDER.value)
    statement = (
        update(sessie)
        .where(sessie.c.inlog_id.in_(administrators), sessie.c.beeindigd.is_(None))
        .values(laatst_gezien=tijd.now())
    )
    with database.write() as connection:
        connection.execute(statement)
