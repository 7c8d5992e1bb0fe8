"""What people were let in by ends with their account, and when they see other groups."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert, select

from tests.support.people.schoolaccounts import read_in, rows, without
from tests.support.portaal import people
from tests.support.schools.builders import (
    schoolgegevens,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import sessie
from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.schema.sso import sso_client, sso_onderwerp, sso_toekenning, sso_token
from uwlr_service.uitwisseling.account import bewijzen
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


def give(database: Database, account_id: int) -> None:
    """A partner was given something for an account."""
    now = tijd.now()
    with database.write() as connection:
        koppeling_id = connection.execute(select(koppeling.c.id).limit(1)).scalar_one()
        client = connection.execute(
            insert(sso_client)
            .values(
                client_id=f"c{account_id}",
                koppeling_id=koppeling_id,
                naam="Leeslijst",
                methode="client_secret",
                algoritme="RS256",
                aangemaakt=now,
            )
            .returning(sso_client.c.id)
        ).scalar_one()
        connection.execute(
            insert(sso_onderwerp).values(account_id=account_id, sso_client_id=client, sub=f"sub{account_id}")
        )
        toekenning = connection.execute(
            insert(sso_toekenning)
            .values(
                account_id=account_id,
                sso_client_id=client,
                sid="s",
                scope="openid",
                claims={},
                aangemeld=now,
                acr="x",
                terugadres="https://lees.example/terug",
                code=bewijzen.digest(f"{account_id}"),
                code_tot=now,
                geldig_tot=now + timedelta(hours=1),
            )
            .returning(sso_toekenning.c.id)
        ).scalar_one()
        connection.execute(
            insert(sso_token).values(
                hash=bewijzen.digest(f"token{account_id}"),
                toekenning_id=toekenning,
                soort="access",
                scope="openid",
                verloopt=now + timedelta(minutes=5),
            )
        )


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
