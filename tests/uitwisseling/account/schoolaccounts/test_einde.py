"""What people were let in by ends with their account, and when they see other groups."""

from dataclasses import replace

from sqlalchemy import select

from tests.support.people.schoolaccounts import give, read_in, rows, without
from tests.support.portaal import people
from tests.support.schools.builders import (
    schoolgegevens,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import sessie
from uwlr_service.repository.schema.sso import sso_onderwerp, sso_toekenning, sso_token
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


def living(database: Database, inlog_id: int) -> bool:
    with database.read() as connection:
        ended = connection.execute(select(sessie.c.waarom).where(sessie.c.inlog_id == inlog_id)).scalars()
        reasons = set(ended)
    assert reasons <= {None, Einde.ROL_GEWIJZIGD.value}
    return reasons == {None}


def test_sessions_end_of_whoever_is_gone_or_has_other_groups(on: Diensten, database: Database) -> None:
    inloggen = {row.persoon: row.inlog_id for row in rows(database)}
    for inlog_id in inloggen.values():
        people.sign_in(database, inlog_id)
    moved = tuple(
        replace(each, groepen=(Groepsbinding("G2"),)) if each.key == "K1" else each
        for each in schoolgegevens().leerkrachten
    )
    read_in(on, replace(without("L2"), leerkrachten=moved))
    lives = {key: living(database, inlog_id) for key, inlog_id in inloggen.items()}
    assert lives == {"K1": False, "K2": True, "L1": True, "L2": False, "L3": True}


def test_what_partners_were_given_is_taken_back_and_sub_stays(
    on: Diensten, uitgifte: Uitgifte, database: Database
) -> None:
    accounts = {row.persoon: row.id for row in rows(database)}
    for key in ("L1", "L2"):
        give(database, accounts[key])
    read_in(on, without("L2"))
    with database.read() as connection:
        grants = connection.execute(select(sso_toekenning.c.account_id, sso_toekenning.c.waarom)).all()
        tokens = connection.execute(
            select(sso_toekenning.c.account_id, sso_token.c.ingetrokken).join_from(sso_token, sso_toekenning)
        ).all()
        subs = set(connection.execute(select(sso_onderwerp.c.sub)).scalars())
    assert dict(map(tuple, grants)) == {accounts["L1"]: None, accounts["L2"]: "rol-gewijzigd"}
    assert {number: moment is None for number, moment in tokens} == {
        accounts["L1"]: True,
        accounts["L2"]: False,
    }
    assert subs == {f"sub{accounts['L1']}", f"sub{accounts['L2']}"}
