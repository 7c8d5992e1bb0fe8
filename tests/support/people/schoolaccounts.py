"""Schools whose people have accounts: files are read in, and the accounts looked at."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from tests.support.schools.builders import (
    ALL_ALLOWED,
    schoolgegevens,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, inlog

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
