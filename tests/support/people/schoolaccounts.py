"""Schools whose people have accounts: files are read in, and the accounts looked at."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from tests.support.schools.builders import (
    ALL_ALLOWED,
    schoolgegevens,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.schema.sso import sso_client, sso_onderwerp, sso_toekenning, sso_token
from uwlr_service.uitwisseling.account import bewijzen

CLI = Handelende.opdrachtregel("Proef")
KEPT = timedelta(days=400)


def read_in(diensten: Diensten, gegevens: Schoolgegevens) -> None:
    document = io.BytesIO(b"".join(edexml.write(gegevens)))
    diensten.edexml.read_in(document, ALL_ALLOWED, door=CLI)


def rows(database: Database) -> list[Any]:
    """The accounts of imports, in the order in which they were made."""
    with database.read() as connection:
        return list(
            connection.execute(
                select(account, inlog.c.inlognaam, inlog.c.naam, inlog.c.email, inlog.c.wachtwoord)
                .join_from(account, inlog)
                .where(account.c.rol.in_(["leerkracht", "leerling"]))
                .order_by(account.c.id)
            )
        )


def is_open(database: Database) -> dict[str, bool]:
    return {row.persoon: row.tot is None for row in rows(database)}


def without(*keys: str) -> Schoolgegevens:
    whole = schoolgegevens()
    return replace(whole, leerlingen=tuple(each for each in whole.leerlingen if each.key not in keys))


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
                code_gebruikt=now,
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
